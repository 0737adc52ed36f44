// Completion in YASQE: prefixes, classes and properties of this graph; no other host is asked.

import { classesOfSubject, declaredPrefixes } from "./query.js";
import { suggest } from "./terms.js";
import { Things } from "./things.js";

/** Give the list of proposals the name and the focus that assistive technology asks for. */
export function nameHints(yasqe) {
  yasqe.on("autocompletionShown", () => {
    const list = yasqe.rootEl.querySelector(".CodeMirror-hints");
    list?.setAttribute("aria-label", "Proposals");
    list?.setAttribute("tabindex", "0");
  });
}

/** Register the completers for a configuration and return their names. */
export function registerCompleters(Yasqe, config) {
  Yasqe.defaults.autocompleters = []; // else the lists of names are merged, and the ones that ask other hosts stay
  Yasqe.forkAutocompleter(
    "prefixes",
    {
      name: "ourPrefixes",
      get: () => Object.entries(config.prefixes).map(([prefix, space]) => `${prefix}: <${space}>`),
      persistenceId: null,
    },
    false,
  );
  Yasqe.forkAutocompleter("class", termCompleter("ourClasses", config.classes, config), false);
  Yasqe.forkAutocompleter("property", termCompleter("ourProperties", config.properties, config), false);
  Yasqe.registerAutocompleter(thingCompleter(config), false);
  return ["variables", "ourPrefixes", "ourClasses", "ourProperties", "ourThings"];
}

// Where neither a class nor a property is wanted: the things of the namespace whose prefix is typed.
function thingCompleter(config) {
  const things = new Things(config);
  const shown = new Map();
  return {
    ...termCompleter("ourThings", [], config, shown),
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
      const isElsewhere = token.state.possibleCurrent.includes("a") || ["a", "rdf:type"].includes(before.state.lastProperty);
      return things.knows(token.string.trim()) && before.string.toUpperCase() !== "PREFIX" && !isElsewhere;
    },
    get: async (_yasqe, token) => {
      const found = suggest(await things.of(token.string.trim()), token.string.trim());
      found.forEach((term) => shown.set(term.name, term));
      return found.map((term) => term.name);
    },
  };
}

function termCompleter(name, terms, config, shown = new Map(terms.map((term) => [term.name, term]))) {
  return {
    name,
    autoShow: true,
    bulk: false,
    persistenceId: null,
    preProcessToken: (_yasqe, token) => token,
    get: (yasqe, token) => suggest(terms, token.string.trim(), classesAtCursor(yasqe)).map((term) => term.name),
    postProcessSuggestion: (_yasqe, _token, suggested) => suggested,
    postprocessHints: (yasqe, hints) => {
      const declared = declaredPrefixes(yasqe.getValue());
      return hints.map((hint) => proposal(hint, shown.get(hint.text), declared, config));
    },
  };
}

function classesAtCursor(yasqe) {
  const before = yasqe.getDoc().getRange({ line: 0, ch: 0 }, yasqe.getDoc().getCursor());
  return classesOfSubject(before, yasqe.getValue());
}

// A hint of CodeMirror: the name, what it is called, how often it occurs; picked, it declares its prefix too.
function proposal(hint, term, declared, config) {
  return {
    ...hint,
    render: (element) => {
      element.append(part("code", term.name, "hint-name"), part("span", term.label, "hint-label"));
      if (term.count) element.append(part("span", term.count.toLocaleString("en"), "hint-count"));
    },
    hint: (yasqe, data, self) => {
      const prefix = term.name.slice(0, term.name.indexOf(":"));
      const isNew = Object.hasOwn(config.prefixes, prefix) && !declared.has(prefix);
      yasqe.getDoc().replaceRange(self.text, self.from ?? data.from, self.to ?? data.to, "complete");
      if (isNew) yasqe.addPrefixes({ [prefix]: config.prefixes[prefix] });
    },
  };
}

function part(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}
