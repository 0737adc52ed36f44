// The SPARQL endpoint of this host (SPARQL 1.1 Protocol §2.1.2, query by POST of a form).

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.8";

/** What went wrong, as the server told it (RFC 9457), or in words of our own where it told nothing. */
export class Fault extends Error {
  constructor({ title, detail = "", status = 0, line = 0, column = 0, excerpt = "", nearest = [] }) {
    super(detail ? `${title}: ${detail}` : title);
    Object.assign(this, { title, detail, status, line, column, excerpt, nearest });
  }
}

/** Run a query; the answer is `{ kind, … }` with kind "table", "boolean" or "graph". Throws a `Fault`. */
export async function ask(endpoint, query, signal) {
  const response = await send(endpoint, query, signal);
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0].trim();
  if (!response.ok) throw await fault(response, type);
  if (type === "application/sparql-results+json") return readResults(await response.json());
  return { kind: "graph", text: await response.text() };
}

/** Return the names of things, as a Map from IRI to `{ text, language }`; `properties` name them, the best first. */
export async function askNames(endpoint, iris, properties, language) {
  const values = (all) => all.map((iri) => `<${iri}>`).join(" ");
  const query = `SELECT ?x ?p ?name WHERE { VALUES ?x { ${values(iris)} } VALUES ?p { ${values(properties)} } ?x ?p ?name }`;
  const found = await ask(endpoint, query);
  const best = new Map();
  for (const { x, p, name } of found.rows) {
    const tag = name["xml:lang"] ?? "";
    const order = (tag === language ? 0 : tag ? 2 : 1) * properties.length + properties.indexOf(p.value);
    if (!best.has(x.value) || order < best.get(x.value).order) best.set(x.value, { order, text: name.value, language: tag });
  }
  return best;
}

async function send(endpoint, query, signal) {
  try {
    const body = new URLSearchParams({ query });
    return await fetch(endpoint, { method: "POST", body, headers: { Accept: ACCEPT }, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Fault({ title: "The server cannot be reached", detail: "Look at your connection, then run the query again." });
  }
}

function readResults(document) {
  if (typeof document.boolean === "boolean") return { kind: "boolean", value: document.boolean };
  return { kind: "table", columns: document.head.vars, rows: document.results.bindings };
}

async function fault(response, type) {
  if (/^application\/(?:problem\+)?json$/.test(type)) {
    const problem = await response.json();
    return new Fault({ ...placeIn(problem.detail ?? ""), ...problem, detail: again(problem.detail ?? "", response) });
  }
  const title = `The server answered with status ${response.status}`;
  return new Fault({ title, detail: again("", response), status: response.status });
}

// The engine tells a place as "error at 3:9"; where the problem has members of its own for it, they count.
function placeIn(detail) {
  const found = detail.match(/\bat (?:line )?(\d+):(?:column )?(\d+)/);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : {};
}

function again(detail, response) {
  const seconds = response.headers.get("Retry-After");
  return /^\d+$/.test(seconds ?? "") ? `${detail} Try again in ${seconds} seconds.`.trim() : detail;
}
