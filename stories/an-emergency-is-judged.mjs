// Somebody who has nothing to do with Kari opens her in an emergency. The data protection
// officer is told, judges it, and Kari reads what was said.

import assert from "node:assert/strict";
import { GRO, HILDE, KARI, MONA } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "An emergency look-up is judged by the data protection officer, and Kari is told";

/** Kari's, who is nobody. */
const KARIS_NUMBER = "12864800015";
const WHY = "Bevisstløs, legevakten spør om medisiner.";
const TASKS = "/kommune/ansvar/oppgaver";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const at = async (who) => {
    const person = await Person.atMachine(given, who.name);
    await person.signInFromDemo(who.given, who.name);
    return person;
  };

  await scene("nothing waits for Hilde, and Gro judges nothing", async () => {
    const hilde = await at(HILDE);
    await hilde.open(TASKS);
    await hilde.sees("Ingen nødtilganger venter på at du vurderer dem");
    const gro = await at(GRO);
    await gro.open(TASKS);
    await gro.seesNot(/nødtilgang/);
    assert.equal((await gro.open("/kommune/nodtilgang")).status(), 403);
  });

  await scene("Mona opens Kari for an hour, and sees who is controller of each service", async () => {
    const mona = await at(MONA);
    await mona.open("/ansatt/nodtilgang");
    await mona.page.getByLabel("Fødselsnummer").fill(KARIS_NUMBER);
    await mona.page.getByLabel("Personen kan ikke svare for seg").check();
    await mona.page.getByLabel("Hvorfor må du se dette nå?").fill(WHY);
    await mona.press("Åpne nødtilgang");
    await mona.seesHeading("Kari Nilsen");
    await mona.sees("Dataansvarlig: Solvik kommune");
  });

  await scene("Hilde reads who, whom, when and why, and nothing more, and judges it", async () => {
    const hilde = given.people.find(({ name }) => name === HILDE.name);
    await hilde.open(TASKS);
    await hilde.go("Én nødtilgang venter på at du vurderer den");
    await hilde.seesHeading("Nødtilganger som skal vurderes");
    await hilde.sees("Mona Lie, sykepleier, åpnet Kari Nilsen");
    await hilde.sees(WHY);
    assert.equal(await hilde.page.locator("main a[href*='samtale']").count(), 0);
    await hilde.press("Det var ikke lov");
    await hilde.sees("Vurderingen er lagret. Innbyggeren kan se den.");
    await hilde.sees("Ingen nødtilganger venter på vurdering.");
  });

  await scene("Kari reads that it was not lawful", async () => {
    const kari = await at(KARI);
    await kari.open("/meg/hvem-har-sett");
    await kari.sees(/Mona Lie/);
    await kari.sees("Vurdert: Det var ikke lov. Kommunen tar kontakt.");
  });

  await scene("it stands in the register of breaches, and its clock runs", async () => {
    const hilde = given.people.find(({ name }) => name === HILDE.name);
    await hilde.open("/kommune/brudd");
    await hilde.follow(hilde.page.locator('main a[href^="/kommune/brudd/"]').first());
    await hilde.sees(WHY);
  });

  await scene("Kari says no to sharing; Mona is kept out, but of a compelling reason that Hilde reads", async () => {
    const kari = given.people.find(({ name }) => name === KARI.name);
    await kari.open("/meg/krav/ny");
    await kari.page.getByLabel("Si nei til at noe deles", { exact: true }).check();
    await kari.press("Fortsett");
    await kari.page.locator("#unit").selectOption({ index: 1 });
    await kari.press("Fortsett");
    await kari.press("Send kravet");
    await kari.sees("Opplysningene deles ikke");
    const mona = given.people.find(({ name }) => name === MONA.name);
    await mona.open("/ansatt/nodtilgang");
    await mona.seesNot(/tungtveiende/i);
    await mona.page.getByLabel("Fødselsnummer").fill(KARIS_NUMBER);
    await mona.page.getByLabel("Personen kan ikke svare for seg").check();
    await mona.page.getByLabel("Hvorfor må du se dette nå?").fill(WHY);
    const answer = await mona.press("Åpne nødtilgang");
    assert.equal(answer.status(), 422);
    await mona.sees("Personen har sagt nei til at opplysningene deles.");
    await mona.hasFocusOn(".ds-error-summary");
    await mona.page.getByLabel("Tungtveiende grunner gjør at jeg må se opplysningene likevel").check();
    await mona.press("Åpne nødtilgang");
    await mona.seesHeading("Kari Nilsen");
    const hilde = given.people.find(({ name }) => name === HILDE.name);
    await hilde.open("/kommune/nodtilgang");
    await hilde.sees("Den som så opplysningene, mente at tungtveiende grunner gikk foran.");
  });
}
