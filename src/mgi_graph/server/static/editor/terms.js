// Which classes and properties are proposed for what has been typed.

const LIMIT = 60;

/**
 * List the terms that fit what has been typed: a part of the name, or of the label. First those that begin with it, among these
 * the ones that `classes` are described with, then the ones that are used most.
 */
export function suggest(terms, typed, classes = []) {
  const wanted = typed.toLowerCase();
  const colon = wanted.indexOf(":");
  const found = [];
  for (const term of terms) {
    const fit = colon < 0 ? fitOfWord(term, wanted) : fitOfName(term, wanted, colon);
    if (fit) found.push({ term, fit: fit + (classes.some((name) => term.classes?.includes(name)) ? 4 : 0) });
  }
  found.sort((a, b) => b.fit - a.fit || b.term.count - a.term.count || (a.term.name < b.term.name ? -1 : 1));
  return found.slice(0, LIMIT).map(({ term }) => term);
}

// With a prefix, only names with this prefix fit; without, words of the label do as well.
function fitOfName(term, wanted, colon) {
  const name = term.name.toLowerCase();
  if (!name.startsWith(wanted.slice(0, colon + 1))) return 0;
  if (name.startsWith(wanted)) return 3;
  return name.includes(wanted.slice(colon + 1), colon + 1) || term.label.toLowerCase().includes(wanted.slice(colon + 1)) ? 1 : 0;
}

function fitOfWord(term, wanted) {
  const name = term.name.toLowerCase();
  const local = name.slice(name.indexOf(":") + 1);
  const label = term.label.toLowerCase();
  if (local.startsWith(wanted) || name.startsWith(wanted) || label.startsWith(wanted)) return 3;
  return local.includes(wanted) || label.includes(wanted) ? 1 : 0;
}
