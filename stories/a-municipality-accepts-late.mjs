// Material terms come into force, and Solvik has not accepted them: what is in use goes on,
// it is said what is missing and who can do it, and Berit accepts late.

import assert from "node:assert/strict";
import { BERIT, GRO, HOME_NURSING, KARI, NINA } from "./lib/cast.mjs";
import { clockTo, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "New material terms are accepted late, and what is in use goes on meanwhile";

const BOARD = "/kommune/oppkobling";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const kari = await Person.atMachine(given, KARI.name);
  const gro = await Person.atMachine(given, GRO.name);
  const berit = await Person.atMachine(given, BERIT.name);
  const nina = await Person.atMachine(given, NINA.name);
  const anybody = await Person.atMachine(given, "anybody");
  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  const outdated = "De særskilte vilkårene har endret seg siden dere godtok dem.";
  let service = "";

  await scene("Nina publishes material terms", async () => {
    await comes(nina, NINA);
    await nina.open("/drift/vilkar");
    await nina.go(/4\.0/);
    await nina.press("Publiser versjon 4.0");
    await nina.sees(/^Publisert/);
  });

  await scene("when they are in force, Gro sees what is missing, and the service goes on", async () => {
    await clockTo(anybody, { day: 2, month: 4, time: "09.00" });
    await comes(gro, GRO);
    await gro.open(BOARD);
    service = await gro.page.locator("main ul.hb-rows a[href^='/kommune/oppkobling/0']").first().getAttribute("href");
    await gro.open(service);
    await gro.sees(outdated);
    await gro.sees("Den som signerer, gjør dette");
    await gro.sees("I bruk");
    await comes(kari, KARI);
    assert.ok(await writes(kari, HOME_NURSING, "Bandasjen", "Kan dere skifte bandasjen?"));
  });

  await scene("Berit accepts late", async () => {
    await comes(berit, BERIT);
    await berit.open(`${BOARD}/saerskilte-vilkar`);
    await berit.page.locator("#authority").fill("Kommunedirektør, delegert 2026/12");
    await berit.press("Godta versjon 4.0");
    await berit.sees("Lagret.");
    await gro.open(service);
    await gro.seesNot(outdated);
  });
}
