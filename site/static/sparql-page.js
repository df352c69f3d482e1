// The SPARQL page: library, parameters, loading, running, answers and the address that leads back to them.
import { bind, explained, formOf, isWord, place, prologue, QueryError, refuse, tokenize, variables } from "kg/text";
import { csvOf, MOST_ROWS, readAnswer, shorten, tableOf } from "kg/results";

const SLOW = 3000; // milliseconds
const EXISTS_HINT = " EXISTS over several patterns is worked out again for each row: MINUS, or a sub-select, is " +
  "often hundreds of times faster.";
const find = (id) => document.getElementById(id);
const page = {};
let settings;
let worker = null;
let editor = null;
let bytes = null; // engine and graph, kept for the next worker
let loading = null;
let ready = false; // the worker has the graph
let running = null;
let answers = 0;
let answer = null;
let ids = {};

export function start() {
  settings = JSON.parse(find("settings").textContent);
  settings.root = new URL(document.querySelector(".sparql").dataset.root || ".", document.baseURI).href;
  for (const name of ["library", "parameters", "query", "load", "run", "stop", "status", "result", "answer", "about"]) {
    page[name] = find(name);
  }
  page.query.value = settings.first;
  listen();
  openAddress();
  const narrow = matchMedia("(max-width: 46rem)").matches;
  const saving = navigator.connection && navigator.connection.saveData;
  if (narrow || saving) say("The graph is not loaded yet.");
  else loadAndRun();
}

function listen() {
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  page.library.addEventListener("change", () => {
    choose(page.library.value);
    run();
  });
  page.query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  page.load.addEventListener("click", loadAndRun);
  page.stop.addEventListener("click", stop);
  find("label").addEventListener("click", () => editor && editor.focus());
  for (const form of ["csv", "json"]) find(form).addEventListener("click", () => save(form));
  addEventListener("hashchange", () => {
    openAddress();
    runAddressed();
  });
}

function say(words, wrong = false) {
  page.status.textContent = words;
  page.status.classList.toggle("wrong", wrong);
}

// Download the engine and the graph once, and the editor beside them.
function load() {
  loading = loading || loadAll().catch((error) => {
    loading = null;
    page.load.hidden = false;
    say(`The graph could not be loaded: ${error.message}. Try again, or ask with kg query.`, true);
  });
  return loading;
}

async function loadAndRun() {
  await load();
  if (ready) runAddressed();
}

async function loadAll() {
  page.load.hidden = true;
  say(`Loading the graph (${settings.size}) …`);
  if (!editor) mountEditor();
  if (!bytes) {
    const [wasm, graph] = await Promise.all([fetchBytes(settings.wasm), fetchBytes(settings.graph)]);
    bytes = { wasm, graph };
  }
  const known = await startWorker();
  ids = known.ids;
  say(`${known.size.toLocaleString("en")} quads are loaded.`);
  listIds();
  addTerms(known.used);
}

async function mountEditor() {
  try {
    const { mount } = await import("kg/editor");
    const { prefixes, terms } = settings;
    editor = mount(find("editor"), page.query, { prefixes, terms, run });
    page.query.hidden = true;
  } catch {
    editor = null; // the text area does the same without colours
  }
}

