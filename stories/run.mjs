// Tells the stories in a real browser against the demo town, and counts.
//
//   node stories/run.mjs [NAME…]     all, or those whose file name holds a NAME
//
// The binary must be built. Pictures of the pages are left in stories/out.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./lib/browser.mjs";
import { Tally } from "./lib/tally.mjs";
import { startTown } from "./lib/town.mjs";

/** In this order: `pages` moves the town's clock, so it comes last. */
const LAST = "pages.mjs";

const asked = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".mjs") && name !== "run.mjs")
  .filter((name) => asked.length === 0 || asked.some((word) => name.includes(word)))
  .sort((one, other) => Number(one === LAST) - Number(other === LAST) || one.localeCompare(other));

const tally = new Tally();
const began = Date.now();
let town, browser;
try {
  town = await startTown();
  browser = await openBrowser();
  for (const file of files) {
    const { title, tell } = await import(join(import.meta.dirname, file));
    await tally.story(title, tell, { town, browser });
  }
} catch (error) {
  tally.failed += 1;
  console.log(error.message);
} finally {
  await browser?.close();
  await town?.stop();
}

if (tally.failed > 0) console.log(`\nthe town said last:\n${town?.said.slice(-40).join("\n")}`);
console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
