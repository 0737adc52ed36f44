// Follow IRIs with rdf-dereference, which is told nothing of their media types, and count the quads of each.
// Usage: node dereference.mjs MODULES IRI …   prints one JSON object: the quads of each IRI, or what went wrong.

import { createRequire } from "node:module";
import path from "node:path";

const [modules, ...iris] = process.argv.slice(2);
const require = createRequire(path.join(modules, "/"));
const { rdfDereferencer } = require("rdf-dereference");

async function count(iri) {
  const { data } = await rdfDereferencer.dereference(iri);
  let quads = 0;
  for await (const _ of data) quads += 1;
  return quads;
}

const found = {};
for (const iri of iris) found[iri] = await count(iri).catch((error) => String(error));
console.log(JSON.stringify(found));
