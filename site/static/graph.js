// Draws the network that pyvis laid down in the page. Colours come from the legend, so they follow light and dark.
(function () {
  "use strict";

  var canvas = document.querySelector(".canvas");
  var tools = document.querySelector(".tools");
  var data = JSON.parse(document.getElementById("network").textContent);

  function colourOf(element) { return getComputedStyle(element).color; }

  function colours() {
    var found = {};
    document.querySelectorAll(".legend [data-kind]").forEach(function (sign) {
      found[sign.dataset.kind] = colourOf(sign);
    });
    return found;
  }

  function paint() {
    var of = colours();
    var ink = colourOf(document.body);
    var paper = getComputedStyle(document.body).backgroundColor;
    var wash = getComputedStyle(canvas).backgroundColor;
    data.nodes.forEach(function (node) {
      var colour = of[node.kind];
      var inside = node.kind === "claim" ? paper : colour;
      node.color = {
        background: inside, border: colour,
        highlight: { background: inside, border: ink }, hover: { background: inside, border: ink }
      };
      node.font.color = node.kind === "topic" ? paper : ink;
      node.font.strokeColor = wash;
    });
    data.edges.forEach(function (edge) {
      edge.color = { color: of[edge.kind], highlight: ink, hover: ink, opacity: edge.width > 1 ? 0.7 : 0.35 };
    });
  }

  paint();
  var message = canvas.firstElementChild;
  var network;
  try {
    canvas.removeChild(message);
    network = new vis.Network(canvas, { nodes: data.nodes, edges: data.edges }, data.options);
  } catch (error) {
    canvas.replaceChildren(message);
    message.textContent = "The picture could not be drawn here. The list below has the same, with links.";
    throw error;
  }

  // Labels reach beyond the shapes that the picture is fitted to.
  function showAll() {
    network.fit();
    network.moveTo({ scale: Math.min(network.getScale() * 0.86, 1.4) });
  }

  function allow(zoom) { network.setOptions({ interaction: { zoomView: zoom } }); }

  network.on("click", function (event) {
    if (event.nodes.length) {
      var node = data.nodes.find(function (each) { return each.id === event.nodes[0]; });
      location.assign(canvas.dataset.root + node.href);
    }
  });
  network.on("hoverNode", function () { canvas.classList.add("over"); });
  network.on("blurNode", function () { canvas.classList.remove("over"); });
  // The wheel scrolls the page until the reader has clicked into the picture.
  canvas.addEventListener("pointerdown", function () { allow(true); });
  canvas.addEventListener("pointerleave", function () { allow(false); });
  tools.addEventListener("click", function (event) {
    var what = event.target.dataset.do;
    if (what === "fit") { showAll(); }
    if (what === "in" || what === "out") {
      network.moveTo({ scale: network.getScale() * (what === "in" ? 1.4 : 1 / 1.4) });
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    paint();
    network.setData({ nodes: data.nodes, edges: data.edges });
  });
  tools.hidden = false;
  showAll();
  network.once("afterDrawing", function () { canvas.dataset.drawn = data.nodes.length; });
}());
