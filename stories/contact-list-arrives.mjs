// The journal system's list of contacts arrives as a file, beside the running town.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { HEALTHY_LIFE, HOME_NURSING, KARI } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";
import { command } from "./lib/town.mjs";

export const title = "The journal system's contact list arrives, and Kari sees it";

const MESSAGES = resolve(import.meta.dirname, "../crates/messaging/tests/messages");
const LIST = join(MESSAGES, "kontaktliste-kari.xml");
const EMPTY_LIST = join(MESSAGES, "kontaktliste-tom.xml");

/** Another message id, for a list that is sent once more. */
const ANOTHER_ID = "0198c0de-0001-7000-8000-0000000009f1";

export async function tell(given) {
  const { scene, town } = given;
  const kari = await Person.atMachine(given, KARI.name);
  const imported = async (file) => JSON.parse(await command("message", "import", "--demo", town.data, file));

  await scene("the list arrives; it says what Kari already had", async () => {
    const line = await imported(LIST);
    assert.equal(line.error, null);
    assert.equal(line.outcome, "contacts");
    assert.equal(line.contacts.closed, 0);
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.open("/helsekontakter");
    await kari.page.getByRole("link", { name: HOME_NURSING, exact: true }).waitFor();
    await kari.page.getByRole("link", { name: HEALTHY_LIFE, exact: true }).waitFor();
  });

  await scene("the link that the list holds stands with the contact", async () => {
    await kari.go(HOME_NURSING, kari.page.locator("main"));
    await kari.seesHeading(HOME_NURSING);
    const link = kari.page.getByRole("link", { name: "Les mer om tjenesten på kommunens nettsider" });
    assert.equal(await link.getAttribute("href"), "https://solvik.example/hjemmesykepleie");
  });

  await scene("the same file a second time changes nothing", async () => {
    assert.equal((await imported(LIST)).outcome, "duplicate");
  });

  await scene("an empty list ends every contact, and she is told whom to call", async () => {
    const line = await imported(EMPTY_LIST);
    assert.equal(line.error, null);
    assert.equal(line.contacts.closed, 2);
    await kari.open("/helsekontakter");
    // A contact's last day is still hers; from tomorrow there is nobody to write to.
    await kari.seesHeading("Helsekontakter");
  });

  await scene("a new list opens them again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "helsebro-list-"));
    try {
      const file = join(folder, "liste.xml");
      const text = readFileSync(LIST, "utf8").replace(/<MsgId>[^<]*</, `<MsgId>${ANOTHER_ID}<`);
      writeFileSync(file, text);
      assert.equal((await imported(file)).outcome, "contacts");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    await kari.open("/helsekontakter");
    await kari.page.getByRole("link", { name: HOME_NURSING, exact: true }).waitFor();
  });
}
