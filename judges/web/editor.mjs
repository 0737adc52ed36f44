// Use the SPARQL editor in Chromium as a person does, by keyboard, on a phone and on a desk; say what did not go as it should.
// Usage: node editor.mjs BASE CHROMIUM MODULES   prints one JSON object: steps, complaints.

import { createRequire } from "node:module";
import path from "node:path";

const [base, chromium, modules] = process.argv.slice(2);
const require = createRequire(path.join(modules, "/"));
const puppeteer = require("puppeteer-core");
const axe = require("axe-core");

const views = [
  { width: 390, height: 844, scheme: "light" },
  { width: 1440, height: 900, scheme: "dark" },
];
const RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
const complaints = [];
let steps = 0;

/** One editor, and what is asked of it. */
class Editor {
  constructor(page, view) {
    Object.assign(this, { page, view });
  }

  async type(text) {
    await this.page.focus("[role=textbox][aria-multiline]");
    await this.press("Control", "a");
    await this.page.keyboard.press("Backspace");
    await this.page.keyboard.type(text, { delay: 10 });
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  async run() {
    await this.page.keyboard.press("Escape");
    await this.page.focus(".editor-run");
    await this.page.keyboard.press("Enter");
  }

  /** Wait until an element says something; complain where it does not. */
  async expect(step, selector, pattern) {
    steps += 1;
    const says = (found, source) => new RegExp(source, "i").test(document.querySelector(found)?.innerText ?? "");
    try {
      await this.page.waitForFunction(says, { timeout: 15000, polling: 50 }, selector, pattern.source);
    } catch {
      const found = await this.page.$eval(selector, (each) => each.innerText).catch(() => "nothing");
      complaints.push(`${step} at ${this.view.width}: ${selector} says ${JSON.stringify(found.slice(0, 120))}, not ${pattern}`);
    }
  }

  async judge(step) {
    await this.page.evaluate(axe.source); // by the debugger, which no policy of the page concerns
    const violations = await this.page.evaluate(async () => (await globalThis.axe.run()).violations);
    for (const { id, nodes } of violations) complaints.push(`${step} at ${this.view.width}: ${id} (${nodes[0].target.join(" ")})`);
    const overflow = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 1) complaints.push(`${step} at ${this.view.width}: wider than the screen by ${overflow} pixels`);
  }
}

async function use(editor) {
  const { page } = editor;
  await page.goto(`${base}/editor`, { waitUntil: "networkidle0" });
  await editor.judge("start");
  await editor.run();
  await editor.expect("the first query", "#editor-status", /^50 rows/);
  await editor.expect("names of things", "#editor-output td a", /[A-Za-z]{3} /);
  await editor.judge("rows");

  await page.type("#examples-words", "treaty-status");
  await editor.expect("finding an example", ".examples-found", /^1 of/);
  await page.focus("[data-query='treaty-status'] a");
  await page.keyboard.press("Enter");
  await editor.expect("loading an example", "#editor-status", /^Loaded/);
  await editor.run();
  await editor.expect("an example", "#editor-status", /^\d+ rows/);

  await editor.type("SELECT * { ?x a migov:absence");
  await editor.expect("completion of a class", ".CodeMirror-hints", /migov:AbsenceFinding/);
  await editor.judge("proposals");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" ; statem", { delay: 30 });
  await editor.expect("completion of a property", ".CodeMirror-hints", /^migov:statement/);
  await page.keyboard.press("Enter");
  await page.keyboard.type(" ?words }", { delay: 10 });
  await editor.press("Control", "Enter");
  await editor.expect("a query that was typed", "#editor-status", /^\d+ rows/);

  await editor.type("SELECT * {\n?x a migov:Finding ;;; nonsense }");
  await editor.run();
  await editor.expect("a mistake", "[role=alert]", /malformed[^]*nonsense[^]*Line \d/);
  await editor.expect("its line", ".line-fault", /nonsense/);
  await editor.judge("fault");

  await editor.type("CONSTRUCT WHERE { ?x a migov:AbsenceFinding ; migov:statement ?s }");
  await editor.run();
  await editor.expect("a graph", "#editor-status", /lines of Turtle/);
  await editor.judge("graph");

  await editor.type(RUNAWAY);
  await editor.run();
  await page.waitForSelector("#editor-stop:not([hidden])");
  await page.focus("#editor-stop");
  await page.keyboard.press("Enter");
  await editor.expect("stopping", "#editor-status", /^Stopped/);

  await page.focus("[role=textbox][aria-multiline]");
  await page.keyboard.press("Tab");
  await editor.expect("leaving the query by Tab", ":focus", /Run query/);

  await page.goto(`${base}/editor?${new URLSearchParams({ query: "ASK { ?x a migov:Finding }" })}`, { waitUntil: "networkidle0" });
  await editor.expect("a link with a query", ".answer-boolean", /^Yes/);
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const view of views) {
    const page = await browser.newPage();
    await page.setViewport({ width: view.width, height: view.height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
    page.on("console", (message) => {
      // A mistake in a query is answered with 400, which browsers log.
      if (message.type() === "error" && !/status of 400/.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:")) complaints.push(`asks another host: ${request.url()}`);
    });
    await use(new Editor(page, view));
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify({ steps, complaints }));
