import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The page's budget, in bytes after gzip: what a guest's phone has to load. */
const budgets = { js: 30_000, css: 8_000 };
const assets = new URL("./dist/assets/", import.meta.url);

function weigh(extension) {
  const files = readdirSync(assets).filter((name) => name.endsWith(`.${extension}`));
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets))).length, 0);
}

for (const [extension, budget] of Object.entries(budgets)) {
  const size = weigh(extension);
  console.log(`${extension}: ${size} of ${budget} bytes`);
  if (size > budget) process.exitCode = 1;
}
