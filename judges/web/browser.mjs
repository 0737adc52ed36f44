// Open pages in Chromium at the width of a phone and of a desk, light and dark, and have axe-core look at each.
// Usage: node browser.mjs BASE CHROMIUM MODULES PATH …   prints one JSON object: pages, violations, complaints of the browser.

import { createRequire } from "node:module";
import path from "node:path";

const [base, chromium, modules, ...paths] = process.argv.slice(2);
const require = createRequire(path.join(modules, "/"));
const puppeteer = require("puppeteer-core");
const axe = require("axe-core");

const views = [
  { width: 390, height: 844, scheme: "light" },
  { width: 1440, height: 900, scheme: "dark" },
];
const violations = [];
const complaints = [];
const strangers = new Set();
let seen = 0;

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const view of views) {
    const page = await browser.newPage();
    await page.setBypassCSP(false);
    await page.setViewport({ width: view.width, height: view.height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 404/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(base) && !url.startsWith("data:")) strangers.add(url);
    });
    for (const each of paths) {
      await page.goto(base + each, { waitUntil: "load", timeout: 60000 });
      seen += 1;
      await page.evaluate(axe.source); // by the debugger, which no policy of the page concerns
      const found = await page.evaluate(async () => (await globalThis.axe.run({ resultTypes: ["violations"] })).violations);
      for (const violation of found) {
        const places = violation.nodes.slice(0, 3).map((node) => node.target.join(" "));
        violations.push(`${each} at ${view.width}: ${violation.id}: ${violation.help} (${places.join("; ")})`);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 1) complaints.push(`${each} at ${view.width}: wider than the screen by ${overflow} pixels`);
    }
    await page.close();
  }
} finally {
  await browser.close();
}
for (const url of strangers) complaints.push(`asks another host: ${url}`);
console.log(JSON.stringify({ pages: seen, violations, complaints }));
