// Lines of the query that are marked: what YASQE's grammar stumbles over while somebody writes, and what the server complained of.

const WRITING = "line-doubt";
const SERVER = "line-fault";
const LINES = 500; // longer queries are left to the server: each line is parsed from the first

/** Marks of one editor; `say` is told what is wrong in words, or nothing. */
export class Marks {
  constructor(yasqe, say) {
    Object.assign(this, { yasqe, say, timer: 0, lines: new Map() });
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
      this.mark(line, WRITING);
      this.say(`Line ${line + 1} cannot be read${expected(state)}.`);
      return;
    }
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

// The names of the grammar's terminals say little to a reader; what can be typed as it stands does.
function expected(state) {
  if (state.errorMsg) return `: ${state.errorMsg}`;
  const typed = (state.possibleCurrent ?? []).filter((each) => /^[A-Z]{2,}$|^[^\w]+$/.test(each) && each !== "$");
  return typed.length && typed.length <= 6 ? `: expected is ${typed.join(", ")}` : "";
}
