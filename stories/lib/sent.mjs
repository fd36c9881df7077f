// What no SMS and no e-mail may say, and the look through all that a town has sent.

import assert from "node:assert/strict";
import * as cast from "./cast.mjs";

/** Everything in the town that is about somebody: names, units, municipalities, what they write. */
const ABOUT = Object.values(cast).flatMap((one) => (typeof one === "string" ? [one] : [one.name, one.given, one.name?.split(" ").at(-1)]));
const SECRETS = [...new Set(ABOUT.filter(Boolean)), "Hjemmesykepleien", "Frisklivssentralen", "Solvik", "Granli", "Nordfjell", "leggen", "Nøkkel", "tidspunkt", "meldinger/"];
/** Never so many digits in a row, but for the port of the demo town. */
const ROW = /\d{6}/;

/** Each thing in a text that must not stand there. */
export function leaksIn(text) {
  const found = SECRETS.filter((secret) => new RegExp(`(?<!\\p{L})${secret}(?!\\p{L})`, "u").test(text));
  return ROW.test(text.replace(/localhost:\d+/g, "")) ? [...found, "a row of digits"] : found;
}

/** The address of the screens where what the town sent is seen. */
export async function screens(base) {
  const front = await (await fetch(new URL("/demo", base))).text();
  return front.match(/href="([^"]*)"[^>]*>Sendte SMS</)[1];
}

/** What was sent so far, as the two gateways have it. */
export async function sentFrom(at) {
  const seen = await (await fetch(new URL("/_control", at))).json();
  const line = ({ to, text, subject }) => ({ to, text: subject ?? text, whole: `${subject ?? ""} ${text}` });
  return { sms: seen.sms.map(line), mail: seen.mail.map(line) };
}

/** Looks through every text that a town has sent, however it came to that, and says how many. */
export async function lookThrough(base) {
  const { sms, mail } = await sentFrom(await screens(base));
  const all = [...sms, ...mail];
  for (const { whole } of all) assert.deepEqual(leaksIn(whole), [], `«${whole}» says too much`);
  return all.length;
}
