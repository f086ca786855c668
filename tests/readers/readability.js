// The reader view of Firefox, as a program: HTML on stdin, its text on stdout. `node readability.js ADDRESS FOLDER`
const { createRequire } = require("node:module");
const [, , url, folder] = process.argv;
const inFolder = createRequire(`${folder}/package.json`);
const { JSDOM } = inFolder("jsdom");
const { Readability } = inFolder("@mozilla/readability");

let html = "";
process.stdin.on("data", (piece) => (html += piece));
process.stdin.on("end", () => {
  const { document } = new JSDOM(html, { url }).window;
  const article = new Readability(document).parse();
  const read = new JSDOM(article?.content ?? "").window.document;
  for (const end of read.querySelectorAll("br")) end.replaceWith("\n");
  for (const one of read.querySelectorAll("p, li, dt, dd, h1, h2, h3, h4, div, td, th, summary")) one.append("\n");
  console.log([article?.title, article?.byline, read.body.textContent].join("\n"));
});
