// The things of a namespace, such as the concepts of a scheme, asked of the endpoint once for each.

import { ask } from "./endpoint.js";

const MOST = 3000;

/** The things that have a name in the namespace of a prefix. */
export class Things {
  constructor(config) {
    Object.assign(this, { config, read: new Map() });
  }

  /** Tell whether what is typed begins with a prefix of the project. */
  knows(typed) {
    const prefix = typed.slice(0, typed.indexOf(":"));
    return typed.includes(":") && this.isOurs(this.config.prefixes[prefix]);
  }

  isOurs(space) {
    return space !== undefined && this.config.places.some(([base]) => space.startsWith(base));
  }

  /** Return the things of the namespace, as terms that `suggest` takes; none where they cannot be had. */
  of(typed) {
    const prefix = typed.slice(0, typed.indexOf(":"));
    if (!this.read.has(prefix)) {
      const asked = this.ask(prefix, this.config.prefixes[prefix]);
      this.read.set(prefix, asked);
      asked.catch(() => this.read.delete(prefix));
    }
    return this.read.get(prefix).catch(() => []);
  }

  async ask(prefix, space) {
    const names = this.config.labels.map((iri) => `<${iri}>`).join("|");
    const query = `SELECT ?x (SAMPLE(?name) AS ?label) WHERE {
  ?x ${names} ?name FILTER (STRSTARTS(STR(?x), "${space}") && LANG(?name) IN ("", "en"))
} GROUP BY ?x ORDER BY ?x LIMIT ${MOST}`;
    const { rows } = await ask(this.config.endpoint, query);
    return rows
      .map(({ x, label }) => ({ local: x.value.slice(space.length), label: label.value }))
      .filter(({ local }) => /^[\w-]+(?:[\w.-]*[\w-])?$/.test(local))
      .map(({ local, label }) => ({ name: `${prefix}:${local}`, label, count: 0 }));
  }
}
