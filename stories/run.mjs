// Tells the stories in a real browser against the demo town, and counts.
//
//   node stories/run.mjs [--pictures] [NAME…]
//
// All, or those whose file name holds a NAME. The binary must be built. With --pictures
// a picture of every page looked at is left in stories/out; of what failed there is
// always one.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./lib/browser.mjs";
import { inLanes } from "./lib/lanes.mjs";
import { Tally } from "./lib/tally.mjs";
import { leaksIn, lookThrough } from "./lib/sent.mjs";
import { startTown } from "./lib/town.mjs";

/** Changes whom Kari can write to, so nobody else is in the town meanwhile. */
const FIRST = ["contact-list-arrives.mjs"];
/** In these Anne becomes Kari's helper and is no longer, and Kari is signed out everywhere, so
 * they are told one after another. */
const OF_KARI = [
  "a-daughter-helps.mjs", "a-paper-power-of-attorney.mjs", "a-picture-along.mjs", "kari-writes-per-answers.mjs",
  "notices.mjs",
];
/** Moves the town's clock. */
const LAST = ["pages.mjs"];
/** How many of the others are told at a time. */
const LANES = 2;
/** How much of what the town said is shown when a story failed. */
const LAST_WORDS = 40;

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".mjs") && name !== "run.mjs")
  .filter((name) => asked.length === 0 || asked.some((word) => name.includes(word)));
const isOther = (file) => ![...FIRST, ...OF_KARI, ...LAST].includes(file);

const tally = new Tally();
const began = Date.now();
let town, browser;

/** Tells a story; its lines come together when others are told meanwhile. */
async function tellFile(file, say) {
  const { title, tell } = await import(join(import.meta.dirname, file));
  await tally.story(title, tell, { town, browser }, say);
}

/** Whatever the stories were about: no text that left the town says anything about anybody. */
async function sent({ check, town }) {
  await check("a leak that is planted is found", () => {
    for (const text of ["Kari har fått svar", "Ring 90000001", "Hjemmesykepleien har skrevet"]) assert.notDeepEqual(leaksIn(text), []);
    assert.deepEqual(leaksIn("Du har fått en ny melding. Logg inn på localhost:54321."), []);
  });
  await check("every SMS and e-mail of the town they shared is looked through", () => lookThrough(town.base));
}

async function tellBeside(file) {
  const lines = [];
  await tellFile(file, (line) => lines.push(line));
  console.log(lines.join("\n"));
}

try {
  town = await startTown();
  browser = await openBrowser();
  for (const file of files.filter((file) => FIRST.includes(file))) await tellFile(file, console.log);
  const ofKari = async () => {
    for (const file of files.filter((file) => OF_KARI.includes(file))) await tellBeside(file);
  };
  await inLanes(LANES, [ofKari, ...files.filter(isOther).map((file) => () => tellBeside(file))]);
  for (const file of files.filter((file) => LAST.includes(file))) await tellFile(file, console.log);
  await tally.story("What was sent", sent, { town }, console.log);
} catch (error) {
  tally.failed += 1;
  console.log(error.message);
} finally {
  await browser?.close();
  await town?.stop();
}

if (tally.failed > 0) console.log(`\nthe town said last:\n${town?.said.slice(-LAST_WORDS).join("\n")}`);
console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
