// Lines of the query that are marked: what YASQE's grammar stumbles over while somebody writes, and what the server complained of.

const WRITING = "line-doubt";
const SERVER = "line-fault";
const LINES = 500; // longer queries are left to the server: each line is parsed from the first

/** Marks of one editor; `say` is told what is wrong in words, or nothing. */
export class Marks {
  constructor(yasqe, prefixes, say) {
    Object.assign(this, { yasqe, prefixes, say, timer: 0, lines: new Map() });
    yasqe.on("changes", () => {
      this.clear(SERVER);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), 600);
    });
  }

  check() {
    this.clear(WRITING);
    this.say("");
    const doc = this.yasqe.getDoc();
    if (!doc.getValue().trim() || doc.lineCount() > LINES) return;
    for (let line = 0; line < doc.lineCount(); line += 1) {
      const { state } = this.yasqe.getTokenAt({ line, ch: doc.getLine(line).length }, true);
      if (state.OK !== false) continue;
      if (this.isDeclaredLater(state)) return;
      this.mark(line, WRITING);
      this.say(`Line ${line + 1} cannot be read${expected(state)}.`);
      return;
    }
  }

  // A known prefix is declared when the query is run.
  isDeclaredLater({ errorMsg }) {
    const [, prefix] = errorMsg?.match(/^Prefix '([^']*)' is not defined$/) ?? [];
    return prefix !== undefined && Object.hasOwn(this.prefixes, prefix);
  }

  /** Mark the line that the server complained of (1 is the first), and bring it into view. */
  fault(line, column) {
    this.mark(line - 1, SERVER);
    this.yasqe.scrollIntoView({ line: line - 1, ch: Math.max(0, (column || 1) - 1) }, 60);
  }

  mark(line, sort) {
    this.clear(sort);
    this.lines.set(sort, this.yasqe.addLineClass(line, "wrap", sort));
  }

  clear(sort) {
    if (this.lines.has(sort)) this.yasqe.removeLineClass(this.lines.get(sort), "wrap", sort);
    this.lines.delete(sort);
  }
}

// The grammar's names of what could stand there, in words; a long list says less than none.
const WORDS = [
  [/^VAR/, "a ?variable"],
  [/^IRI_REF$/, "an <IRI>"],
  [/^PNAME/, "a prefixed:name"],
  [/^(?:INTEGER|DECIMAL|DOUBLE)/, "a number"],
  [/^STRING/, "a 'text'"],
  [/^\$$/, "the end"],
];
const MOST = 6;

function expected(state) {
  if (state.errorMsg) return `: ${state.errorMsg}`;
  const said = (each) => WORDS.find(([pattern]) => pattern.test(each))?.[1] ?? each;
  const all = [...new Set((state.possibleCurrent ?? []).map(said))];
  return all.length && all.length <= MOST ? `: expected is ${all.join(", ")}` : "";
}
