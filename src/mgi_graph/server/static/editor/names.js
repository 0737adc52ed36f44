// Names of things: IRIs as prefixed names, and where this host shows them.

const LOCAL = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;

/** Return the IRI that a prefixed name stands for, or `null` where its prefix is not known. */
export function expand(name, prefixes) {
  if (name.startsWith("<")) return name.slice(1, -1);
  const colon = name.indexOf(":");
  const space = prefixes[name.slice(0, colon)];
  return space === undefined ? null : space + name.slice(colon + 1);
}

/** Return the shortest prefixed name of an IRI, or the IRI itself. */
export function shrink(iri, prefixes) {
  let [best, length] = [iri, 0];
  for (const [prefix, space] of Object.entries(prefixes)) {
    if (space.length > length && iri.startsWith(space) && LOCAL.test(iri.slice(space.length))) {
      [best, length] = [`${prefix}:${iri.slice(space.length)}`, space.length];
    }
  }
  return best;
}

/**
 * Return where a reader is sent for an IRI: a path on this host for an IRI of the project, the IRI itself where it is an address
 * of the web, else `null`. `places` are pairs of a beginning of IRIs and the path that shows them, the longest first.
 */
export function place(iri, places) {
  for (const [base, path] of places) if (iri.startsWith(base)) return path + iri.slice(base.length);
  return /^https?:\/\//i.test(iri) ? iri : null;
}
