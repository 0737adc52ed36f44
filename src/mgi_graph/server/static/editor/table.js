// The rows of an answer: a hundred at a time, sorted by the column that a reader chooses, things under their names.

import { irisOf, isNumber, keyOf, show } from "./cell.js";
import { element } from "./elements.js";
import { askNames } from "./endpoint.js";

const ROWS = 100;
const collator = new Intl.Collator("en", { numeric: true });

/** A table of one answer. */
export class Table {
  constructor(answer, config) {
    Object.assign(this, { answer, config, names: new Map(), first: 0, sorted: null, rows: answer.rows });
    this.element = element("div", { class: "rows" });
    this.draw();
  }

  draw() {
    const shown = this.rows.slice(this.first, this.first + ROWS);
    const body = element("tbody", {}, ...shown.map((row) => this.row(row)));
    const head = element("thead", {}, element("tr", {}, ...this.answer.columns.map((column) => this.header(column))));
    const scroller = { class: "rows-scroller", tabindex: "0", role: "region", "aria-label": "Rows of the answer" };
    this.element.replaceChildren(element("div", scroller, element("table", {}, head, body)), this.pager());
    void this.name(shown);
  }

  // Names are asked for what is on the page only; without them the identifiers stay, which is no fault of the answer.
  async name(shown) {
    const unknown = irisOf(shown).filter((iri) => !this.names.has(iri));
    if (!unknown.length) return;
    unknown.forEach((iri) => this.names.set(iri, null));
    try {
      const found = await askNames(this.config.endpoint, unknown, this.config.labels, document.documentElement.lang || "en");
      found.forEach((name, iri) => this.names.set(iri, name));
      if (found.size) this.redrawBody();
    } catch {
      unknown.forEach((iri) => this.names.delete(iri));
    }
  }

  redrawBody() {
    const shown = this.rows.slice(this.first, this.first + ROWS);
    this.element.querySelector("tbody").replaceChildren(...shown.map((row) => this.row(row)));
  }

  header(column) {
    const order = this.sorted?.column === column ? this.sorted.order : 0;
    const isNumeric = this.answer.rows.some((row) => row[column]) && this.answer.rows.every((row) => !row[column] || isNumber(row[column]));
    const sort = element("button", { type: "button", click: () => this.sort(column, order === 1 ? -1 : 1) }, column);
    return element("th", { scope: "col", class: isNumeric ? "number" : null, "aria-sort": order ? (order > 0 ? "ascending" : "descending") : null }, sort);
  }

  row(row) {
    const cells = this.answer.columns.map((column) => {
      const term = row[column];
      return element("td", { class: isNumber(term) ? "number" : null }, term ? show(term, this.names, this.config) : "");
    });
    return element("tr", {}, ...cells);
  }

  sort(column, order) {
    const key = (row) => keyOf(row[column], this.names);
    const isEmpty = (row) => row[column] === undefined;
    this.rows = [...this.answer.rows].sort((a, b) => isEmpty(a) - isEmpty(b) || order * collator.compare(key(a), key(b)));
    Object.assign(this, { sorted: { column, order }, first: 0 });
    this.draw();
    [...this.element.querySelectorAll("th button")].find((each) => each.textContent === column)?.focus();
  }

  pager() {
    const all = this.rows.length;
    if (all <= ROWS) return "";
    const last = Math.min(this.first + ROWS, all);
    const turn = (name, to, isOff) => element("button", { type: "button", disabled: isOff, click: () => this.turn(to) }, name);
    return element(
      "nav",
      { class: "rows-pager", "aria-label": "Pages of the answer" },
      turn("Previous", this.first - ROWS, this.first === 0),
      element("span", {}, `${(this.first + 1).toLocaleString("en")} – ${last.toLocaleString("en")} of ${all.toLocaleString("en")}`),
      turn("Next", this.first + ROWS, last === all),
    );
  }

  turn(first) {
    this.first = first;
    this.draw();
    const scroller = this.element.querySelector(".rows-scroller");
    scroller.focus({ preventScroll: true });
    scroller.scrollIntoView({ block: "nearest" });
  }
}
