// A journal system's list of contacts: Kari's for somebody else, or with one more in it.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { command } from "./town.mjs";

const LIST = resolve(import.meta.dirname, "../../crates/messaging/tests/messages/kontaktliste-kari.xml");
const KARIS_NUMBER = "12864800015";

/** Lists arrive with an id each, or they would be taken for the same one. */
let listsSent = 0;

/** Takes in the list that Kari has, for somebody else. */
export async function listFor(town, number, { given, name }) {
  await takesIn(town, (text) =>
    text
      .replaceAll(KARIS_NUMBER, number)
      .replaceAll(">Kari<", `>${given}<`)
      .replaceAll(">Nilsen<", `>${name.split(" ").at(-1)}<`));
}

/** Takes in Kari's own list with one service more in it. */
export async function listWith(town, { id, name, unit }) {
  const service = `<Tjeneste><TjenesteId>${id}</TjenesteId><TjenesteNavn>${name}</TjenesteNavn>`
    + "<TjenesteOmråde>1</TjenesteOmråde><TjenesteLevertAv>Solvik kommune</TjenesteLevertAv>"
    + "<FraDato>2027-02-01</FraDato>"
    + `<HERId><fk1:Id>${unit}</fk1:Id><fk1:TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></HERId></Tjeneste>`;
  await takesIn(town, (text) => text.replace("</TjenesteOversikt>", `${service}</TjenesteOversikt>`));
}

async function takesIn(town, changed) {
  const folder = mkdtempSync(join(tmpdir(), "helsebro-list-"));
  try {
    listsSent += 1;
    const id = `0198c0de-0003-7000-8000-${String(listsSent).padStart(12, "0")}`;
    const text = changed(readFileSync(LIST, "utf8").replace(/<MsgId>[^<]*</, `<MsgId>${id}<`));
    const file = join(folder, "liste.xml");
    writeFileSync(file, text);
    const line = JSON.parse(await command("message", "import", "--demo", town.data, file));
    assert.equal(line.outcome, "contacts", JSON.stringify(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
