// Sorts and filters tables in place. A table with data-sortable gets a button in each header cell that has no
// data-sort="none"; what a cell sorts by is its data-value, else its text, numbers as numbers. A .filter with data-table
// names its table: a box holds words, a select with data-key the value of a data- attribute of rows, and a select with
// data-order offers the sorting where there is no header to press. Groups (tbody) stand until the first sorting.
(function () {
  "use strict";

  var compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  function each(list, work) {
    Array.prototype.forEach.call(list, work);
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function value(row, column) {
    var cell = row.cells[column];
    var given = cell ? cell.dataset.value : "";
    return given === undefined ? cell.textContent.trim() : given;
  }

  // A data- attribute may hold several values with a space between two.
  function has(values, wanted) {
    return (" " + values + " ").indexOf(" " + wanted + " ") >= 0;
  }

  function isNumber(text) {
    return text !== "" && !isNaN(text);
  }

  function order(one, other) {
    if (isNumber(one) && isNumber(other)) { return one - other; }
    return compare(one, other);
  }

  function start(table) {
    var headers = table.tHead.rows[0].cells;
    var bodies = Array.prototype.slice.call(table.tBodies);
    var homes = [];
    var gathered = document.createElement("tbody");
    var rows = [];
    bodies.forEach(function (body) {
      each(body.rows, function (row) {
        homes.push([body, row]);
        if (!row.classList.contains("group")) { rows.push(row); }
      });
    });

    function mark(column, way) {
      each(headers, function (header, number) {
        if (header.dataset.sort !== "none") { header.setAttribute("aria-sort", number === column ? way : "none"); }
      });
    }

    function group() {
      homes.forEach(function (home) { home[0].appendChild(home[1]); });
      gathered.remove();
      bodies.forEach(function (body) { table.appendChild(body); });
      mark(-1, "none");
    }

    function sort(column, way) {
      var sign = way === "descending" ? -1 : 1;
      // What is not known goes last either way.
      rows.map(function (row, place) { return { row: row, key: value(row, column), place: place }; })
        .sort(function (a, b) {
          var empty = (a.key === "" || a.key === "0") - (b.key === "" || b.key === "0");
          return empty || sign * order(a.key, b.key) || a.place - b.place;
        })
        .forEach(function (entry) { gathered.appendChild(entry.row); });
      bodies.forEach(function (body) { body.remove(); });
      table.appendChild(gathered);
      mark(column, way);
    }

    each(headers, function (header, column) {
      if (header.dataset.sort === "none") { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (header.firstChild) { button.appendChild(header.firstChild); }
      header.appendChild(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        sort(column, header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending");
        table.dispatchEvent(new Event("sorted"));
      });
    });
    return { table: table, rows: rows, homes: homes, headers: headers, sort: sort, group: group };
  }

  function filter(bar, sorted) {
    var box = bar.querySelector("[data-text]");
    var keys = Array.prototype.slice.call(bar.querySelectorAll("[data-key]"));
    var chosen = bar.querySelector("[data-order]");
    var shown = bar.querySelector("[role=status]");
    var texts = sorted.rows.map(function (row) { return plain(row.textContent); });

    function apply() {
      var words = plain(box.value).split(/\s+/).filter(Boolean);
      var count = 0;
      sorted.rows.forEach(function (row, place) {
        var fits = words.every(function (word) { return texts[place].indexOf(word) >= 0; }) &&
          keys.every(function (select) { return !select.value || has(row.dataset[select.dataset.key], select.value); });
        row.hidden = !fits;
        count += fits;
      });
      sorted.homes.forEach(function (home) {
        if (!home[1].classList.contains("group")) { return; }
        home[1].hidden = !sorted.homes.some(function (other) {
          return other[0] === home[0] && other[1] !== home[1] && !other[1].hidden;
        });
      });
      shown.textContent = count + " of " + sorted.rows.length + " shown";
    }

    if (chosen) {
      each(sorted.headers, function (header, column) {
        if (header.dataset.sort === "none") { return; }
        ["ascending", "descending"].forEach(function (way) {
          var option = document.createElement("option");
          option.value = column + " " + way;
          option.textContent = header.textContent + (way === "ascending" ? " ↑" : " ↓");
          chosen.appendChild(option);
        });
      });
      chosen.addEventListener("change", function () {
        var asked = chosen.value.split(" ");
        if (chosen.value) { sorted.sort(Number(asked[0]), asked[1]); } else { sorted.group(); }
      });
      sorted.table.addEventListener("sorted", function () {
        each(sorted.headers, function (header, column) {
          var way = header.getAttribute("aria-sort");
          if (way === "ascending" || way === "descending") { chosen.value = column + " " + way; }
        });
      });
    }
    // A place that is linked to must be visible, so a filter lets go of it.
    window.addEventListener("hashchange", function () {
      var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (place && sorted.table.contains(place) && place.hidden) {
        box.value = "";
        keys.forEach(function (select) { select.value = ""; });
        apply();
        place.scrollIntoView();
      }
    });
    bar.addEventListener("input", apply);
    bar.hidden = false;
    apply();
  }

  each(document.querySelectorAll("table[data-sortable]"), function (table) {
    var sorted = start(table);
    each(document.querySelectorAll("[data-table]"), function (bar) {
      if (bar.dataset.table === table.id) { filter(bar, sorted); }
    });
  });
}());
