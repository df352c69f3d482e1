// The search page: asks as one types, keeps the address in step, and shows what was found and why.
(function () {
  "use strict";

  var FEW = 20; // results at once
  var PAUSE = 120; // milliseconds after the last key
  var SNIPPET = 220; // letters of a text that says why
  var NOUNS = { claim: "claim", topic: "topic", study: "study", article: "article", query: "query", term: "term" };

  var form = document.querySelector("form.search");
  var box = form.elements.q;
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  var status = document.querySelector(".count");
  var list = document.querySelector(".found");
  var next = document.querySelector(".next");
  var reset = document.querySelector(".reset");
  var around = document.querySelector(".start");
  var loading = {};
  var timer, columns, shown, said;

  function make(kind, name, text) {
    var element = document.createElement(kind);
    if (name) { element.className = name; }
    if (text) { element.textContent = text; }
    return element;
  }

  function write(element, pieces) {
    pieces.forEach(function (piece) {
      element.append(piece[1] ? make("mark", "", piece[0]) : piece[0]);
    });
    return element;
  }

  function fetchPart(name) {
    if (loading[name]) { return; }
    loading[name] = true;
    var script = make("script");
    script.src = form.dataset.folder + name + ".js";
    script.onload = function () { script.remove(); answer(); };
    script.onerror = function () {
      script.remove();
      loading[name] = false;
      tell("A part of the index could not be read.");
    };
    document.head.append(script);
  }

  function tell(words) { if (status.textContent !== words) { status.textContent = words; } }

  // What is known of each page without reading it, to narrow results down.
  function readColumns(data) {
    var kinds = [];
    data.kinds.forEach(function (run) { for (var n = 0; n < run[1]; n += 1) { kinds.push(run[0]); } });
    return {
      type: kinds.map(function (kind) { return [kind]; }),
      topic: data.topic.split(",").map(function (each) {
        return each ? each.split(" ").map(function (n) { return data.topics[n]; }) : [];
      }),
      verdict: data.verdict.map(function (each) { return [each]; }),
      certainty: data.certainty.map(function (each) { return [each]; }),
      year: data.year.split(",")
    };
  }

  function fits(number, name, value) {
    if (!value) { return true; }
    var column = columns[name];
    if (name === "year") { return column[number] !== "" && Number(column[number]) >= Number(value); }
    return (column[number] || []).indexOf(value) >= 0;
  }

  function fitsAll(number, but) {
    return selects.every(function (select) { return select === but || fits(number, select.name, select.value); });
  }

  // Each choice says how many results it would leave.
  function count(numbers) {
    selects.forEach(function (select) {
      select.classList.toggle("chosen", select.value !== "");
      var open = numbers.filter(function (number) { return fitsAll(number, select); });
      Array.prototype.forEach.call(select.options, function (option) {
        option.dataset.words = option.dataset.words || option.textContent;
        if (!option.value) { return; }
        var left = open.filter(function (number) { return fits(number, select.name, option.value); }).length;
        option.textContent = option.dataset.words + " (" + left.toLocaleString("en") + ")";
        option.disabled = !left && !option.selected;
      });
    });
  }

  function snippet(row, terms, met) {
    var best = null, most = 0;
    row[3].forEach(function (text) {
      var marked = kgSearch.mark(text, terms);
      var news = Array.from(marked.met).filter(function (term) { return !met.has(term); }).length;
      // What says no more than the title is no reason, but for the question that the claim answers.
      var worth = news * 100 + (text.endsWith("?") || !met.size ? marked.met.size : 0);
      if (worth > most) { most = worth; best = marked; }
    });
    return best && shorten(best.pieces);
  }

  function shorten(pieces) {
    var before = pieces[0][0];
    if (before.length > SNIPPET / 3) {
      pieces[0][0] = "… " + before.slice(before.indexOf(" ", before.length - SNIPPET / 3) + 1);
    }
    var left = SNIPPET, kept = [];
    pieces.forEach(function (piece) {
      if (left <= 0) { return; }
      var text = piece[0];
      kept.push(text.length <= left ? piece : [text.slice(0, text.lastIndexOf(" ", left)) + " …", piece[1]]);
      left -= text.length;
    });
    return kept;
  }

  function result(number, terms) {
    var row = kgSearch.part("pages" + Math.floor(number / kgSearch.part("start").block))[number % kgSearch.part("start").block];
    var item = make("li");
    var about = item.appendChild(make("p", "meta", NOUNS[columns.type[number][0]]));
    if (row[2]) { about.append(" · " + row[2]); }
    var link = item.appendChild(make("a", "sentence"));
    link.href = form.dataset.root + row[1];
    var title = kgSearch.mark(row[0], terms);
    write(link, title.pieces);
    if (row[4].length) {
      var lean = item.appendChild(make("p", "lean"));
      lean.append(make("strong", row[4][0] ? "way " + row[4][0] : "flag", row[4][1]));
      if (row[4][2]) { lean.append(" · " + row[4][2]); }
    }
    var why = snippet(row, terms, title.met);
    if (why) { write(item.appendChild(make("p", "why")), why); }
    return item;
  }

  function missingPages(numbers) {
    var block = kgSearch.part("start").block;
    var names = numbers.map(function (number) { return "pages" + Math.floor(number / block); });
    return names.filter(function (name, n) { return names.indexOf(name) === n && !kgSearch.part(name); });
  }

  function asked() {
    return box.value.trim() || selects.some(function (select) { return select.value; });
  }

  function quoted(words) { return "\u201c" + words + "\u201d"; }

  function notes(found) {
    var words = found.corrected.map(function (pair) { return quoted(pair[0]) + " was read as " + quoted(pair[1]) + "."; });
    if (found.unknown.length) { words.push("Nothing here has " + found.unknown.map(quoted).join(" or ") + "."); }
    return words;
  }

  function summary(found, total) {
    var words = notes(found);
    var narrowed = selects.some(function (select) { return select.value; });
    if (total) {
      words.unshift(total === 1 ? "1 result." : total.toLocaleString("en") + " results.");
    } else if (found.hits.length && narrowed) {
      words.unshift("No result fits these choices; without them there are " + found.hits.length.toLocaleString("en") + ".");
    } else {
      words.unshift("No result.");
      words.push("Other words may help, or fewer; or look around below.");
    }
    return words.join(" ");
  }

  function everything() {
    return { hits: columns.type.map(function (_, number) { return number; }), corrected: [], unknown: [], terms: new Set() };
  }

  function answer() {
    if (!asked()) { return clear(); }
    var found = kgSearch.rank(box.value);
    if (found.missing.length) { return found.missing.forEach(fetchPart); }
    columns = columns || readColumns(kgSearch.part("start"));
    if (!box.value.trim()) { found = everything(); }
    var numbers = found.hits.filter(function (number) { return fitsAll(number); });
    var wanted = missingPages(numbers.slice(0, shown));
    if (wanted.length) { return wanted.forEach(fetchPart); }
    count(found.hits);
    list.replaceChildren.apply(list, numbers.slice(0, shown).map(function (number) { return result(number, found.terms); }));
    next.hidden = numbers.length <= shown;
    reset.hidden = numbers.length > 0 || !found.hits.length;
    around.hidden = numbers.length > 0;
    list.dataset.query = box.value;
    list.dataset.address = address();
    tell(summary(found, numbers.length));
    if (said) { said(); }
  }

  function clear() {
    list.replaceChildren();
    next.hidden = true;
    reset.hidden = true;
    around.hidden = false;
    delete list.dataset.query;
    tell("");
    if (columns) { count(columns.type.map(function (_, number) { return number; })); }
  }

  function address() {
    var asked = new URLSearchParams();
    [box].concat(selects).forEach(function (field) { if (field.value.trim()) { asked.set(field.name, field.value.trim()); } });
    var words = asked.toString();
    return location.pathname + (words ? "?" + words : "");
  }

  function keep(method) {
    if (address() === location.pathname + location.search) { return; }
    history[method](null, "", address());
  }

  function ask(method) {
    clearTimeout(timer);
    shown = FEW;
    said = null;
    keep(method);
    answer();
  }

  function read() {
    var asked = new URLSearchParams(location.search);
    box.value = asked.get("q") || "";
    selects.forEach(function (select) {
      select.value = asked.get(select.name) || "";
      if (select.selectedIndex < 0) { select.selectedIndex = 0; }
    });
  }

  box.addEventListener("focus", function () { if (!kgSearch.part("start")) { fetchPart("start"); } });
  box.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () { ask("replaceState"); }, PAUSE);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask("pushState");
  });
  selects.forEach(function (select) { select.addEventListener("change", function () { ask("pushState"); }); });
  next.firstElementChild.addEventListener("click", function () {
    var from = shown;
    shown += FEW;
    said = function () {
      said = null;
      list.children[from].querySelector("a").focus();
    };
    answer();
  });
  reset.firstElementChild.addEventListener("click", function () {
    selects.forEach(function (select) { select.value = ""; });
    ask("pushState");
    box.focus();
  });
  window.addEventListener("popstate", function () {
    read();
    shown = FEW;
    answer();
  });
  read();
  shown = FEW;
  answer();
}());
