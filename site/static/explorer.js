// Draws thousands of nodes on a canvas: places come from the build, only what is in sight is painted, words when legible.
self.drawPicture = function (canvas, nodes, data, colours, open) {
  "use strict";

  var SIZES = { topic: [420, 60, 34], claim: [232, 74, 14], study: [204, 30, 13], article: [220, 60, 14], conflict: [204, 30, 12] };
  var WAYS = data.ways;
  // Drawn in this order, the last on top: width, strength when near, strength when far.
  var STYLES = {
    filed: [1, 0.12, 0.05], says: [1, 0.12, 0.05], inconclusive: [1.6, 0.8, 0.12], supports: [1.6, 0.8, 0.12],
    disputes: [1.6, 0.8, 0.12], contradicts: [2.5, 0.8, 0.4]
  };
  var DASHES = { disputes: [9, 6], inconclusive: [2, 5], contradicts: [14, 4, 2, 4] };
  var SIGNS = { supports: "■ ", disputes: "▲ ", contested: "◆ ", inconclusive: "○ ", untested: "— " };
  var LEGIBLE = 6, READABLE = 0.8, NEAR = 14, FAR = 480, SPECK = 4.5;
  var FONT = "system-ui, sans-serif";
  var of = colours;
  var x = data.x, y = data.y, lines = data.lines;
  var states = new Uint8Array(nodes.length).fill(2), on = new Set(WAYS);
  var tied = nodes.map(function () { return []; });
  for (var n = 0; n < lines.length; n += 3) { tied[lines[n]].push(n); tied[lines[n + 1]].push(n); }

  var paper = document.createElement("canvas");
  var tip = document.createElement("div");
  tip.className = "tip";
  canvas.append(paper, tip);
  var pen = paper.getContext("2d");
  var topics = nodes.filter(function (node) { return node.kind === "topic"; }).length;
  var scale = 1, left = 0, top = 0, wide = 1, high = 1, dense = 1;
  var over = -1, waiting = 0, fitted = true, told = null, named = [], tipWide = 0, tipHigh = 0;

  function soon() { if (!waiting) { waiting = requestAnimationFrame(paint); } }

  // The words of a node in lines that fit its shape, with the sign of its verdict; broken once.
  function broken(node) {
    if (!node.broken) {
      var most = node.kind === "topic" ? 24 : 28;
      var rows = [""];
      ((SIGNS[node.way] || "") + node.label).split(/\s+/).forEach(function (word) {
        var last = rows[rows.length - 1];
        if (last && last.length + word.length >= most) { rows.push(word); } else { rows[rows.length - 1] = last ? last + " " + word : word; }
      });
      var room = SIZES[node.kind][1] < 40 ? 1 : 3;
      node.broken = rows.slice(0, room).map(function (row) { return row.length > most + 3 ? row.slice(0, most) + "…" : row; });
      if (rows.length > room) { node.broken[room - 1] += " …"; }
    }
    return node.broken;
  }

  // The width of a node's longest line in letters' heights.
  function widest(node) {
    if (!node.widest) {
      pen.font = "600 20px " + FONT;
      node.widest = Math.max.apply(null, broken(node).map(function (row) { return pen.measureText(row).width / 20; }));
    }
    return node.widest;
  }

  function shape(node, at, down, w, h) {
    pen.beginPath();
    if (node.kind === "article") { pen.ellipse(at, down, w / 2, h / 2, 0, 0, 7); return; }
    if (node.kind === "claim" || node.kind === "topic") {
      pen.roundRect(at - w / 2, down - h / 2, w, h, Math.min(9 * scale, h / 3));
    } else { pen.rect(at - w / 2, down - h / 2, w, h); }
  }

  function colourOf(node) { return of[node.kind === "claim" && node.way ? "claim " + node.way : node.kind] || of[node.kind]; }

  function words(node, at, down, size) {
    var rows = broken(node), step = size * 1.22;
    pen.font = (node.kind === "topic" ? "600 " : "") + size + "px " + FONT;
    pen.fillStyle = node.kind === "topic" ? of.paper : of.ink;
    rows.forEach(function (row, place) { pen.fillText(row, at, down + (place - (rows.length - 1) / 2) * step); });
  }

  // The name of a topic gives way where it would cover the name of one before it.
  function covers(at, down, w, h) {
    var hit = named.some(function (box) {
      return Math.abs(box[0] - at) < (box[2] + w) / 2 && Math.abs(box[1] - down) < (box[3] + h) / 2;
    });
    if (!hit) { named.push([at, down, w, h]); }
    return hit;
  }

  function drawNode(number, strong) {
    var node = nodes[number], size = SIZES[node.kind];
    var w = size[0] * scale, h = size[1] * scale, at = x[number] * scale + left, down = y[number] * scale + top;
    // A topic's name stays legible however far away the reader is.
    var letters = size[2] * scale;
    if (node.kind === "topic") {
      letters = Math.max(letters, Math.min(11.5, 75 * scale), wide * high > topics * 9000 ? 9 : 0);
      h = letters * (1.22 * broken(node).length + 0.7);
      w = letters * 1.6 + widest(node) * letters;
    }
    if (at + w / 2 < 0 || down + h / 2 < 0 || at - w / 2 > wide || down - h / 2 > high) { return; }
    if (node.kind === "topic" && !strong && covers(at, down, w, h)) {
      w = size[0] * scale;
      h = size[1] * scale;
      letters = 0;
    }
    var colour = colourOf(node), small = letters < LEGIBLE;
    if (h < SPECK && !strong) { speck(node, colour, number, at, down, w, h); return; }
    pen.globalAlpha = states[number] === 1 ? 0.15 : 1;
    shape(node, at, down, Math.max(w, 2), Math.max(h, 2));
    pen.fillStyle = node.kind === "topic" || (small && node.kind === "claim") ? colour : node.kind === "claim" ? of.paper : of.wash;
    pen.fill();
    pen.lineWidth = strong ? 4 : Math.max(0.7, (node.kind === "claim" ? 2.5 : 1.2) * Math.min(1, scale * 1.4));
    pen.strokeStyle = strong ? of.ink : colour;
    if (node.kind === "conflict") { pen.setLineDash([5 * scale, 3 * scale]); }
    pen.stroke();
    pen.setLineDash([]);
    if (!small) { words(node, at, down, letters); } else if (node.kind === "claim" && h > 7) { sign(node, at, down, h); }
    pen.globalAlpha = 1;
  }

  // From far away a node is a speck of its colour: that is all the eye can tell, and quick to draw.
  function speck(node, colour, number, at, down, w, h) {
    pen.globalAlpha = states[number] === 1 ? 0.1 : node.kind === "study" || node.kind === "conflict" ? 0.45 : 1;
    pen.fillStyle = colour;
    pen.fillRect(at - w / 2, down - h / 2, Math.max(w, 2), Math.max(h, 1.5));
    pen.globalAlpha = 1;
  }

  // Too small for words, a claim still shows the sign of its verdict.
  function sign(node, at, down, h) {
    pen.font = Math.min(h * 0.8, 12) + "px " + FONT;
    pen.fillStyle = of.paper;
    pen.fillText((SIGNS[node.way] || "").trim(), at, down);
  }

  // Dashes of a line that is faint anyway would cost more than all else.
  function drawLines(way, numbers, alpha) {
    if (!on.has(WAYS[way]) || !numbers.length) { return; }
    pen.beginPath();
    for (var place = 0; place < numbers.length; place += 1) {
      var n = numbers[place], a = lines[n], b = lines[n + 1];
      if (states[a] + states[b] < 3 || !states[a] || !states[b]) { continue; }
      var ax = x[a] * scale + left, ay = y[a] * scale + top, bx = x[b] * scale + left, by = y[b] * scale + top;
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > wide && bx > wide) || (ay > high && by > high)) { continue; }
      pen.moveTo(ax, ay);
      pen.lineTo(bx, by);
    }
    pen.globalAlpha = alpha;
    pen.strokeStyle = of[WAYS[way]];
    pen.lineWidth = STYLES[WAYS[way]][0] * Math.max(0.45, Math.min(1.2, scale * 1.5));
    pen.setLineDash(scale > 0.3 && alpha > 0.15 ? DASHES[WAYS[way]] || [] : []);
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  // A line that goes far is faint until one of its ends is looked at, so that what is near stays clear.
  var near = WAYS.map(function () { return []; }), far = WAYS.map(function () { return []; });
  for (var m = 0; m < lines.length; m += 3) {
    var long = Math.hypot(x[lines[m]] - x[lines[m + 1]], y[lines[m]] - y[lines[m + 1]]) > FAR;
    (long ? far : near)[lines[m + 2]].push(m);
  }
  var order = ["study", "conflict", "article", "claim", "topic"];
  var inOrder = nodes.map(function (_, number) { return number; }).sort(function (a, b) {
    return order.indexOf(nodes[a].kind) - order.indexOf(nodes[b].kind) || a - b;
  });

  function paint() {
    waiting = 0;
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, wide, high);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    named = [];
    var calm = over < 0 ? 1 : 0.4;
    Object.keys(STYLES).forEach(function (name) {
      var way = WAYS.indexOf(name);
      // From very far the faint lines of thousands would be a fog.
      if (scale > 0.08) { drawLines(way, far[way], STYLES[name][2] * calm); }
      drawLines(way, near[way], STYLES[name][1] * calm);
    });
    inOrder.forEach(function (number) { if (states[number]) { drawNode(number, false); } });
    if (over >= 0 && states[over]) { drawLooked(); }
    tell();
  }

  function drawLooked() {
    WAYS.forEach(function (_, way) {
      drawLines(way, tied[over].filter(function (n) { return lines[n + 2] === way; }), 1);
    });
    tied[over].forEach(function (n) {
      var other = lines[n] === over ? lines[n + 1] : lines[n];
      if (states[other] && on.has(WAYS[lines[n + 2]])) { drawNode(other, false); }
    });
    drawNode(over, true);
  }

  function tell() {
    var node = over >= 0 && states[over] ? nodes[over] : null;
    if (told !== node) {
      told = node;
      tip.style.visibility = node ? "visible" : "hidden";
      tip.textContent = node ? node.label + (node.note ? " (" + node.note + ")" : "") : "";
      tipWide = tip.offsetWidth;
      tipHigh = tip.offsetHeight;
    }
    if (!node) { return; }
    var at = x[over] * scale + left + 14, down = y[over] * scale + top + SIZES[node.kind][1] * scale / 2 + 8;
    at = Math.max(4, Math.min(at, wide - tipWide - 4));
    if (down + tipHigh > high - 4) { down -= tipHigh + SIZES[node.kind][1] * scale + 20; }
    tip.style.transform = "translate(" + at + "px," + Math.max(4, down) + "px)";
  }

  function fit() {
    var x1 = Infinity, y1 = Infinity, x2 = -Infinity, y2 = -Infinity;
    nodes.forEach(function (node, number) {
      var size = SIZES[node.kind];
      if (!states[number]) { return; }
      x1 = Math.min(x1, x[number] - size[0] / 2); x2 = Math.max(x2, x[number] + size[0] / 2);
      y1 = Math.min(y1, y[number] - size[1] / 2); y2 = Math.max(y2, y[number] + size[1] / 2);
    });
    if (x1 > x2) { return; }
    scale = Math.min((wide - 70) / (x2 - x1), (high - 40) / (y2 - y1), 1.2);
    left = (wide - (x1 + x2) * scale) / 2;
    top = (high - (y1 + y2) * scale) / 2;
    fitted = true;
    soon();
  }

  function zoomAt(factor, atX, atY) {
    var next = Math.max(0.005, Math.min(4, scale * factor));
    left = atX - (atX - left) * next / scale;
    top = atY - (atY - top) * next / scale;
    scale = next;
    fitted = false;
    soon();
  }

  function move(byX, byY) { left += byX; top += byY; fitted = false; soon(); }

  function go(number, at) {
    scale = at || scale;
    left = wide / 2 - x[number] * scale;
    top = high / 2 - y[number] * scale;
    fitted = false;
    soon();
  }

  function nodeAt(event) {
    var box = paper.getBoundingClientRect();
    var px = event.clientX - box.left, py = event.clientY - box.top, best = -1, least = NEAR;
    for (var place = inOrder.length - 1; place >= 0; place -= 1) {
      var number = inOrder[place], size = SIZES[nodes[number].kind];
      if (states[number] !== 2) { continue; }
      var off = Math.max(Math.abs(x[number] * scale + left - px) - size[0] * scale / 2,
        Math.abs(y[number] * scale + top - py) - size[1] * scale / 2, 0);
      if (off === 0) { return number; }
      if (off < least) { best = number; least = off; }
    }
    return best;
  }

  function look(number, centre) {
    if (centre && number >= 0) { go(number, Math.max(scale, READABLE * 0.6)); }
    if (over !== number) { over = number; soon(); }
    canvas.classList.toggle("over", number >= 0);
  }

  var fingers = new Map(), went = 0;
  paper.addEventListener("pointerdown", function (event) {
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) { went = 0; }
  });
  paper.addEventListener("pointermove", function (event) {
    var was = fingers.get(event.pointerId);
    if (!was) { look(nodeAt(event), false); return; }
    var byX = event.clientX - was.clientX, byY = event.clientY - was.clientY;
    went += Math.abs(byX) + Math.abs(byY);
    if (went > 4) { paper.setPointerCapture(event.pointerId); }
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) { move(byX, byY); return; }
    var other = Array.from(fingers.values()).find(function (each) { return each.pointerId !== event.pointerId; });
    var before = Math.hypot(was.clientX - other.clientX, was.clientY - other.clientY);
    var after = Math.hypot(event.clientX - other.clientX, event.clientY - other.clientY);
    var box = paper.getBoundingClientRect();
    if (before > 0) { zoomAt(after / before, (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top); }
  });
  paper.addEventListener("pointerup", function (event) {
    var number = fingers.size === 1 && went <= 4 ? nodeAt(event) : -1;
    fingers.delete(event.pointerId);
    if (number >= 0) { open(number); }
  });
  paper.addEventListener("pointercancel", function (event) { fingers.delete(event.pointerId); });
  paper.addEventListener("pointerleave", function (event) { fingers.delete(event.pointerId); look(-1); });
  // The wheel scrolls the page until the picture has the focus.
  paper.addEventListener("wheel", function (event) {
    if (document.activeElement !== canvas) { return; }
    event.preventDefault();
    var box = paper.getBoundingClientRect();
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  function resize() {
    dense = self.devicePixelRatio || 1;
    wide = canvas.clientWidth;
    high = canvas.clientHeight;
    paper.width = Math.round(wide * dense);
    paper.height = Math.round(high * dense);
    if (fitted) { fit(); }
    paint();
  }

  new ResizeObserver(resize).observe(canvas);
  resize();
  return {
    begin: fit,
    fit: fit,
    go: function (number) { go(number, READABLE); },
    look: look,
    move: move,
    paint: function (found) { of = found; soon(); },
    show: function (found, ways) { states = found; on = ways; soon(); },
    zoom: function (factor) { zoomAt(factor, wide / 2, high / 2); }
  };
};
