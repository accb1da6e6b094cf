// Has Mermaid itself read every diagram of the pages given: node parse.mjs PAGE…
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document }); // Mermaid cleans labels with the browser's parser.
const { default: mermaid } = await import("mermaid");

const diagrams = process.argv.slice(2).flatMap((page) => {
  const found = readFileSync(page, "utf8").matchAll(/^```mermaid\n(.*?)^```/gms);
  return [...found].map(([, text]) => ({ page, text }));
});
const complaints = [];
for (const { page, text } of diagrams) {
  await mermaid.parse(text).catch((error) => complaints.push(`${page}: ${error.message}`));
}
for (const complaint of complaints) console.error(complaint);
console.log(`${diagrams.length} diagrams, ${complaints.length} that Mermaid can't read.`);
process.exit(complaints.length || !diagrams.length ? 1 : 0);
