import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

/** Scores of the published page on the running platform. Timings are told; only what doesn't hang on a clock can fail. */
const lowest = 0.98;
const counted = ["accessibility", "best-practices", "seo"];
const flags = ["--headless=new", "--no-sandbox", "--disable-quic", "--disable-background-networking"];

const { site_url } = JSON.parse(readFileSync(".local/platform.json", "utf8"));
const chrome = await launch({ chromePath: process.argv[2], chromeFlags: flags });
try {
  const { lhr } = await lighthouse(site_url, { port: chrome.port, logLevel: "error" }, desktopConfig);
  for (const [name, { score }] of Object.entries(lhr.categories)) {
    console.log(`${name}: ${Math.round(score * 100)}`);
    if (counted.includes(name) && score < lowest) process.exitCode = 1;
  }
  for (const name of ["largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]) {
    console.log(`${name}: ${lhr.audits[name].displayValue}`);
  }
  if (lhr.audits["cumulative-layout-shift"].numericValue > 0) process.exitCode = 1;
} finally {
  chrome.kill();
}
