// Dialogue is phased out, and Solvik leaves earlier by its own notice: its citizens are told,
// what is open is finished, what is held is handed over and receipted, and then its key is
// destroyed. Kari still reads what is hers.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { BERIT, GRO, HILDE, HOME_NURSING, KARI, NINA, PER, RAGNA } from "./lib/cast.mjs";
import { clockTo, desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Dialogue is phased out, and Solvik leaves with what is its own, after which nobody opens it";

const BOARD = "/kommune/oppkobling";
const LEAVING = "/kommune/utmelding";
const WIND_DOWN = "/drift/utfasing";
const GONE = "/drift/avslutninger";
const SECRET = "Tyttebærsylte på leggen";
/** How many times something is looked for that a job does. */
const TRIES = 120;

export const tell = inOwnTown(told);

/** Opens a page until it says something that a job brings about. */
async function waitsFor(person, path, text) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await person.open(path);
    if ((await person.words()).includes(text)) return;
    await person.page.waitForTimeout(250);
  }
  await person.sees(text);
}

async function told(given) {
  const { scene } = given;
  const at = async (who) => Person.atMachine(given, who.name);
  const [kari, gro, hilde, berit] = [await at(KARI), await at(GRO), await at(HILDE), await at(BERIT)];
  const [ragna, nina, per] = [await at(RAGNA), await at(NINA), await at(PER)];
  const anybody = await Person.atMachine(given, "anybody");
  const services = "main ul.hb-rows a[href^='/kommune/oppkobling/0']";
  let thread = "";
  let sum = "";

  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };

  await scene("Kari writes to her nurse", async () => {
    await comes(kari, KARI);
    thread = await writes(kari, HOME_NURSING, SECRET, `${SECRET}, og den gjør vondt.`);
  });

  await scene("Per opens what she wrote", async () => {
    await comes(per, PER);
    await per.open(desk.at(thread));
    await per.sees(`${SECRET}, og den gjør vondt.`);
  });

  await scene("Nina cannot phase dialogue out without an instruction", async () => {
    await comes(nina, NINA);
    await nina.open(WIND_DOWN);
    await nina.page.locator("#dated").fill("20.1.2027");
    await nina.page.locator("#told").fill("25.1.2027");
    const missing = await nina.press("Varsle kommunene");
    assert.equal(missing.status(), 422);
    await nina.hasFocusOn(".ds-error-summary");
    await nina.sees("Det mangler en instruks fra overordnet organ.");
    await nina.page.locator("#document").fill("27/101");
    await nina.press("Varsle kommunene");
    await nina.sees("Kommunene er varslet.");
    await nina.sees("0 av 2 har kvittert.");
  });

  await scene("it begins when both have signed for the notice, six months later", async () => {
    await comes(gro, GRO);
    await gro.open(BOARD);
    await gro.sees(/Meldinger skal fases ut etter instruks fra Helse- og omsorgsdepartementet/);
    await gro.press("Kvitter for varselet");
    await gro.sees(/^Dere kvitterte/);
    await nina.open(WIND_DOWN);
    await nina.page.locator("#last_day").fill("1.9.2027");
    const early = await nina.press("Begynn utfasingen");
    assert.equal(early.status(), 422);
    await nina.sees("Kommunene får mindre enn seks måneder.");
    await comes(ragna, RAGNA);
    await ragna.open(BOARD);
    await ragna.press("Kvitter for varselet");
    await nina.open(WIND_DOWN);
    await nina.sees("2 av 2 har kvittert.");
    await nina.page.locator("#last_day").fill("1.7.2027");
    const short = await nina.press("Begynn utfasingen");
    assert.equal(short.status(), 422);
    await nina.page.locator("#last_day").fill("1.9.2027");
    await nina.press("Begynn utfasingen");
    await nina.sees("Utfasingen er begynt.");
    await ragna.open(BOARD);
    await ragna.sees("Avvikles");
    await ragna.sees("Siste dag er onsdag 1. september.");
  });

  await scene("Berit gives Solvik’s own notice, which is earlier", async () => {
    await comes(berit, BERIT);
    await berit.open(BOARD);
    const hrefs = await berit.page.locator(services).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.equal(hrefs.length, 3);
    for (const href of hrefs) {
      await berit.open(href);
      await berit.page.locator("#last_day").fill("10.3.2027");
      await berit.press("Si opp tjenesten");
      await berit.sees("Oppsigelsen er signert.");
      await berit.sees("Siste dag er onsdag 10. mars.");
    }
  });

  await scene("Kari reads it where she writes, and is told by SMS three weeks ahead", async () => {
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Solvik kommune slutter å bruke meldinger her. Siste dag er onsdag 10. mars.");
    await clockTo(anybody, { day: 18, month: 2, time: "10.01" });
    await comes(kari, KARI);
    await waitsFor(kari, "/meg/varsler", "En tjeneste du bruker her, slutter snart");
  });

  await scene("at midnight it is over, and Kari’s conversation is finished", async () => {
    await clockTo(anybody, { day: 11, month: 3, time: "00.06" });
    await comes(gro, GRO);
    await waitsFor(gro, BOARD, "Til avslutningen");
    await comes(kari, KARI);
    await kari.open(`/meldinger/${thread}`);
    await kari.sees(/kommunen har sluttet å bruke meldinger. Ring tjenesten/);
    await kari.sees(`${SECRET}, og den gjør vondt.`);
    await ragna.isAnother();
    await ragna.signInFromDemo(RAGNA.given, RAGNA.name);
    await ragna.open(BOARD);
    await ragna.sees("Avvikles");
  });

  await scene("nobody destroys anything before it is handed over and receipted", async () => {
    await clockTo(anybody, { day: 11, month: 3, time: "09.00" });
    await comes(nina, NINA);
    await nina.open(GONE);
    await nina.sees("Solvik kommune");
    const early = await nina.press("Ødelegg nøkkelen Solvik kommune");
    assert.equal(early.status(), 422);
    await nina.hasFocusOn(".ds-error-summary");
    await nina.sees("Kommunen har ikke kvittert for at alt er mottatt og arkivert.");
  });

  await scene("Gro fetches what is Solvik’s: letters to read, and data", async () => {
    await comes(gro, GRO);
    await gro.open(BOARD);
    await gro.go("Til avslutningen");
    const coming = gro.page.waitForEvent("download");
    await gro.page.getByRole("button", { name: "Hent Del 1" }).click();
    const file = await readFile(await (await coming).path());
    assert.equal(file.subarray(0, 2).toString(), "PK");
    assert.ok(file.includes(Buffer.from(`<h1>${SECRET}</h1>`)), "Kari’s letter is not in what was handed over");
    assert.ok(file.includes(Buffer.from('"identity_number"')), "there is no data in what was handed over");
    sum = createHash("sha256").update(file).digest("hex");
  });

  await scene("Hilde finds it whole by its checksum, and Berit signs the receipt", async () => {
    await comes(hilde, HILDE);
    await hilde.open(LEAVING);
    await hilde.page.locator("#sums").fill(sum.replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
    const other = await hilde.press("Bekreft");
    assert.equal(other.status(), 422);
    await hilde.hasFocusOn(".ds-error-summary");
    await hilde.page.locator("#sums").fill(`${sum}  helsebro-solvik-1.zip`);
    await hilde.press("Bekreft");
    await hilde.sees("Bekreftet. Nå kan den som signerer, kvittere.");
    await comes(berit, BERIT);
    await berit.open(LEAVING);
    const nowhere = await berit.press("Kvitter for kommunen");
    assert.equal(nowhere.status(), 422);
    await berit.page.locator("#archive").fill("Journalarkivet 2027/14");
    await berit.page.locator("#authority").fill("Kommunedirektør, delegert 2026/12");
    await berit.press("Kvitter for kommunen");
    await berit.sees("Kvitteringen er signert.");
  });

  await scene("until then Per still opens it", async () => {
    await comes(per, PER);
    await per.open(desk.at(thread));
    await per.sees(`${SECRET}, og den gjør vondt.`);
  });

  await scene("then, and only then, the key is destroyed", async () => {
    await comes(nina, NINA);
    await nina.open(GONE);
    await nina.press("Ødelegg nøkkelen Solvik kommune");
    await nina.sees("Nøkkelen er ødelagt.");
    await gro.open(LEAVING);
    await gro.sees(/^Nøkkelen ble ødelagt/);
    assert.equal(await gro.page.getByRole("button", { name: "Hent Del 1" }).count(), 0);
  });

  await scene("Per opens nothing of it, and Kari still reads her own", async () => {
    await comes(per, PER);
    await per.open(desk.at(thread));
    await per.seesNot(SECRET);
    await comes(kari, KARI);
    await kari.open(`/meldinger/${thread}`);
    await kari.sees(`${SECRET}, og den gjør vondt.`);
  });
}
