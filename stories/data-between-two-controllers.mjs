// Wound notes are asked for, refused, and given out for a compelling reason; and the patient
// sees all of it. In a town of its own, since who is responsible is changed there.

import assert from "node:assert/strict";
import { GRO, HOME_NURSING, KARI, MONA, PER, SIRI } from "./lib/cast.mjs";
import { begins, bringsIntoForce, entersDelivery, entersOrganisation, fillsIn } from "./lib/console.mjs";
import { asksForNotes, LIST, NOTES, WHY } from "./lib/disclosure.mjs";
import { desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Per asks for wound notes, is refused, gets them for a compelling reason, and Kari sees it";

const FJORDRO = "Fjordro Omsorg AS";
const COMPELLING = "Såret er infisert, og hun kan ikke svare for seg nå.";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const people = {};
  for (const who of [GRO, KARI, MONA, PER, SIRI]) people[who.given] = await Person.atMachine(given, who.name);
  const { Gro: gro, Kari: kari, Mona: mona, Per: per, Siri: siri } = people;
  const comes = (person, who) => person.signInFromDemo(who.given, who.name);
  let disclosure;

  await scene("Fjordro runs Solbakken, and answers for what is written there", async () => {
    await comes(gro, GRO);
    await entersOrganisation(gro, { name: FJORDRO, number: "310000043", kind: "PRIVATE_COMMERCIAL" });
    await begins(gro, {
      kind: "SERVICE", title: "D-2027-1", others: [FJORDRO], places: ["Solbakken sykehjem"], first: "1.1.2027",
    });
    await fillsIn(gro);
    await bringsIntoForce(gro);
    const delivery = { place: "Solbakken sykehjem", how: "OUTSOURCED", agreement: "D-2027-1", first: "1.1.2027" };
    const answer = await entersDelivery(gro, delivery);
    assert.equal(answer.status(), 200, await gro.words());
  });

  await scene("Kari writes, Per sends it on to Solbakken, and Mona notes what Kari does not want", async () => {
    await comes(kari, KARI);
    const thread = await writes(kari, HOME_NURSING, "Såret på leggen", "Såret væsker mer enn før.");
    await comes(per, PER);
    await desk.forwards(per, thread, "Solbakken sykehjem");
    await comes(mona, MONA);
    await mona.open(LIST);
    await mona.page.getByLabel("Fødselsnummer").fill("12864800015");
    await mona.page.getByLabel("Hvorfor tror dere det?").fill("Hun har sagt at hjemmesykepleien ikke skal se det.");
    await mona.press("Noter det");
    await mona.sees("Det er lagret.");
  });

  await scene("Kari says no herself too, and it holds at once", async () => {
    await kari.open("/meg/krav/ny");
    await kari.page.getByLabel("Si nei til at noe deles", { exact: true }).check();
    await kari.press("Fortsett");
    await kari.page.locator("#unit").selectOption({ label: "Solbakken sykehjem, Solvik kommune" });
    await kari.press("Fortsett");
    await kari.press("Send kravet");
    await kari.sees("Opplysningene deles ikke");
  });

  await scene("all residents' notes are not to be had", async () => {
    const answer = await asksForNotes(per, { whose: "Flere, eller alle" });
    assert.equal(answer.status(), 422);
    await per.hasFocusOn(".ds-error-summary");
    await per.sees("Opplysninger utleveres om én pasient om gangen");
  });

  await scene("Per asks for Kari's and is refused: she does not want it", async () => {
    const answer = await asksForNotes(per);
    assert.equal(answer.status(), 422);
    await per.sees("Pasienten vil ikke at dette deles.");
    assert.equal(await per.page.getByLabel("Hva ber du om?").inputValue(), "Sårjournal");
  });

  await scene("with a compelling reason the request goes to Solbakken", async () => {
    await per.page.getByLabel("Tungtveiende grunner").fill(COMPELLING);
    await per.press("Send forespørselen");
    await per.sees("Forespørselen er sendt til enheten som har opplysningene.");
    disclosure = per.path;
    await per.sees("Venter på svar");
  });

  await scene("Mona sees why, gives out what is needed and not more", async () => {
    await mona.open(LIST);
    await mona.go("Kari Nilsen");
    await mona.sees(COMPELLING);
    await mona.page.getByLabel("Hvor mange dager?").fill("30");
    const wide = await mona.press("Utlever");
    assert.equal(wide.status(), 422);
    await mona.sees("Det er mer enn det som trengs, eller mer enn det som er bedt om.");
    await mona.page.getByLabel(/Såret på leggen/).check();
    await mona.page.getByLabel("Skriv det som utleveres").fill(NOTES);
    await mona.page.getByLabel("Hvor mange dager?").fill("3");
    await mona.press("Utlever");
    await mona.sees("Opplysningene er utlevert og ført i loggen.");
    await mona.sees(/tungtveiende grunner gikk foran/);
    assert.equal(await mona.page.locator("main ol li").count(), 7);
  });

  await scene("Per reads it; his colleague may not", async () => {
    await per.open(disclosure);
    await per.go("Les det som er utlevert");
    await per.sees(NOTES);
    await per.sees("Såret væsker mer enn før.");
    await comes(siri, SIRI);
    const answer = await siri.open(`${disclosure}/innhold`);
    assert.equal(answer.status(), 404);
  });

  await scene("Kari sees who asked, that it was refused, why it was given out, and who read it", async () => {
    await kari.open("/meg/hvem-har-sett");
    for (const text of [
      "Ba en annen enhet om opplysninger om deg", "Utleverte opplysninger om deg", "Leste det som var utlevert om deg",
      `${HOME_NURSING} ba Solbakken sykehjem`,
    ]) await kari.sees(text);
    const words = await kari.words();
    assert.ok(words.includes(WHY) && words.includes(COMPELLING), words);
    assert.ok(words.includes("Noterte om du vil at opplysninger deles"), words);
    assert.ok(!words.includes(NOTES), "what was given out does not stand in the list");
  });

  await scene("what was given out is put right at Solbakken, and Per is told", async () => {
    await kari.open("/meg/krav/ny");
    await kari.page.getByLabel("Retting i journalen", { exact: true }).check();
    await kari.press("Fortsett");
    await kari.page.locator("#unit").selectOption({ label: "Solbakken sykehjem, Solvik kommune" });
    await kari.page.locator("#first").fill("1.1.2027");
    await kari.page.locator("#body").fill("Det er høyre legg, ikke venstre.");
    await kari.press("Fortsett");
    await kari.press("Send kravet");
    const request = kari.path;
    await mona.open("/kommune/krav");
    await mona.follow(mona.page.locator('a[href^="/kommune/krav/"]', { hasText: "Retting" }).first());
    await mona.page.getByLabel("Du får det du ba om.").check();
    await mona.page.locator("#body").fill("Vi har ført inn en rettelse.");
    await mona.press("Send svaret");
    await mona.sees("Lagret.");
    await per.open(disclosure);
    await per.sees(/Kilden har rettet dette/);
    await kari.open(request);
    await kari.sees("De som har fått opplysningene før, fikk beskjed");
  });
}
