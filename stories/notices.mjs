// Per answers Kari, whom Anne helps: one SMS to Kari and one e-mail to Anne, and neither
// says what it is about. One in all when the same number stands on both, none by night,
// and Sara's says nothing either. A town of its own, since its clock is moved.

import assert from "node:assert/strict";
import { ANNE, HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { clockTo, desk, sendForm, writes } from "./lib/forms.mjs";
import { Gateways, SILENCE_MS } from "./lib/gateways.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Kari gets an SMS and Anne an e-mail, and neither says what it is about";

const KARIS_NUMBER = "12864800015";
const TOPIC = "Såret på leggen";
const QUESTION = "Såret på leggen væsker litt mer enn før. Kan dere se på det?";
const ANSWER = "Hei, Kari. Jeg kommer innom i dag.";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const nobody = await Person.atMachine(given, "nobody");
  const kari = await Person.atMachine(given, KARI.name);
  const anne = await Person.atMachine(given, ANNE.name);
  const per = await Person.atMachine(given, PER.name);
  const gateways = await Gateways.of(nobody);
  await nobody.page.waitForTimeout(SILENCE_MS);
  const start = await gateways.seen();
  let [sms, mail] = [start.sms.length, start.mail.length];
  let thread;

  await scene("Anne asks to help Kari, who says yes; both are told, and not of what", async () => {
    await anne.signInFromDemo(ANNE.given, ANNE.name);
    const path = "/meg/fullmakter/be-om";
    await sendForm(anne, path, path, { number: KARIS_NUMBER, messages: "yes", how_long: "one_year", act: "send" });
    sms += 1;
    const asked = await gateways.has({ sms, mail });
    assert.match(asked.sms.at(-1).text, /^Noe nytt er klart for deg på localhost:\d+\. Logg inn for å se\.$/);
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.go("Anne Nilsen ber om fullmakt fra deg");
    await kari.press("Gi fullmakt");
    sms += 1;
    const given = await gateways.has({ sms, mail });
    assert.match(given.sms.at(-1).text, /^Noko nytt er klart for deg på /);
  });

  await scene("Anne chooses e-mail, and to be told for those she helps", async () => {
    await anne.open("/meg");
    await anne.go("Velg hva du vil varsles om, og se hva vi har sendt.");
    await anne.seesHeading("Varsler");
    await anne.sees("a•••@innbygger.example");
    await anne.page.locator("#helper-level-normal").check();
    await anne.page.locator("#channels-email").check();
    await anne.press("Lagre valgene");
    await anne.sees("Valgene dine er lagret.");
    assert.ok(await anne.page.locator("#helper-level-normal").isChecked());
  });

  await scene("Per answers: Kari gets one SMS and Anne one e-mail, and neither says what it is about", async () => {
    thread = await writes(kari, HOME_NURSING, TOPIC, QUESTION);
    await gateways.has({ sms, mail });
    await per.signInFromDemo(PER.given, PER.name);
    await desk.takes(per, thread);
    await desk.answers(per, thread, ANSWER);
    sms += 1;
    mail += 1;
    const seen = await gateways.has({ sms, mail });
    assert.match(seen.sms.at(-1).text, /^Du har fått en ny melding\. Logg inn på localhost:\d+\.$/);
    assert.equal(seen.mail.at(-1).to, "anne@innbygger.example");
    assert.match(seen.mail.at(-1).text, /^Du har fått ei ny melding\. Logg inn på localhost:\d+\.$/);
  });

  await scene("each sees in her history that it was sent, and that it arrived", async () => {
    await kari.finds("/meg/varsler", "Levert");
    await kari.sees("Ny melding til deg");
    await anne.open("/meg/varsler");
    await anne.sees("Ny melding til en du hjelper");
    await anne.sees("E-post til a•••@innbygger.example");
  });

  await scene("Anne's number stands on Kari's profile too: one notice in all", async () => {
    await gateways.order({ act: "share_phone", of: "anne", with: "kari" });
    await desk.answers(per, thread, "Er det bra nå?");
    sms += 1;
    await gateways.has({ sms, mail });
    await kari.open("/meg/varsler");
    await kari.sees("Den står også på noen andre. Når et varsel gjelder flere av dere, kommer det bare én gang.");
    await kari.seesNot("Anne");
  });

  await scene("what comes by night is told in the morning, once, and not when it was read", async () => {
    await clockTo(nobody, { day: "2", month: "2", time: "21.00" });
    for (const person of [kari, per]) await person.isAnother();
    await per.signInFromDemo(PER.given, PER.name);
    await kari.signInFromDemo(KARI.given, KARI.name);
    await desk.answers(per, thread, "Jeg er innom i morgen.");
    await desk.answers(per, thread, "Klokka ti.");
    await gateways.has({ sms, mail });
    await kari.finds("/meg/varsler", "Sendes i morgen kl. 09.00");
    await clockTo(nobody, { day: "3", month: "2", time: "9.01" });
    sms += 1;
    await gateways.has({ sms, mail });
    await kari.isAnother();
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.finds("/meg/varsler", "Sendt sammen med et annet varsel");
  });

  await scene("Sara's address is strictly protected: her text says nothing, and so does what it is about", async () => {
    await per.isAnother();
    await per.signInFromDemo(PER.given, PER.name);
    await per.open("/ansatt/arbeidsliste?del=alle");
    await per.go("Spørsmål om tidspunkt");
    const saras = per.path.split("/").at(-1);
    await desk.takes(per, saras);
    await desk.answers(per, saras, "Hei. Vi kommer klokka tolv.");
    sms += 1;
    const seen = await gateways.has({ sms, mail });
    assert.match(seen.sms.at(-1).text, /^Du har fått en ny melding\. Logg inn på localhost:\d+\.$/);
  });

  await scene("Kari switches it off, and nothing more comes of it", async () => {
    await kari.open("/meg/varsler");
    await kari.page.getByText("Velg for hver type").click();
    await kari.page.locator("#messages-never").check();
    await kari.press("Lagre valgene");
    await kari.sees("Valgene dine er lagret.");
    await gateways.order({ act: "mobile", person: "kari", value: "90004321", confirmed: "2026-12-01" });
    await desk.answers(per, thread, "Vi ses.");
    // Anne's own number is hers alone again, and she is told.
    mail += 1;
    await gateways.has({ sms, mail });
  });

  await scene("Anne's mailbox sends its letter back, and she sees that it did not arrive", async () => {
    await anne.isAnother();
    await anne.signInFromDemo(ANNE.given, ANNE.name);
    await anne.open("/meg/varsler");
    await anne.seesNot("Ikke levert");
    await gateways.order({ act: "mailbox", address: "anne@innbygger.example", bounces: true });
    await desk.answers(per, thread, "Husk timen i morgen.");
    mail += 1;
    await gateways.has({ sms, mail });
    await anne.finds("/meg/varsler", "Ikke levert: adressen tar ikke imot");
  });
}
