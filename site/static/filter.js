// Filters a list in place: each .filter names its list; a box holds words, a select the value of a data- attribute.
(function () {
  "use strict";

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function start(filter) {
    var list = document.getElementById(filter.dataset.filter);
    var items = Array.prototype.map.call(list.children, function (item) {
      return { item: item, text: plain(item.textContent) };
    });
    var box = filter.querySelector("[data-text]");
    var selects = Array.prototype.slice.call(filter.querySelectorAll("select"));
    var shown = filter.querySelector("[role=status]");

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
      shown.textContent = count + " of " + items.length + " shown";
    }

    var asked = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      var value = asked.get(select.dataset.key);
      if (value !== null) { select.value = value; }
      if (select.selectedIndex < 0) { select.selectedIndex = 0; }
    });
    // A place that is linked to must be visible, so a filter lets go of it.
    window.addEventListener("hashchange", function () {
      var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (place && list.contains(place) && place.hidden) {
        box.value = "";
        selects.forEach(function (select) { select.value = ""; });
        apply();
        place.scrollIntoView();
      }
    });
    filter.addEventListener("input", apply);
    filter.hidden = false;
    apply();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-filter]"), start);
}());
