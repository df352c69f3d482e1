// Draws the network that pyvis laid down in the page with vis-network, its places given and its physics off.
self.drawPicture = function (canvas, nodes, data, colours, open) {
  "use strict";

  var READABLE = 0.62, FAR = 480;
  var crowded = data.edges.length > 60;
  var of = colours;
  var places = data.nodes.map(function (node) { return { x: node.x, y: node.y }; });

  function look(node) {
    var colour = of[node.kind === "claim" && node.way ? "claim " + node.way : node.kind] || of[node.kind];
    var full = node.kind === "topic";
    var inside = full ? colour : node.kind === "claim" ? of.paper : of.wash;
    return {
      color: {
        background: inside, border: colour,
        highlight: { background: inside, border: of.ink }, hover: { background: inside, border: of.ink }
      },
      borderWidth: node.kind === "claim" ? 2.5 : 1.2,
      borderWidthSelected: 4,
      shapeProperties: {
        borderRadius: node.kind === "claim" || full ? 9 : 0, borderDashes: node.kind === "conflict" ? [5, 3] : false
      },
      font: { size: node.font.size, color: full ? of.paper : of.ink }
    };
  }

  // A line that goes far is faint until one of its ends is looked at, so that what is near stays clear.
  function line(edge) {
    var from = places[edge.from], to = places[edge.to];
    var faint = edge.width < 2 || (crowded && Math.hypot(from.x - to.x, from.y - to.y) > FAR);
    return { color: { color: of[edge.kind], highlight: of.ink, hover: of.ink, opacity: faint ? 0.28 : 0.85 } };
  }

  data.edges.forEach(function (edge, number) { edge.id = number; Object.assign(edge, line(edge)); });
  data.nodes.forEach(function (node) { Object.assign(node, look(node)); });
  var nodeSet = new vis.DataSet(data.nodes);
  var edgeSet = new vis.DataSet(data.edges);
  var network = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, data.options);
  canvas.querySelectorAll("[tabindex]").forEach(function (each) { each.tabIndex = -1; });

  function go(number) {
    fit();
    if (network.getScale() < READABLE) { network.moveTo({ position: places[number], scale: READABLE }); }
  }

  // Labels reach beyond the shapes that the picture is fitted to.
  function fit() {
    network.fit();
    network.moveTo({ scale: Math.min(network.getScale() * 0.92, 1.2) });
  }

  function allow(zoom) { network.setOptions({ interaction: { zoomView: zoom } }); }

  network.on("click", function (event) { if (event.nodes.length) { open(event.nodes[0]); } });
  network.on("hoverNode", function () { canvas.classList.add("over"); });
  network.on("blurNode", function () { canvas.classList.remove("over"); });
  // The wheel scrolls the page until the reader has clicked into the picture.
  canvas.addEventListener("pointerdown", function () { allow(true); });
  canvas.addEventListener("pointerleave", function () { allow(false); });

  return {
    begin: fit,
    fit: fit,
    go: go,
    look: function (number, centre) {
      network.unselectAll();
      if (number < 0) { return; }
      network.selectNodes([number]);
      if (centre) { network.moveTo({ position: places[number] }); }
    },
    move: function (x, y) {
      var at = network.getViewPosition(), scale = network.getScale();
      network.moveTo({ position: { x: at.x - x / scale, y: at.y - y / scale } });
    },
    paint: function (found) {
      of = found;
      nodeSet.update(data.nodes.map(function (node) { return Object.assign({ id: node.id }, look(node)); }));
      edgeSet.update(data.edges.map(function (edge) { return Object.assign({ id: edge.id }, line(edge)); }));
    },
    show: function (states, lines) {
      nodeSet.update(data.nodes.map(function (node) {
        return { id: node.id, hidden: !states[node.id], opacity: states[node.id] === 1 ? 0.15 : 1 };
      }));
      edgeSet.update(data.edges.map(function (edge) {
        return { id: edge.id, hidden: !lines.has(edge.kind) || states[edge.from] + states[edge.to] < 3 };
      }));
    },
    zoom: function (factor) { network.moveTo({ scale: network.getScale() * factor }); }
  };
};
