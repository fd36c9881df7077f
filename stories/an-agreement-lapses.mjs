// Where a municipality runs the platform for itself, every service needs a data processing
// agreement: it lapses, and what needs it stops at once; a sub-processor is objected to.

import assert from "node:assert/strict";
import { hearsMissing } from "./lib/aloud.mjs";
import { BERIT, GRO, HOME_NURSING, KARI, NINA } from "./lib/cast.mjs";
import { clockTo, writePath, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "An agreement lapses and what needs it stops, until both have signed a new one";

const BOARD = "/kommune/oppkobling";
const AGREEMENT = `${BOARD}/databehandleravtale`;
const SUBS = "/drift/underleverandorer";
const STOPPED = /^Tjenesten er stanset fordi databehandleravtalen ikke gjelder/;

export const tell = inOwnTown(told, "--one-municipality");

async function told(given) {
  const { scene } = given;
  const at = async (who) => Person.atMachine(given, who.name);
  const [kari, gro, berit, nina] = [await at(KARI), await at(GRO), await at(BERIT), await at(NINA)];
  const anybody = await Person.atMachine(given, "anybody");
  let service = "";
  let write = "";
  let clinic = "";

  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  const citizenIsToldKindly = async () => {
    await comes(kari, KARI);
    await kari.open(write);
    await kari.sees(/tar ikke imot meldinger her/);
    await kari.sees(/75\s00\s01\s20/);
    assert.equal(await kari.page.getByRole("textbox").count(), 0, "she cannot write what nobody gets");
  };
  /** What goes on by itself does so within five minutes. */
  const goesOn = async (moment) => {
    await clockTo(anybody, moment);
    await comes(gro, GRO);
    await gro.finds(service, "I bruk");
    await gro.seesNot(STOPPED);
    await comes(kari, KARI);
    assert.ok(await writes(kari, HOME_NURSING, "Bandasjen", "Kan dere skifte bandasjen?"));
  };

  await scene("the agreement is in force, and Kari writes", async () => {
    await comes(gro, GRO);
    await gro.open(AGREEMENT);
    await gro.sees("Gjelder");
    await gro.open(BOARD);
    service = await gro.page.locator("main ul.hb-rows a[href^='/kommune/oppkobling/0']", { hasText: "hjemmetjenester" }).first().getAttribute("href");
    await comes(kari, KARI);
    write = (await writePath(kari, HOME_NURSING)).write;
    await writes(kari, HOME_NURSING, "Såret", "Kan dere se på såret?");
  });

  await scene("at midnight it lapses: Gro sees why, and Kari whom to call", async () => {
    await clockTo(anybody, { day: 1, month: 3, time: "00.01" });
    await comes(gro, GRO);
    await gro.finds(service, "Stanset");
    await gro.sees(STOPPED);
    await gro.sees("Databehandleravtalen er gått ut.");
    await citizenIsToldKindly();
  });

  await scene("on the way in it is asked for as well, and a screen reader says why", async () => {
    await comes(gro, GRO);
    await gro.open(BOARD);
    await gro.page.locator("#area").selectOption({ label: "Legevakt" });
    await gro.press("Begynn");
    clinic = gro.path;
    await gro.page.locator("#route").fill("Rutine 2027/3");
    await gro.press("Bekreft hvor dere svarer");
    await hearsMissing(gro, "Databehandleravtalen er gått ut.", "Begge parter signerer");
    assert.equal(await gro.page.getByRole("button", { name: "Bestill", exact: true }).count(), 0);
  });

  await scene("both sign a new one, and it goes on by itself", async () => {
    await comes(nina, NINA);
    await nina.open("/drift/kommuner");
    await nina.go("Solvik kommune");
    await nina.page.locator("#last_day").fill("31.12.2028");
    await nina.press("Skriv avtalen");
    await comes(berit, BERIT);
    await berit.open(AGREEMENT);
    await berit.press("Signer for kommunen");
    await berit.sees("Avtalen er signert.");
    await nina.open("/drift/kommuner");
    await nina.go("Solvik kommune");
    await nina.press("Signer for driften");
    await goesOn({ day: 1, month: 3, time: "09.00" });
    await comes(nina, NINA);
    await comes(berit, BERIT);
  });

  await scene("now Gro can order", async () => {
    await comes(gro, GRO);
    await gro.open(clinic);
    await gro.press("Bestill");
    await gro.sees("Bestilt. Driften tar over.");
  });

  await scene("Nina announces a new sub-processor, not sooner than in thirty days", async () => {
    await nina.open(SUBS);
    for (const [id, text] of [["name", "Skylager AS"], ["place", "Norge"], ["task", "Lagring"], ["from", "15.3.2027"]]) await nina.page.locator(`#${id}`).fill(text);
    const early = await nina.press("Varsle kommunene");
    assert.equal(early.status(), 422);
    await nina.hasFocusOn(".ds-error-summary");
    await nina.sees("Det er for kort tid.");
    await nina.page.locator("#from").fill("31.3.2027");
    await nina.press("Varsle kommunene");
    await nina.sees("Kommunene er varslet.");
  });

  await scene("Berit objects, and Nina reads why", async () => {
    await berit.open(AGREEMENT);
    await berit.sees("Skylager AS");
    const unsaid = await berit.press(/^Si fra om innvendingen/);
    assert.equal(unsaid.status(), 422);
    await berit.hasFocusOn(".ds-error-summary");
    await berit.page.locator("input[name=reason]").fill("Vi kjenner ikke sikkerheten deres.");
    await berit.press(/^Si fra om innvendingen/);
    await berit.sees("Innvendingen er lagret. Driften kan lese den.");
    await nina.open(SUBS);
    await nina.sees(/Vi kjenner ikke sikkerheten deres/);
  });

  await scene("from the day it is used, what needs the agreement stops, until they agree", async () => {
    await clockTo(anybody, { day: 31, month: 3, time: "00.01" });
    await comes(gro, GRO);
    await gro.finds(service, "Stanset");
    await gro.sees("Kommunen har innvendinger mot en underleverandør som er tatt i bruk.");
    await citizenIsToldKindly();
    await comes(berit, BERIT);
    await berit.open(AGREEMENT);
    await berit.press(/^Trekk innvendingen tilbake/);
    await berit.sees("Innvendingen er trukket tilbake.");
    await goesOn({ day: 31, month: 3, time: "09.30" });
  });
}
