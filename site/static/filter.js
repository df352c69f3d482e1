// Filters a list in place: each .filter names its list; a box holds words, a select the value of a data- attribute.
// What is filtered are the children of the list, or what is marked data-item in it; a data-part goes with its items.
(function () {
  "use strict";

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function start(filter) {
    var list = document.getElementById(filter.dataset.filter);
    var marked = list.querySelectorAll("[data-item]");
    var parts = Array.prototype.slice.call(list.querySelectorAll("[data-part]"));
    var items = Array.prototype.map.call(marked.length ? marked : list.children, function (item) {
      var fold = item.closest("details");
      var heading = fold ? fold.querySelector("summary").textContent + " " : "";
      return { item: item, text: plain(heading + item.textContent) };
    });
    var box = filter.querySelector("[data-text]");
    var selects = Array.prototype.slice.call(filter.querySelectorAll("select"));
    var shown = filter.querySelector("[role=status]");
    var active = false;

    function apply() {
      var words = plain(box.value).split(/\s+/).filter(Boolean);
      var count = 0;
      items.forEach(function (entry) {
        var fits = words.every(function (word) { return entry.text.indexOf(word) >= 0; }) &&
          selects.every(function (select) {
            return !select.value || entry.item.dataset[select.dataset.key] === select.value;
          });
        entry.item.hidden = !fits;
        count += fits;
      });
      var before = active;
      active = words.length > 0 || selects.some(function (select) { return select.value; });
      parts.forEach(function (part) {
        part.hidden = !part.querySelector("[data-item]:not([hidden])");
        if (part.open !== undefined && (active || before)) { part.open = active && !part.hidden; }
      });
      shown.textContent = count + " of " + items.length + " shown";
    }

    var asked = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      var value = asked.get(select.dataset.key);
      if (value !== null) { select.value = value; }
      if (select.selectedIndex < 0) { select.selectedIndex = 0; }
    });
    // A place that is linked to must be visible, so a filter lets go of it and a fold opens.
    function reveal() {
      var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!place || !list.contains(place)) { return; }
      if (place.hidden) {
        box.value = "";
        selects.forEach(function (select) { select.value = ""; });
        apply();
      }
      var fold = place.closest("details");
      if (fold) { fold.open = true; }
      place.scrollIntoView();
    }
    window.addEventListener("hashchange", reveal);
    filter.addEventListener("input", apply);
    filter.hidden = false;
    apply();
    reveal();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-filter]"), start);
}());
