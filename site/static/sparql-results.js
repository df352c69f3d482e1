// Answers as people read them: ids for records, prefixed names, links to the site's own pages; and as CSV.
const KINDS = ["claim", "topic", "article", "study", "evidence", "contradiction"];
const INNER = ["finding", "statement", "reference"];
const WITH_PAGES = /^(article|claim|contradiction|evidence|graph|study|topic)\//;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float"].map((name) => XSD + name);
const LOCAL_NAME = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;
export const MOST_ROWS = 500;

// An answer in SPARQL 1.1 Query Results JSON as columns and rows of terms; an ASK has one row.
export function readAnswer(json) {
  const answer = JSON.parse(json);
  if ("boolean" in answer) {
    return { columns: ["answer"], rows: [[{ type: "literal", value: String(answer.boolean), datatype: XSD + "boolean" }]] };
  }
  const columns = answer.head.vars;
  return { columns, rows: answer.results.bindings.map((binding) => columns.map((name) => binding[name])) };
}

export function shorten(iri, prefixes) {
  const starts = Object.entries(prefixes).sort((one, other) => other[1].length - one[1].length);
  const found = starts.find(([, start]) => iri.startsWith(start) && LOCAL_NAME.test(iri.slice(start.length)));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : "";
}

export function shown(term, { base, prefixes }) {
  if (!term) return "";
  if (term.type === "uri") return shownIri(term.value, base, prefixes);
  if (term.type !== "literal") return ntriples(term);
  const kind = (term.datatype || "").replace(XSD, "");
  if (kind === "decimal" && term.value.includes(".")) return term.value.replace(/\.?0+$/, "");
  if (kind === "boolean") return { true: "yes", false: "no" }[term.value] || term.value;
  return term.value;
}

function shownIri(iri, base, prefixes) {
  if (base && iri.startsWith(`${base}/`)) {
    const [kind, ...parts] = iri.slice(base.length + 1).split("/");
    if (KINDS.includes(kind) && parts.length) {
      return parts.filter((part, i) => !(i === 1 && INNER.includes(part))).join("/");
    }
  }
  return shorten(iri, prefixes) || iri;
}

// Where an IRI leads: a page of this site, the vocabulary, or a web address; nothing for any other scheme.
export function target(term, { base, prefixes, root }) {
  if (!term || term.type !== "uri") return null;
  const iri = term.value;
  if (iri.startsWith(prefixes.ev)) return { href: `${root}vocab/index.html#${iri.slice(prefixes.ev.length)}` };
  const path = iri.startsWith(`${base}/`) ? iri.slice(base.length + 1) : "";
  if (WITH_PAGES.test(path)) return { href: `${root}${path}/index.html` };
  return webAddress(iri) ? { href: iri, away: true } : null;
}

function webAddress(text) {
  if (!/^https?:\/\/[^\s<>"'`\\\x7f]+$/.test(text)) return false;
  try {
    return !/^[\d.]+$/.test(new URL(text).hostname);
  } catch {
    return false;
  }
}

export function isNumber(term) {
  return Boolean(term) && NUMBERS.includes(term.datatype);
}

export function ntriples(term) {
  if (term.type === "uri") return `<${term.value}>`;
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${ntriples(subject)} ${ntriples(predicate)} ${ntriples(object)} )>>`;
  }
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" };
  const text = `"${term.value.replace(/[\\"\n\r]/g, (character) => escapes[character])}"`;
  if (term["xml:lang"]) return `${text}@${term["xml:lang"]}`;
  return term.datatype ? `${text}^^<${term.datatype}>` : text;
}

// SPARQL 1.1 Query Results CSV: values without their types, quoted after RFC 4180 where they must be.
export function csvOf({ columns, rows }) {
  const field = (value) => (/[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  const bare = (term) => (!term ? "" : term.type === "uri" || term.type === "literal" ? term.value : ntriples(term));
  return [columns, ...rows.map((row) => row.map(bare))].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

// The table of an answer, its first rows only.
export function tableOf({ columns, rows }, places) {
  const first = rows.slice(0, MOST_ROWS);
  const numbers = columns.map((_, i) => first.length > 0 && first.every((row) => !row[i] || isNumber(row[i])));
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  columns.forEach((name, i) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name.replace(/_/g, " ");
    cell.className = numbers[i] ? "number" : "";
    head.append(cell);
  });
  const body = table.createTBody();
  for (const row of first) {
    const line = body.insertRow();
    row.forEach((term, i) => {
      const cell = line.insertCell();
      cell.className = numbers[i] ? "number" : "";
      cell.append(valueOf(term, places));
    });
  }
  return table;
}

function valueOf(term, places) {
  const words = shown(term, places);
  const goal = target(term, places);
  if (!goal) return words;
  const link = document.createElement("a");
  link.textContent = words;
  link.href = goal.href;
  if (goal.away) link.rel = "external";
  return link;
}
