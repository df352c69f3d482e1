// SPARQL as text: its tokens, its parameters bound as terms, and mistakes that show without an engine.
// The rules are those of `kg query`, so that both give the same rows; a test holds one against the other.

const LOCAL = String.raw`(?:(?:[\p{L}\p{N}_:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=\/?#@%])` +
  String.raw`(?:(?:[\p{L}\p{N}_\-.:·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=\/?#@%])*` +
  String.raw`(?:[\p{L}\p{N}_\-:·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=\/?#@%]))?)?`;
const TERMINALS = [ // SPARQL 1.1 grammar, section 19.8, longest first
  ["space", String.raw`\s+`],
  ["comment", String.raw`#[^\n\r]*`],
  ["iri", String.raw`<[^<>"{}|^\x60\\\x00-\x20]*>`],
  ["string", String.raw`"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''`],
  ["string", String.raw`"(?!"")(?:[^"\\\n\r]|\\.)*"|'(?!'')(?:[^'\\\n\r]|\\.)*'`],
  ["open-string", String.raw`["'][^\n\r]*`],
  ["variable", String.raw`[?$][\p{L}\p{N}_]+`],
  ["blank", String.raw`_:[\p{L}\p{N}_][\p{L}\p{N}_\-.]*`],
  ["prefixed", String.raw`(?:[\p{L}\p{Nl}\p{No}](?:[\p{L}\p{N}_\-.·]*[\p{L}\p{N}_\-·])?)?:` + LOCAL],
  ["language", String.raw`@[A-Za-z]+(?:-[A-Za-z0-9]+)*`],
  ["number", String.raw`(?:\p{Nd}+\.?\p{Nd}*|\.\p{Nd}+)(?:[eE][+\-]?\p{Nd}+)?`],
  ["word", String.raw`[A-Za-z_][\p{L}\p{N}_]*`],
  ["sign", String.raw`\^\^|&&|\|\||!=|<=|>=|<<|>>|\{\||\|\}|.`],
];
const TOKEN = new RegExp(TERMINALS.map(([, pattern]) => `(${pattern})`).join("|"), "gsu");
const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];
const CLOSES = { "}": "{", ")": "(", "]": "[" };
const DEEPEST = 100; // the engine's parser recurses

// A query that cannot run: what is wrong, the offset of it in the text, and the way out.
export class QueryError extends Error {
  constructor(problem, offset, hint = "") {
    super(problem + (hint ? ` (${hint})` : ""));
    this.offset = offset;
  }
}

export function tokenize(text) {
  const tokens = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = TERMINALS[match.slice(1).findIndex((x) => x !== undefined)][0];
    if (kind !== "space" && kind !== "comment") tokens.push({ kind, text: match[0], start: match.index });
  }
  return tokens;
}

export function isWord(token, ...words) {
  return Boolean(token) && token.kind === "word" && words.includes(token.text.toUpperCase());
}

function isSign(token, ...signs) {
  return Boolean(token) && token.kind === "sign" && signs.includes(token.text);
}

export function formOf(tokens) {
  const found = tokens.find((token) => isWord(token, ...FORMS));
  return found ? found.text.toUpperCase() : FORMS[0];
}

export function variables(tokens) {
  return new Set(tokens.filter((token) => token.kind === "variable").map((token) => token.text.slice(1)));
}

// The 1-based line and column, in characters, of an offset.
export function place(text, offset) {
  const lines = text.slice(0, offset).split("\n");
  return [lines.length, [...lines[lines.length - 1]].length + 1];
}

// The query with each variable bound to a term in N-Triples form: one VALUES row in every group that names it.
export function bind(text, terms) {
  const names = Object.keys(terms).sort();
  if (!names.length) return text;
  const tokens = tokenize(text);
  const used = variables(tokens);
  const missing = names.find((name) => !used.has(name));
  if (missing !== undefined) throw new QueryError(`no variable '?${missing}' in this query`, 0);
  const rows = (inside) =>
    names.filter((name) => inside.has(name)).map((name) => ` VALUES ?${name} { ${terms[name]} }`).join("");
  const groups = groupsOf(tokens);
  let bound = "";
  let done = 0;
  for (const group of groups) {
    const end = tokens[group.first].start + 1;
    const inside = group.outermost ? used : variables(tokens.slice(group.first, group.last));
    bound += text.slice(done, end) + rows(inside);
    done = end;
  }
  bound += text.slice(done);
  return groups.some((group) => group.outermost) ? bound : `${bound}\n${rows(used).trim()}`;
}

