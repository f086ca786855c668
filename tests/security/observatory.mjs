// node observatory.mjs FOLDER HTTP_PORT HTTPS_PORT PATH: what Mozilla's HTTP Observatory says of this machine, as JSON.
// Its own command asks ports 80 and 443 only.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, httpPort, httpsPort, path] = process.argv.slice(2);
const scanner = join(folder, "node_modules/@mdn/mdn-http-observatory");
// Lists of other people's hosts that installing it would fetch; ours is on none.
for (const [name, empty] of [["hsts-preload.json", "{}"], ["tld-list.json", "[]"]]) {
  const list = join(scanner, "conf", name);
  if (!existsSync(list)) writeFileSync(list, empty);
}
const { retrieve } = await import(join(scanner, "src/retriever/retriever.js"));
const { ALL_TESTS } = await import(join(scanner, "src/constants.js"));
const { getScoreModifier } = await import(join(scanner, "src/grader/grader.js"));
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(join(scanner, "src/grader/charts.js"));

const found = await retrieve("localhost", { httpPort, httpsPort, path });
const points = Object.fromEntries(
  ALL_TESTS.map((test) => test(found)).map(({ constructor, result }) => [constructor.name, result ? getScoreModifier(result) : 0]),
);
const sum = (some) => 100 + Object.values(points).filter(some).reduce((all, one) => all + one, 0);
const withoutExtras = sum((one) => one < 0);
console.log(JSON.stringify({ score: withoutExtras < MINIMUM_SCORE_FOR_EXTRA_CREDIT ? withoutExtras : sum(() => true), points }));
