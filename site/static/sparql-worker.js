// The engine in a thread of its own: it loads the graph once, then answers one query after another.
// A query cannot be interrupted: to stop it, the page ends this worker and starts another.
let Store;
let store;

const IDS = { claim: "ev:Claim", topic: "ev:Topic", article: "schema:Article", study: "ev:Study" };

async function start({ engine, wasm, graph, prefixes }) {
  const module = await import(engine);
  await module.default({ module_or_path: wasm });
  Store = module.Store;
  store = new Store();
  store.load(new Uint8Array(graph), { format: "application/trig" });
  const known = Object.entries(prefixes).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`).join(" ");
  const column = (query) =>
    store.query(`${known} ${query}`, { use_default_graph_as_union: true }).map((row) => row.get("it").value);
  const ids = {};
  for (const [kind, name] of Object.entries(IDS)) {
    ids[kind] = column(`SELECT ?it { ?record a ${name} ; ev:id ?it } ORDER BY ?it`);
  }
  const used = column("SELECT DISTINCT ?it { { [] ?it [] } UNION { [] a ?it FILTER(isIRI(?it)) } } ORDER BY ?it");
  return { size: store.size, ids, used };
}

function ask({ bound, plain, union, graph }) {
  const options = { use_default_graph_as_union: union };
  if (!graph) options.results_format = "json";
  const begun = performance.now();
  let found;
  try {
    found = store.query(bound, options);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return { refused: refusal(plain) || error.message || String(error) };
  }
  const json = graph ? triplesJson(found) : found;
  return { json, milliseconds: performance.now() - begun };
}

// What is wrong with the query as it was written, before parameters were bound; its places count from there.
function refusal(plain) {
  try {
    new Store().query(plain);
  } catch (error) {
    return error.message || String(error);
  }
  return "";
}

// Triples as a table of three columns: distinct, sorted by their N-Triples form.
function triplesJson(quads) {
  const lines = new Map(quads.map((quad) => [quad.toString(), quad]));
  const rows = [...lines.keys()].sort(byCharacter).map((line) => {
    const { subject, predicate, object } = lines.get(line);
    return { subject: term(subject), predicate: term(predicate), object: term(object) };
  });
  return JSON.stringify({ head: { vars: ["subject", "predicate", "object"] }, results: { bindings: rows } });
}

function byCharacter(one, other) {
  const left = [...one];
  const right = [...other];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return left.length - right.length;
  return right[at] === undefined ? 1 : left[at].codePointAt(0) - right[at].codePointAt(0);
}

function term(it) {
  if (it.termType === "NamedNode") return { type: "uri", value: it.value };
  if (it.termType === "BlankNode") return { type: "bnode", value: it.value };
  if (it.termType === "Quad") {
    return { type: "triple", value: { subject: term(it.subject), predicate: term(it.predicate), object: term(it.object) } };
  }
  const shown = { type: "literal", value: it.value };
  if (it.language) shown["xml:lang"] = it.language;
  else if (it.datatype.value !== "http://www.w3.org/2001/XMLSchema#string") shown.datatype = it.datatype.value;
  return shown;
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ task: data.task, ...(data.task === "start" ? await start(data) : ask(data)) });
  } catch (error) {
    postMessage({ task: data.task, broken: error.message || String(error) });
  }
});