// The groups that take a row: no template, data block, braces around a sub-select, nor a group inside EXISTS.
function groupsOf(tokens) {
  const stack = [];
  const found = [];
  let data = false;
  tokens.forEach((token, index) => {
    data = data || isWord(token, "VALUES");
    if (isSign(token, "{")) {
      const before = tokens[index - 1];
      const short = isWord(tokens[index - 2], "CONSTRUCT") && isWord(before, "WHERE");
      const template = short || isWord(before, "CONSTRUCT");
      const around = isWord(tokens[index + 1], "SELECT");
      const outer = stack[stack.length - 1];
      const inExists = isWord(before, "EXISTS") || Boolean(outer && outer.inExists && !around);
      const takesRows = !(data || template || around || inExists);
      const group = { first: index, last: tokens.length, takesRows, outermost: takesRows && !outer, inExists };
      data = false;
      stack.push(group);
      found.push(group);
    } else if (isSign(token, "}") && stack.length) {
      stack.pop().last = index;
    }
  });
  return found.filter((group) => group.takesRows);
}

// Refuse what must not reach the engine, and what can be explained better from the text.
export function refuse(tokens, prefixes) {
  let depth = 0;
  for (const token of tokens) {
    if (isWord(token, "SERVICE")) {
      throw new QueryError("SERVICE asks another server", token.start, "the graph is queried without the network");
    }
    depth += isSign(token, "{", "(", "[") - isSign(token, "}", ")", "]");
    if (depth > DEEPEST) throw new QueryError(`brackets nested more than ${DEEPEST} deep`, token.start);
  }
  if (!tokens.length) throw new QueryError("there is no query", 0, `a query starts with ${FORMS.join(", ")}`);
  const open = tokens.find((token) => token.kind === "open-string");
  if (open) throw new QueryError("this text is never closed", open.start, `it ends with ${open.text[0]}`);
  formOrRefuse(tokens);
  unknownPrefix(tokens, prefixes);
  brackets(tokens);
}

function formOrRefuse(tokens) {
  if (tokens.some((token) => isWord(token, ...FORMS))) return;
  const words = tokens.filter((token) => token.kind === "word" && !isWord(token, "PREFIX", "BASE"));
  const first = words[0] || tokens[tokens.length - 1];
  if (isWord(first, ...UPDATES)) {
    throw new QueryError(`'${first.text}' would change the graph`, first.start, "it is only read; change the data files instead");
  }
  throw new QueryError(`'${first.text}' does not start a query`, first.start, `a query starts with ${FORMS.join(", ")}`);
}

function declared(tokens) {
  return tokens.filter((token, i) => token.kind === "prefixed" && isWord(tokens[i - 1], "PREFIX"));
}

function unknownPrefix(tokens, prefixes) {
  const own = declared(tokens);
  const known = new Set([...Object.keys(prefixes), ...own.map((token) => token.text.split(":")[0])]);
  const stranger = tokens.find((token) => token.kind === "prefixed" && !known.has(token.text.split(":")[0]));
  if (!stranger) return;
  const prefix = stranger.text.split(":")[0];
  throw new QueryError(`no prefix '${prefix}:'`, stranger.start, `declare it: PREFIX ${prefix}: <…>`);
}

function brackets(tokens) {
  const stack = [];
  for (const token of tokens) {
    if (isSign(token, "{", "(", "[")) stack.push(token);
    if (!isSign(token, "}", ")", "]")) continue;
    const opened = stack.pop();
    if (!opened) throw new QueryError(`'${token.text}' closes nothing`, token.start);
    if (opened.text !== CLOSES[token.text]) throw new QueryError(`'${token.text}' closes '${opened.text}'`, token.start);
  }
  const last = stack.pop();
  if (last) throw new QueryError(`'${last.text}' is never closed`, last.start);
}

// One line that declares the known prefixes which a query uses and does not declare.
export function prologue(tokens, prefixes) {
  const own = new Set(declared(tokens).map((token) => token.text.split(":")[0]));
  const used = tokens.filter((token) => token.kind === "prefixed").map((token) => token.text.split(":")[0]);
  const missing = [...new Set(used)].filter((prefix) => !own.has(prefix) && prefix in prefixes).sort();
  return missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>`).join(" ");
}

// What the engine says of a text that it refused, at the token where it stopped. Its parser names the end of the
// longest keyword that it tried there, so the shortest such keyword is taken off.
export function explained(text, message) {
  const tokens = tokenize(text);
  const found = /error at (\d+):(\d+)/.exec(message);
  if (!found) return new QueryError(message.slice(0, 300), 0);
  if (message.includes("SELECT contains a variable that is unbound")) {
    const select = tokens.find((token) => isWord(token, "SELECT"));
    const hint = "a column of a grouped query is in GROUP BY or inside an aggregate";
    return new QueryError("SELECT shows a variable that has no value", select ? select.start : 0, hint);
  }
  const lines = text.split("\n").slice(0, Number(found[1]) - 1);
  const tried = (message.match(/\b[A-Z]{2,}\b/g) || []).map((word) => word.length);
  const ahead = tried.length ? Math.min(...tried) : 0;
  const start = lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(found[2]) - 1 - ahead;
  const here = tokens.find((token) => token.start >= start);
  const problem = here ? `'${here.text}' does not fit here` : "the query is not complete";
  const expected = message.replace(/^.*?error at \d+:\d+: /s, "").slice(0, 300);
  return new QueryError(problem, here ? here.start : text.trimEnd().length, expected);
}
