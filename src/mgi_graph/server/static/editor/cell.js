// A term of an answer (SPARQL 1.1 Query Results JSON Format §3.2.2) as the content of a table cell.

import { element } from "./elements.js";
import { place, shrink } from "./names.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "gYear"].map((type) => XSD + type));

/** Tell whether a term is a number, which stands on the right. */
export const isNumber = (term) => term?.type === "literal" && NUMBERS.has(term.datatype);

/** List the IRIs of an answer that may have a name. */
export function irisOf(rows) {
  const found = new Set();
  for (const row of rows) {
    for (const term of Object.values(row)) if (term.type === "uri" && !/[<>"{}|^`\\\s]/.test(term.value)) found.add(term.value);
  }
  return [...found];
}

/** Return what a term is sorted by: its name, else what it says. */
export const keyOf = (term, names) => (term ? (names.get(term.value)?.text ?? term.value) : "");

/** Show a term: an IRI as a link under its name, a literal as its text in its language. */
export function show(term, names, config) {
  if (term.type === "uri") return showIri(term.value, names.get(term.value), config);
  if (term.type === "bnode") return element("span", { class: "term-other" }, `_:${term.value}`);
  if (term.type === "triple") return element("code", { class: "term-other" }, quoted(term.value, config));
  const tag = term["xml:lang"];
  const text = element("span", { lang: tag ?? null, title: datatype(term, config) }, term.value);
  return tag ? element("span", {}, text, " ", element("span", { class: "term-language" }, tag)) : text;
}

function showIri(iri, name, config) {
  const short = shrink(iri, config.prefixes);
  const href = place(iri, config.places);
  const link = (content) => (href ? element("a", { href, title: iri }, content) : content);
  if (!name) return link(element("code", {}, short));
  const label = element("span", { lang: name.language || null }, name.text);
  return element("span", { class: "term-named" }, link(label), element("code", { class: "term-iri" }, short));
}

function datatype(term, config) {
  return term.datatype && term.datatype !== `${XSD}string` ? shrink(term.datatype, config.prefixes) : null;
}

function quoted({ subject, predicate, object }, config) {
  const say = (term) => (term.type === "uri" ? shrink(term.value, config.prefixes) : term.type === "triple" ? quoted(term.value, config) : `"${term.value}"`);
  return `<< ${say(subject)} ${say(predicate)} ${say(object)} >>`;
}
