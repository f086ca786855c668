// The reader view of Firefox, as a program that stays: `node readability.js FOLDER`. Each line in is a page as JSON,
// {url, html}; each line out is its text as JSON.
const { createInterface } = require("node:readline");
const { createRequire } = require("node:module");
const inFolder = createRequire(`${process.argv[2]}/package.json`);
const { JSDOM } = inFolder("jsdom");
const { Readability } = inFolder("@mozilla/readability");
const LINES = "p, li, dt, dd, h1, h2, h3, h4, div, td, th, summary";

function textOf({ url, html }) {
  const article = new Readability(new JSDOM(html, { url }).window.document).parse();
  const read = new JSDOM(article?.content ?? "").window.document;
  for (const end of read.querySelectorAll("br")) end.replaceWith("\n");
  for (const one of read.querySelectorAll(LINES)) one.append("\n");
  return [article?.title, article?.byline, read.body.textContent].join("\n");
}

createInterface({ input: process.stdin }).on("line", (line) => console.log(JSON.stringify(textOf(JSON.parse(line)))));
