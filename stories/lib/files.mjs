// Small files of each kind, as whole as they must be, and what every scanner knows.

import assert from "node:assert/strict";

/** A part of a PNG: length, name, content, and a sum that nobody looks at. */
function part(name, content) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(name), content, Buffer.alloc(4)]);
}

/** A PNG of exactly so many bytes. */
export function png(bytes) {
  const head = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), part("IHDR", Buffer.alloc(13, 1))]);
  const end = part("IEND", Buffer.alloc(0));
  return Buffer.concat([head, part("IDAT", Buffer.alloc(bytes - head.length - end.length - 12, 7)), end]);
}

/** A PDF with these words in it. */
export function pdf(words) {
  return Buffer.from(`%PDF-1.7\n% ${words}\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n`, "latin1");
}

/** The test file that every scanner knows, put together here so that none finds it in this one. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** A file as a browser hands it over. */
export const file = (name, buffer, mimeType = "application/octet-stream") => ({ name, mimeType, buffer });

/** Fetches a file that is listed on the page. */
export async function downloads(person, name) {
  const href = await person.page.getByRole("link", { name }).first().getAttribute("href");
  const answer = await person.context.request.get(new URL(href, person.town.base).href);
  assert.equal(answer.status(), 200);
  return { answer, bytes: await answer.body() };
}

/** Tells the scanner's stand-in how it is. */
export async function scanner(town, weather) {
  const told = town.said.join("\n").match(/parties outside, which can be told to fail: (\S+)/);
  assert.ok(told, "the town does not say where the parties outside are");
  const answer = await fetch(new URL("/_control/orders", told[1]), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ act: "weather", party: "scanner", weather }),
  });
  assert.equal(answer.status, 200, await answer.text());
}
