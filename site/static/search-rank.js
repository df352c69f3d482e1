// Words to ranked pages, step by step as kg/matching/ does it; a test holds the two together. Reads the index in pieces.
var kgSearch = (function () {
  "use strict";

  var PREFIX = 3, MOST = 24, SHORTEST = 4, LONG = 6, TAIL = 4; // kg/matching/ranking.py says what they are
  var parts = {};
  var start;

  function own(table, key) { return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined; }

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\u2019/g, "'");
  }

  function words(text) {
    return (fold(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)?/gu) || []).map(function (word) {
      return word.split("'")[0];
    });
  }

  function singular(word) {
    if (word.endsWith("ies")) { return word.slice(0, -3) + "y"; }
    if (/(?:sses|shes|ches|xes)$/.test(word)) { return word.slice(0, -2); }
    return word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  }

  function length(text) { return Array.from(text).length; }

  function stem(word) {
    if (length(word) < 4 || /\p{Nd}/u.test(word)) { return word; }
    word = singular(word);
    start.endings.some(function (ending) {
      var rest = word.slice(0, word.length - ending.length);
      if (!word.endsWith(ending) || length(rest) < 3 || !/[aeiouy]/.test(rest) || word.endsWith("eed")) { return false; }
      word = rest.replace(/([bcdfghjkmnpqrtvwx])\1$/, "$1");
      return true;
    });
    return length(word) >= 4 && /[^eo]e$/.test(word) ? word.slice(0, -1) : word;
  }

  function distance(one, other, most) {
    one = Array.from(one);
    other = Array.from(other);
    if (Math.abs(one.length - other.length) > most) { return most + 1; }
    var last, before = [], row = [0];
    other.forEach(function (_, j) { row.push(j + 1); });
    for (var i = 1; i <= one.length; i += 1) {
      last = before;
      before = row;
      row = [i];
      for (var j = 1; j <= other.length; j += 1) {
        var cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, last[j - 2] + 1);
        }
        row.push(cost);
      }
      if (Math.min.apply(null, row) > most) { return most + 1; }
    }
    return Math.min(row[row.length - 1], most + 1);
  }

  // The things that a text names: how many stems, from a place on, and of what.
  function longest(stems, place, fits) {
    for (var count = Math.min(start.longest, stems.length - place); count > 0; count -= 1) {
      var name = own(start.names, stems.slice(place, place + count).join(" "));
      if (name !== undefined && (!fits || fits(name))) { return [count, name]; }
    }
    return [0, ""];
  }

  function shardOf(term) {
    var low = 0, high = start.shards.length - 1;
    while (low < high) {
      var middle = Math.ceil((low + high) / 2);
      if (start.shards[middle] <= term) { low = middle; } else { high = middle - 1; }
    }
    return low;
  }

  // One run over a query. What it needs and is not here yet is noted in `missing`; the caller fetches it and runs again.
  function Run() { this.missing = []; this.corrected = []; this.unknown = []; }

  Run.prototype.part = function (name) {
    if (!parts[name] && this.missing.indexOf(name) < 0) { this.missing.push(name); }
    return parts[name];
  };

  Run.prototype.postings = function (term) {
    if (!start.shards.length) { return undefined; }
    var shard = this.part("terms" + shardOf(term));
    return shard && own(shard, term);
  };

  Run.prototype.count = function (term) {
    var postings = this.postings(term);
    return postings ? postings.length / 2 : 0;
  };

  Run.prototype.beginning = function (word) {
    if (length(word) < PREFIX || !start.shards.length) { return []; }
    var found = {}, self = this;
    for (var n = shardOf(word); n < start.shards.length && (start.shards[n] <= word || start.shards[n].startsWith(word)); n += 1) {
      Object.keys(self.part("terms" + n) || {}).forEach(function (term) {
        if (term.startsWith(word)) { found[term] = 1; }
      });
    }
    Object.keys(start.names).forEach(function (key) {
      if (key.indexOf(" ") < 0 && key.startsWith(word)) { found[start.mark + start.names[key]] = 1; }
    });
    return Object.keys(found).map(function (term) { return [self.count(term), term]; }).sort(function (a, b) {
      return b[0] - a[0] || (a[1] < b[1] ? -1 : 1);
    }).slice(0, MOST).map(function (pair) { return pair[1]; });
  };

  Run.prototype.nearest = function (root) {
    var listed = length(root) >= SHORTEST && this.part("words");
    if (!listed) { return ""; }
    var most = length(root) >= LONG ? 2 : 1, best = null;
    function consider(term, count) {
      var away = length(term) >= SHORTEST ? distance(root, term, most) : most + 1;
      if (away > most) { return; }
      var rank = [away, term[0] !== root[0] ? 1 : 0, -count, term];
      for (var n = 0; best && n < 4; n += 1) {
        if (rank[n] > best[n]) { return; }
        if (rank[n] < best[n]) { break; }
      }
      best = rank;
    }
    var counts = Object.create(null);
    start.nameWords.forEach(function (word) { counts[word] = 0; });
    listed.forEach(function (entry) { counts[entry[0]] = entry[1]; });
    Object.keys(counts).forEach(function (term) { consider(term, counts[term]); });
    return best ? best[3] : "";
  };

  Run.prototype.surface = function (root) {
    var entry = parts.words.find(function (each) { return each[0] === root; });
    return entry && entry[2] || root;
  };

  Run.prototype.resolve = function (word) {
    var root = stem(word);
    if (start.stop.has(word) || start.nameWords.has(root) || this.postings(root)) { return { text: word, stem: root }; }
    var begins = this.beginning(word);
    if (begins.length) { return { text: word, stem: root, begins: begins }; }
    if (this.missing.length) { return null; }
    var nearest = this.nearest(root);
    if (nearest) {
      var shown = this.surface(nearest);
      this.corrected.push([word, shown]);
      return { text: shown, stem: nearest };
    }
    this.unknown.push(word);
    return null;
  };

  Run.prototype.clauses = function (asked) {
    var roots = asked.map(function (word) { return word.stem; });
    var clauses = [], seen = {}, place = 0;
    while (place < asked.length) {
      var name = longest(roots, place), word = asked[place], terms = [];
      if (name[0]) { terms = [start.mark + name[1]]; }
      else if (word.begins) { terms = word.begins; }
      else if (!start.stop.has(word.text)) { terms = [word.stem]; }
      if (terms.length && !seen[terms.join(" ")]) {
        seen[terms.join(" ")] = true;
        clauses.push(terms);
      }
      place += name[0] || 1;
    }
    return clauses;
  };

  Run.prototype.hits = function (clauses) {
    var sums = new Map(), matched = new Map(), most = 0, self = this;
    clauses.forEach(function (terms) {
      var best = new Map();
      terms.forEach(function (term) {
        var postings = self.postings(term) || [], number = 0;
        for (var n = 0; n < postings.length; n += 2) {
          number += postings[n];
          best.set(number, Math.max(best.get(number) || 0, postings[n + 1]));
        }
      });
      best.forEach(function (impact, number) {
        sums.set(number, (sums.get(number) || 0) + impact);
        matched.set(number, (matched.get(number) || 0) + 1);
        most = Math.max(most, matched.get(number));
      });
    });
    var hits = Array.from(sums.keys()).sort(function (a, b) { return sums.get(b) - sums.get(a) || a - b; });
    return hits.filter(function (number) {
      return matched.get(number) === most || sums.get(number) * TAIL >= sums.get(hits[0]);
    });
  };

  function open(data) {
    start = data;
    start.stop = new Set(data.stop);
    start.nameWords = new Set();
    start.longest = 0;
    Object.keys(data.names).forEach(function (key) {
      var stems = key.split(" ");
      stems.forEach(function (word) { start.nameWords.add(word); });
      start.longest = Math.max(start.longest, stems.length);
    });
  }

  // Every piece of the index calls this with its name and what it holds.
  function take(name, data) {
    parts[name] = data;
    if (name === "start") { open(data); }
  }

  take.part = function (name) { return parts[name]; };

  // Returns { missing } while pieces are to be fetched, then { hits, corrected, unknown, terms }: numbers, best first.
  take.rank = function (query) {
    var run = new Run();
    if (!run.part("start")) { return run; }
    var asked = words(query).map(function (word) { return run.resolve(word); }).filter(Boolean);
    var clauses = run.clauses(asked);
    run.hits = run.hits(clauses);
    run.terms = new Set([].concat.apply([], clauses));
    return run;
  };

  // Returns a text as [words, whether they are what was asked for], and the terms that were met.
  take.mark = function (text, terms) {
    var pieces = [], met = new Set(), at = 0;
    var found = Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['\u2019][\p{L}\p{N}\p{M}]+)?/gu));
    var stems = found.map(function (match) { return words(match[0]).map(stem).join(" "); });
    function asked(name) {
      return [name].concat(own(start.above, name) || []).find(function (each) { return terms.has(start.mark + each); });
    }
    for (var n = 0; n < found.length;) {
      var name = longest(stems, n, asked);
      var count = name[0] || (terms.has(stems[n]) ? 1 : 0);
      if (count) {
        var end = found[n + count - 1];
        pieces.push([text.slice(at, found[n].index), false]);
        at = end.index + end[0].length;
        pieces.push([text.slice(found[n].index, at), true]);
        met.add(name[0] ? asked(name[1]) : stems[n]);
      }
      n += count || 1;
    }
    pieces.push([text.slice(at), false]);
    return { pieces: pieces, met: met };
  };

  return take;
}());
