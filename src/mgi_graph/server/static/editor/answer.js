// What the server answered, or what went wrong, below the editor.

import { element } from "./elements.js";
import { Table } from "./table.js";

const LINES = 1000;

/** Show an answer and where it can be had as a file. */
export function showAnswer(into, answer, downloads, config) {
  into.replaceChildren(downloadLinks(downloads), shown(answer, config));
}

/** Say in one line what came back. */
export function summary(answer, seconds) {
  const time = `${seconds < 0.1 ? "under 0.1" : seconds.toFixed(1)} s`;
  if (answer.kind === "table") return `${count(answer.rows.length, "row")} in ${time}`;
  return answer.kind === "boolean" ? `Answered in ${time}` : `${count(lines(answer.text).length, "line")} of Turtle in ${time}`;
}

/** Show a fault; `toPlace` leads to its line in the query. */
export function showFault(into, fault, toPlace) {
  const place = fault.line
    ? element("button", { type: "button", class: "fault-place", click: toPlace }, `Line ${fault.line}, column ${fault.column || 1}`)
    : null;
  into.replaceChildren(
    element(
      "div",
      { class: "fault", role: "alert" },
      element("h3", {}, fault.title),
      fault.detail ? element("p", {}, fault.detail) : null,
      place,
      fault.nearest?.length ? element("p", {}, `Perhaps: ${fault.nearest.join(", ")}`) : null,
    ),
  );
}

function shown(answer, config) {
  if (answer.kind === "boolean") return element("p", { class: "answer-boolean" }, answer.value ? "Yes" : "No");
  if (answer.kind === "graph") return showGraph(answer.text);
  if (!answer.rows.length) return element("p", { class: "answer-empty" }, "No rows: nothing in the graph fits all the patterns of the query.");
  return new Table(answer, config).element;
}

function showGraph(text) {
  const all = lines(text);
  const scroller = { class: "graph", tabindex: "0", role: "region", "aria-label": "The answer in Turtle" };
  const cut = all.length > LINES ? element("p", {}, `The first ${LINES} of ${count(all.length, "line")}; the file has them all.`) : null;
  return element("div", {}, cut, element("pre", scroller, element("code", {}, all.slice(0, LINES).join("\n"))));
}

function downloadLinks(downloads) {
  if (!downloads.length) return "";
  const links = downloads.map((each) => element("li", {}, element("a", { href: each.href, download: each.file, click: each.click ?? null }, each.name)));
  return element("div", { class: "downloads" }, element("span", { id: "downloads-label" }, "Download"), element("ul", { "aria-labelledby": "downloads-label" }, ...links));
}

const lines = (text) => text.trimEnd().split("\n");
const count = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