async function fetchBytes(path) {
  const response = await fetch(new URL(path, settings.root));
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const content = await response.arrayBuffer();
  const [one, two] = new Uint8Array(content);
  if (one !== 0x1f || two !== 0x8b) return content; // the server said that it was compressed
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function startWorker() {
  ready = false;
  worker = new Worker(new URL(settings.worker, settings.root), { type: "module" });
  const engine = new URL(settings.engine, settings.root).href;
  const known = await hear({ task: "start", engine, prefixes: settings.prefixes, ...bytes });
  ready = true;
  return known;
}

// Send a task to the worker and wait for what it says.
function hear(task) {
  const listener = worker;
  return new Promise((done, fail) => {
    listener.onmessage = ({ data }) => (data.broken ? fail(new Error(data.broken)) : done(data));
    listener.onerror = (event) => fail(new Error(event.message || "the worker could not start"));
    listener.postMessage(task);
  });
}

function addTerms(used) {
  const known = new Set(settings.terms.map(([name]) => name));
  for (const iri of used) {
    const name = shorten(iri, settings.prefixes);
    if (name && !known.has(name)) settings.terms.push([name, ""]);
  }
}

// Put a query of the library into the editor, with a field for each parameter.
function choose(name, given = {}) {
  const query = settings.queries.find((each) => each.name === name);
  page.library.value = query ? name : "";
  page.about.textContent = query ? query.description : "";
  page.parameters.replaceChildren(...(query ? query.parameters.map((each) => field(each, given[each.name])) : []));
  if (query) write(query.sparql);
}

function write(text) {
  page.query.value = text;
  if (editor) editor.write(text);
}

function field(parameter, value) {
  const box = document.createElement("p");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const note = document.createElement("span");
  input.id = `parameter-${parameter.name}`;
  input.name = parameter.name;
  input.value = value ?? parameter.default ?? (parameter.required ? parameter.example || "" : "");
  input.setAttribute("list", `ids-${parameter.type}`);
  input.setAttribute("aria-describedby", `${input.id}-note`);
  input.autocomplete = "off";
  label.htmlFor = input.id;
  label.textContent = parameter.name.replace(/_/g, " ") + (parameter.required ? " (needed)" : "");
  note.id = `${input.id}-note`;
  note.className = "meta";
  note.textContent = parameter.description + (parameter.example ? `, such as ${parameter.example}` : "");
  box.append(label, input, note);
  return box;
}

function listIds() {
  for (const [kind, names] of Object.entries(ids)) {
    let list = find(`ids-${kind}`);
    if (!list) {
      list = document.createElement("datalist");
      list.id = `ids-${kind}`;
      find("form").append(list);
    }
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  }
}

function chosen() {
  return settings.queries.find((each) => each.name === page.library.value);
}

function given() {
  return Object.fromEntries([...page.parameters.querySelectorAll("input")].map((each) => [each.name, each.value]));
}

// The N-Triples form of each parameter that has a value; one that its type does not take is a QueryError.
function terms(query, values) {
  const found = {};
  for (const parameter of query ? query.parameters : []) {
    let value = values[parameter.name].trim() || parameter.default || "";
    if (!value) {
      if (parameter.required) throw new QueryError(`it needs '${parameter.name}': ${parameter.description}`, -1);
      continue;
    }
    const type = settings.types[parameter.type];
    const start = `${settings.base}/${parameter.type}/`;
    if (type.record && value.startsWith(start)) value = value.slice(start.length);
    if (!new RegExp(`^(?:${type.pattern})$`, "su").test(value)) {
      throw new QueryError(`${parameter.name}: '${value}' is not ${type.name}`, -1);
    }
    const known = ids[parameter.type];
    if (known && !known.includes(value)) throw new QueryError(`${parameter.name}: no ${parameter.type} '${value}'`, -1);
    found[parameter.name] = termOf(parameter, type, value);
  }
  return found;
}

function termOf(parameter, type, value) {
  if (type.record) return `<${settings.base}/${parameter.type}/${value}>`;
  if (!type.datatype) return `<${value}>`;
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" };
  return `"${value.replace(/[\\"\n\r]/g, (character) => escapes[character])}"^^<${settings.prefixes.xsd}${type.datatype}>`;
}

// The task for the worker; parameters that an edited query no longer names are left out.
function prepare(text) {
  const tokens = tokenize(text);
  refuse(tokens, settings.prefixes);
  const used = variables(tokens);
  const bindings = Object.entries(terms(chosen(), given())).filter(([name]) => used.has(name));
  const head = `${prologue(tokens, settings.prefixes)}\n`;
  return {
    task: "ask",
    bound: head + bind(text, Object.fromEntries(bindings)),
    plain: head + text + " ".repeat(40), // keeps the parser's look-ahead, which its positions count in, inside the text
    head: head.length,
    union: !tokens.some((token) => isWord(token, "FROM")),
    graph: ["CONSTRUCT", "DESCRIBE"].includes(formOf(tokens)),
    slow: tokens.some((token) => isWord(token, "EXISTS")) ? EXISTS_HINT : "",
  };
}

async function run() {
  if (running) return;
  await load();
  if (!ready || running) return;
  const text = page.query.value;
  try {
    const task = prepare(text);
    remember(text);
    busy(true, task.slow);
    const { json, refused, milliseconds } = await hear(task);
    busy(false);
    if (refused) {
      const error = explained(task.plain, refused);
      error.offset = Math.max(0, error.offset - task.head);
      throw error;
    }
    show(json, milliseconds);
  } catch (error) {
    busy(false);
    await fault(error, text);
  }
}

function busy(on, hint = "") {
  if (running) clearTimeout(running.timer);
  running = on ? { timer: setTimeout(() => say(`Still running.${hint}`), SLOW) } : null;
  if (!on && document.activeElement === page.stop) page.run.focus();
  page.stop.disabled = !on;
  page.result.setAttribute("aria-busy", String(on));
  if (on) say("Running …");
}

async function fault(error, text) {
  if (!(error instanceof QueryError)) {
    await restart();
    say(`The engine stopped: ${error.message}. It has started again.`, true);
    return;
  }
  if (error.offset < 0) {
    say(error.message, true);
    return;
  }
  const offset = Math.min(error.offset, text.length);
  const [line, column] = place(text, offset);
  const token = tokenize(text).find((each) => each.start === offset);
  say(`Line ${line}, column ${column}: ${error.message}`, true);
  const end = token ? offset + token.text.length : offset;
  if (editor) editor.point(offset, end);
  else page.query.setSelectionRange(offset, end);
}

async function stop() {
  if (!running) return;
  busy(false);
  say("Stopping …");
  await restart();
  say(answer ? "Stopped. The answer below is the one before." : "Stopped.");
}

async function restart() {
  worker.terminate();
  await startWorker();
}

function show(json, milliseconds) {
  const { columns, rows } = readAnswer(json);
  answer = { json, columns, rows, name: page.library.value || "answer" };
  const count = `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"}`;
  const cut = rows.length > MOST_ROWS ? ` The first ${MOST_ROWS} are shown; CSV and JSON hold all of them.` : "";
  page.answer.replaceChildren(tableOf(answer, settings));
  find("count").textContent = `${count} in ${timeOf(milliseconds)}`;
  find("cut").textContent = cut;
  page.result.hidden = false;
  answers += 1;
  page.result.dataset.answers = answers;
  say(`${count} in ${timeOf(milliseconds)}.${cut}`);
}

function timeOf(milliseconds) {
  return milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function save(form) {
  const [type, text] = form === "csv" ? ["text/csv", csvOf(answer)] : ["application/sparql-results+json", answer.json];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${answer.name}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SLOW);
}

// The address after '#': the name of a library query with its parameters, and its text only where it was changed.
function remember(text) {
  const query = chosen();
  const parts = new URLSearchParams();
  if (query) parts.set("query", query.name);
  if (!query || text !== query.sparql) parts.set("q", text);
  for (const [name, value] of Object.entries(given())) if (value) parts.set(name, value);
  history.replaceState(null, "", `#${parts}`);
}

function openAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const name = parts.get("query");
  if (name && !settings.queries.some((each) => each.name === name)) {
    say(`The library has no query '${name}'; it lists those it has.`, true);
    choose("");
  } else if (name) choose(name, Object.fromEntries(parts));
  else if (parts.has("q")) choose("");
  if (parts.has("q")) write(parts.get("q"));
}

function runAddressed() {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (parts.has("q") || (parts.has("query") && chosen())) run();
}
