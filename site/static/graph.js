// The explorer's controls: legend, search and list decide what is seen; the picture beside them only draws it.
(function () {
  "use strict";

  var HIDDEN = 0, FAINT = 1, SHOWN = 2;
  var explorer = document.querySelector(".explorer");
  var canvas = explorer.querySelector(".canvas");
  var form = document.querySelector(".choices");
  var find = document.getElementById("find");
  var topic = document.getElementById("topic");
  var status = explorer.querySelector(".shown");
  var start = Number(explorer.dataset.start);
  var items = Array.from(explorer.querySelectorAll(".nodes li"));
  var nodes = items.map(function (item) {
    var link = item.firstElementChild;
    return {
      label: link.textContent, text: item.textContent.toLowerCase(), href: link.href, kind: item.dataset.kind,
      way: item.dataset.way || "", note: item.children[1] ? item.children[1].textContent : "",
      lines: item.dataset.lines.split(" "), topics: item.dataset.topics.split(" ")
    };
  });

  function colourOf(element) { return getComputedStyle(element).color; }

  function colours() {
    var found = { ink: colourOf(document.body), paper: getComputedStyle(document.body).backgroundColor };
    found.wash = getComputedStyle(canvas).backgroundColor;
    document.querySelectorAll(".choices [data-kind]").forEach(function (sign) {
      found[sign.dataset.kind] = colourOf(sign);
    });
    // The verdict of a claim has the colour of its direction where there is one.
    var probe = document.createElement("span");
    canvas.appendChild(probe);
    ["supports", "disputes", "inconclusive"].forEach(function (way) {
      probe.className = "of-" + way;
      found["claim " + way] = colourOf(probe);
    });
    probe.remove();
    found["claim contested"] = found["claim inconclusive"];
    return found;
  }

  function chosen(name) {
    var on = new Set();
    form.querySelectorAll("input[name=" + name + "]:checked").forEach(function (box) { on.add(box.value); });
    return on;
  }

  function open(number) { location.assign(nodes[number].href); }

  var data = JSON.parse(document.getElementById("network").textContent);
  var message = canvas.firstElementChild;
  var picture;
  try {
    message.remove();
    picture = self.drawPicture(canvas, nodes, data, colours(), open);
  } catch (error) {
    canvas.replaceChildren(message);
    message.setAttribute("role", "alert");
    message.textContent = "The picture could not be drawn here. The list has the same, with links.";
    throw error;
  }

  function apply() {
    var kinds = chosen("kind"), lines = chosen("line");
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    var states = new Uint8Array(nodes.length);
    var shown = 0;
    nodes.forEach(function (node, number) {
      // A study without a line is nowhere tied; topics and claims stand for themselves.
      var tied = node.kind === "claim" || node.kind === "topic" || node.lines[0] === ""
        || node.lines.some(function (line) { return lines.has(line); });
      var there = kinds.has(node.kind) && tied
        && (!topic || !topic.value || node.topics.indexOf(topic.value) >= 0);
      var found = words.every(function (word) { return node.text.indexOf(word) >= 0; });
      states[number] = !there ? HIDDEN : found ? SHOWN : FAINT;
      shown += states[number] === SHOWN;
      if (items[number].hidden !== (states[number] !== SHOWN)) { items[number].hidden = !items[number].hidden; }
    });
    explorer.querySelectorAll("section").forEach(function (group) {
      group.hidden = !group.querySelector("li:not([hidden])");
    });
    status.textContent = shown + " of " + nodes.length + " shown";
    canvas.dataset.shown = shown;
    picture.show(states, lines);
  }

  var waiting = 0;
  form.addEventListener("change", apply);
  form.addEventListener("input", function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  });
  explorer.querySelector(".beside").addEventListener("focusin", function (event) {
    var number = items.indexOf(event.target.parentElement);
    if (number >= 0) { picture.look(number, true); }
  });
  explorer.querySelector(".beside").addEventListener("focusout", function () { picture.look(-1); });
  explorer.querySelector(".beside").addEventListener("pointerover", function (event) {
    picture.look(items.indexOf(event.target.closest("li")), false);
  });

  function act(what) {
    if (what === "in") { picture.zoom(1.4); }
    if (what === "out") { picture.zoom(1 / 1.4); }
    if (what === "fit") { picture.fit(); }
    if (what === "start") { picture.go(start); }
  }

  explorer.querySelector(".buttons").addEventListener("click", function (event) { act(event.target.dataset.do); });
  canvas.addEventListener("keydown", function (event) {
    var step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    var what = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(step || what)) { return; }
    event.preventDefault();
    if (step) { picture.move(step[0], step[1]); } else { act(what); }
  });
  ["(prefers-color-scheme: dark)", "(forced-colors: active)"].forEach(function (query) {
    matchMedia(query).addEventListener("change", function () { picture.paint(colours()); });
  });

  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", canvas.dataset.name);
  document.querySelectorAll(".tools, .choices input").forEach(function (each) { each.hidden = false; });
  explorer.classList.add("on");
  apply();
  if (start >= 0) { picture.go(start); } else { picture.begin(); }
  canvas.dataset.drawn = nodes.length;
}());
