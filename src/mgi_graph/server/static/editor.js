// The SPARQL editor: YASQE in the place of the text field, the saved queries beside it, the answer below.
// Without this script the page is a form that sends its query to the endpoint.

import { showAnswer, showFault, summary } from "./editor/answer.js";
import { nameHints, registerCompleters } from "./editor/completion.js";
import { ask, Fault } from "./editor/endpoint.js";
import { bindExamples } from "./editor/examples.js";
import { downloads, permalink, queryInFragment } from "./editor/links.js";
import { Marks } from "./editor/marks.js";
import { withPrefixes } from "./editor/query.js";

const find = (id) => document.getElementById(id);
const config = JSON.parse(find("editor-config").textContent);
const field = find("editor-query");
const status = find("editor-status");
const output = find("editor-output");
const stopButton = find("editor-stop");
const yasqe = openEditor();
const marks = new Marks(yasqe, config.prefixes, (message) => (find("editor-hint").textContent = message));
let running = null;

function openEditor() {
  const { Yasqe } = window;
  const parent = find("editor-field");
  const autocompleters = registerCompleters(Yasqe, config);
  const made = new Yasqe(parent, {
    value: queryInFragment(location.hash) ?? field.value,
    autocompleters,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    syntaxErrorCheck: false, // shown by marks.js, in words, without inline styles
    resizeable: false,
    editorHeight: "auto",
    inputStyle: "contenteditable", // what screen readers and phones understand
    viewportMargin: Infinity,
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": false, Esc: false, Tab: false, "Shift-Tab": false },
  });
  const input = made.getInputField();
  input.setAttribute("role", "textbox");
  input.setAttribute("aria-multiline", "true");
  input.setAttribute("aria-labelledby", "editor-label");
  input.setAttribute("aria-describedby", "editor-keys editor-hint");
  nameHints(made);
  field.hidden = true;
  find("editor-plain").remove();
  find("editor-keys").hidden = false;
  find("editor-answer").hidden = false;
  parent.hidden = false;
  made.refresh();
  made.on("change", () => (field.value = made.getValue()));
  find("editor-label").addEventListener("click", () => made.focus());
  return made;
}

async function run() {
  running?.abort();
  const own = (running = new AbortController());
  const query = prepared();
  const start = performance.now();
  busy(true);
  status.textContent = "Running …";
  try {
    const answer = await ask(config.endpoint, query, own.signal);
    history.replaceState(null, "", permalink(config.page, query));
    showAnswer(output, answer, downloads(answer, query, config), config);
    status.textContent = summary(answer, (performance.now() - start) / 1000);
    reveal();
  } catch (error) {
    if (own === running) fail(error);
  } finally {
    if (own === running) busy(false);
  }
}

// What is sent is what is shown: missing prefixes are declared in the editor.
function prepared() {
  const query = withPrefixes(yasqe.getValue(), config.prefixes);
  if (query !== yasqe.getValue()) yasqe.setValue(query);
  return query;
}

function fail(error) {
  if (error.name === "AbortError") {
    status.textContent = "Stopped";
    return;
  }
  const fault = error instanceof Fault ? error : new Fault({ title: "The answer cannot be shown", detail: error.message });
  status.textContent = "";
  if (fault.line) marks.fault(fault.line, fault.column);
  showFault(output, fault, () => {
    yasqe.focus();
    yasqe.getDoc().setCursor({ line: fault.line - 1, ch: Math.max(0, fault.column - 1) });
  });
  reveal();
}

// On a small screen the answer may stand below the fold.
function reveal() {
  const answer = find("editor-answer");
  if (answer.getBoundingClientRect().top > innerHeight * 0.75) answer.scrollIntoView({ block: "start" });
}

function busy(isBusy) {
  stopButton.hidden = !isBusy;
  output.setAttribute("aria-busy", String(isBusy));
}

function load({ text, title }) {
  yasqe.setValue(text);
  yasqe.getDoc().setCursor({ line: 0, ch: 0 });
  output.replaceChildren();
  status.textContent = `Loaded: ${title}`;
  find("editor-form").scrollIntoView({ block: "nearest" });
  yasqe.focus();
}

find("editor-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
stopButton.addEventListener("click", () => running?.abort());
const copyButton = find("editor-copy");
copyButton.hidden = !navigator.clipboard;
copyButton.addEventListener("click", async () => {
  await navigator.clipboard.writeText(new URL(permalink(config.page, prepared()), location.href).href);
  status.textContent = "The link to this query is copied";
});
bindExamples(find("editor-examples"), config.queries, load);

// An address with a query is a question: somebody was sent it, or comes back to it.
const asked = queryInFragment(location.hash) ?? new URLSearchParams(location.search).get("query");
if (asked && !output.hasChildNodes()) void run(); // else the page came with the answer
