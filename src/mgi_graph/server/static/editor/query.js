// The text of a query: its tokens, its prefixes, and what is known about the subject where the cursor stands.
// Nothing here decides what is grammatical: that is for YASQE while somebody writes, and for the server when the query is run.

// SPARQL 1.1 §19.8: comments, strings, IRIs, variables, prefixed names, words, punctuation.
const TOKEN = new RegExp(
  [
    /#[^\n]*/,
    /"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''/,
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/,
    /<[^<>"{}|^`\\\s]*>/,
    /[?$][\p{L}\p{N}_]+/,
    /@[A-Za-z-]+/,
    /_:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-]/,
    /(?:\p{L}[\p{L}\p{N}_.-]*)?:(?:(?:[\p{L}\p{N}_:%.-]|\\.)*(?:[\p{L}\p{N}_:%-]|\\.))?/,
    /[\p{L}_][\p{L}\p{N}_-]*/,
    /\S/,
  ]
    .map((part) => part.source)
    .join("|"),
  "gsu",
);

/** List the tokens of a query, without its comments. */
export function tokens(text) {
  return [...text.matchAll(TOKEN)].map((match) => match[0]).filter((token) => !token.startsWith("#"));
}

/** Return the prefixes that a query declares, as a Map from prefix to namespace. */
export function declaredPrefixes(text) {
  const found = new Map();
  const all = tokens(text);
  all.forEach((token, at) => {
    if (token.toUpperCase() === "PREFIX" && all[at + 1]?.endsWith(":") && all[at + 2]?.startsWith("<")) {
      found.set(all[at + 1].slice(0, -1), all[at + 2].slice(1, -1));
    }
  });
  return found;
}

/** Return a query with a declaration for each known prefix that it uses and does not declare. */
export function withPrefixes(text, known) {
  const declared = declaredPrefixes(text);
  const used = tokens(text).filter(isPrefixed).map((token) => token.slice(0, token.indexOf(":")));
  const missing = [...new Set(used)].filter((prefix) => !declared.has(prefix) && Object.hasOwn(known, prefix)).sort();
  if (!missing.length) return text;
  const lines = missing.map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>\n`).join("");
  const [header] = text.match(/^(?:#[^\n]*\n)*\s*/u);
  return header + lines + (declared.size ? "" : "\n") + text.slice(header.length);
}

/** Return the names of the classes that a query gives to the subject of the triple that `before`, its beginning, ends in. */
export function classesOfSubject(before, text) {
  const subject = walk(tokens(before)).subject;
  return subject ? (walk(tokens(text)).classes.get(subject) ?? []) : [];
}

const isPrefixed = (token) => /^(?:\p{L}[\p{L}\p{N}_.-]*)?:/u.test(token);
const isTerm = (token) => /^[?$<]./u.test(token) || isPrefixed(token) || token.startsWith("_:");
const name = (token) => (token.startsWith("$") ? `?${token.slice(1)}` : token);

// Which slot of a triple the next term fills: 0 the subject, 1 the predicate, 2 an object.
function walk(all) {
  const classes = new Map();
  const open = [];
  let at = { slot: 0, subject: null, isType: false };
  let blanks = 0;
  for (const token of all) {
    if (token === "{" || token === "}" || token === ".") at = { slot: 0, subject: null, isType: false };
    else if (token === ";") at = { ...at, slot: 1, isType: false };
    else if (token === "(" || token === "[") {
      open.push(at);
      if (token === "[") at = { slot: 1, subject: `[${(blanks += 1)}`, isType: false };
    } else if (token === ")" || token === "]") {
      const before = open.pop() ?? { slot: 0, subject: null, isType: false };
      at = { ...before, slot: before.slot === 1 ? 2 : before.slot };
    } else if (token === "/" || token === "|") at = { ...at, slot: at.subject ? 1 : 0, isType: false };
    else if (at.slot === 0 && isTerm(token)) at = { slot: 1, subject: name(token), isType: false };
    else if (at.slot === 1 && (isTerm(token) || token === "a")) {
      at = { ...at, slot: 2, isType: token === "a" || token === "rdf:type" };
    } else if (at.slot === 2 && at.isType && isTerm(token) && at.subject) {
      classes.set(at.subject, [...(classes.get(at.subject) ?? []), token]);
    }
  }
  return { subject: at.subject, classes };
}
