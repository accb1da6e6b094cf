import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The page's budget, in bytes after gzip: what a guest's phone has to load, in the longer of the two languages. */
const budgets = { js: 30_000, css: 8_000, woff2: 20_000 };
const assets = new URL("./dist/assets/", import.meta.url);
const language = /^(en|de)-/;

function weigh(extension) {
  const names = readdirSync(assets).filter((name) => name.endsWith(`.${extension}`));
  const sizeOf = (name) => gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length;
  const languages = names.filter((name) => language.test(name)).map(sizeOf);
  const rest = names.filter((name) => !language.test(name)).map(sizeOf);
  return rest.reduce((sum, size) => sum + size, Math.max(0, ...languages));
}

for (const [extension, budget] of Object.entries(budgets)) {
  const size = weigh(extension);
  console.log(`${extension}: ${size} of ${budget} bytes`);
  if (size > budget) process.exitCode = 1;
}
