// The whole of it, with the clock moved: Anne asks and Kari says yes; Anne writes for her with
// a picture; nobody answers until the duty lead is warned and the conversation is back in the
// queue; Per answers, and each is told once and not of what; Kari sees who has read, takes it
// back, and Anne's open page stops. Lise acts for Emil until he is twelve and not for Jonas.
// Of Sara nobody learns anything.

import assert from "node:assert/strict";
import { ANNE, HOME_NURSING, KARI, LISE, PER, SARA, SIRI } from "./lib/cast.mjs";
import { file, png } from "./lib/files.mjs";
import { clockTo, desk, sendForm } from "./lib/forms.mjs";
import { Gateways, SILENCE_MS } from "./lib/gateways.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "The people around Kari, from the first request to the last withdrawal";

const KARIS_NUMBER = "12864800015";
const SARAS_NUMBER = "08889000032";
const NOBODYS_NUMBER = "01825010099";
const TOPIC = "Såret på leggen";
const QUESTION = "Såret på leggen væsker litt mer enn før. Her er et bilde.";
const ANSWER = "Hei, Kari. Jeg kommer innom i dag.";
const ASK = "/meg/fullmakter/be-om";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const at = async (who) => Person.atMachine(given, who.name);
  const [nobody, kari, anne] = [await Person.atMachine(given, "nobody"), await at(KARI), await at(ANNE)];
  const [lise, sara, per, siri] = [await at(LISE), await at(SARA), await at(PER), await at(SIRI)];
  const gateways = await Gateways.of(nobody);
  await nobody.page.waitForTimeout(SILENCE_MS);
  const start = await gateways.seen();
  let [sms, mail] = [start.sms.length, start.mail.length];
  let thread;

  /** The clock was moved, and everybody sits down anew. */
  const signIn = async (...those) => {
    for (const [person, who] of those) {
      await person.isAnother();
      await person.signInFromDemo(who.given, who.name);
    }
  };
  const actsFor = async (person, name) => {
    await person.open("/meg/opptrer-for");
    await person.page.getByLabel(name).check();
    await person.press("Fortsett");
    await person.seesHeading(name);
  };

  await scene("Anne asks for Kari, for Sara and for nobody, and is told the same each time", async () => {
    await signIn([anne, ANNE]);
    const said = [];
    for (const number of [NOBODYS_NUMBER, SARAS_NUMBER, KARIS_NUMBER]) {
      await anne.open(ASK);
      await anne.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill(number);
      await anne.press("Fortsett");
      await anne.press("Send forespørselen");
      said.push(await anne.words());
    }
    assert.deepEqual(said, Array(3).fill(said[0]));
    sms += 1;
    await gateways.has({ sms, mail });
  });

  await scene("Kari says yes; Sara, whose address is strictly protected, is not asked", async () => {
    await signIn([kari, KARI], [sara, SARA]);
    await kari.go("Anne Nilsen ber om fullmakt fra deg");
    await kari.press("Gi fullmakt");
    await kari.sees("Du har gitt fullmakt.");
    await sara.seesHeading("Hei, Sara");
    await sara.seesNot("Anne Nilsen ber om fullmakt fra deg");
    sms += 1;
    await gateways.has({ sms, mail });
  });

  await scene("Anne chooses e-mail, and writes for Kari with a picture", async () => {
    await anne.open("/meg/varsler");
    await anne.page.locator("#helper-level-normal").check();
    await anne.page.locator("#channels-email").check();
    await anne.press("Lagre valgene");
    await actsFor(anne, KARI.name);
    await anne.go(`Skriv melding til ${HOME_NURSING}`);
    await anne.page.getByLabel("Hva gjelder det?").fill(TOPIC);
    await anne.page.getByLabel("Melding", { exact: true }).fill(QUESTION);
    await anne.press("Legg ved fil");
    await anne.page.setInputFiles("#file", file("plaster.png", png(240_000), "image/png"));
    await anne.press("Legg ved filen");
    await anne.go("Tilbake til meldingen");
    await anne.press("Fortsett");
    await anne.press("Send meldingen");
    await anne.seesHeading("Meldingen er sendt");
    await anne.sees("onsdag 3. februar kl. 15.30");
    thread = anne.path.split("/")[2];
  });

  await scene("Siri leads the duty; Per takes it and does not answer", async () => {
    await signIn([per, PER], [siri, SIRI]);
    await siri.open("/ansatt/enheten/vakt");
    await siri.page.getByLabel(/Siri Dahl/).check();
    await siri.press("Lagre hvem som har vakt");
    await desk.takes(per, thread);
    await per.open(desk.at(thread));
    await per.sees("Anne Nilsen på vegne av Kari Nilsen");
    await per.page.getByRole("link", { name: "plaster.png" }).first().waitFor();
  });

  await scene("the promise nears, and Siri is warned", async () => {
    await clockTo(nobody, { day: "3", month: "2", time: "11.46" });
    await signIn([siri, SIRI]);
    await siri.finds("/ansatt/arbeidsliste", "Du er varslet:");
  });

  await scene("an hour is left, and the conversation is back in the queue", async () => {
    await clockTo(nobody, { day: "3", month: "2", time: "14.31" });
    await signIn([per, PER]);
    await per.finds(desk.at(thread), "Lagt tilbake i køen fordi fristen er nær.");
  });

  await scene("Per answers: one SMS to Kari, one e-mail to Anne, and neither says what it is about", async () => {
    await desk.takes(per, thread);
    await desk.answers(per, thread, ANSWER);
    sms += 1;
    mail += 1;
    const seen = await gateways.has({ sms, mail });
    assert.match(seen.sms.at(-1).text, /^Du har fått en ny melding\. Logg inn på localhost:\d+\.$/);
    assert.equal(seen.mail.at(-1).to, "anne@innbygger.example");
  });

  await scene("Anne's number stands on both: one notice in all", async () => {
    await gateways.order({ act: "share_phone", of: "anne", with: "kari" });
    await desk.answers(per, thread, "Er det bra nå?");
    sms += 1;
    await gateways.has({ sms, mail });
  });

  await scene("Kari sees that Anne and Per have read", async () => {
    await signIn([anne, ANNE], [kari, KARI]);
    await actsFor(anne, KARI.name);
    await anne.open(`/meldinger/${thread}`);
    await anne.sees(ANSWER);
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Svaret kom innen fristen");
    await kari.open("/meg/hvem-har-sett");
    await kari.sees("Anne Nilsen");
    await kari.sees("Per Haug");
  });

  await scene("she takes it back, and Anne's open page stops at once", async () => {
    await kari.open("/meg/fullmakter");
    await kari.go(ANNE.name);
    await kari.press("Trekk tilbake");
    await kari.sees("Fullmakten er avsluttet.");
    const answer = await anne.page.reload();
    assert.equal(answer.status(), 403);
    await anne.seesHeading("Kari Nilsen har trukket tilbake fullmakten.");
    await anne.seesNot(ANSWER);
    assert.equal((await anne.open(`/meldinger/${thread}`)).status(), 404);
  });

  await scene("Sara's text is as neutral as any, and nobody is told with her", async () => {
    // That the power of attorney ended is news to Anne, at the number she shares with Kari.
    await nobody.page.waitForTimeout(SILENCE_MS);
    const now = await gateways.seen();
    [sms, mail] = [now.sms.length, now.mail.length];
    await per.open("/ansatt/arbeidsliste?del=alle");
    await per.go("Spørsmål om tidspunkt");
    const saras = per.path.split("/").at(-1);
    await desk.takes(per, saras);
    await desk.answers(per, saras, "Hei. Vi kommer klokka tolv.");
    sms += 1;
    const seen = await gateways.has({ sms, mail });
    assert.match(seen.sms.at(-1).text, /^Du har fått en ny melding\. Logg inn på localhost:\d+\.$/);
    await sara.isAnother();
    await sara.signInFromDemo(SARA.given, SARA.name);
    await sara.open(ASK);
    const form = { number: KARIS_NUMBER, messages: "yes", how_long: "one_year", act: "send" };
    const refused = await sara.context.request.post(new URL(ASK, sara.town.base).href, {
      form: { ...form, csrf: await sara.page.locator("main input[name=csrf]").first().inputValue() }, maxRedirects: 0,
    });
    assert.equal(refused.status(), 403);
  });

  await scene("Lise acts for Emil of nine, and Jonas of fourteen is not hers to act for", async () => {
    await signIn([lise, LISE]);
    await lise.page.getByLabel("Se og skrive").check();
    await lise.press("Ja, jeg samtykker");
    await lise.open("/meg/opptrer-for");
    await lise.seesNot("Jonas Berg");
    await actsFor(lise, "Emil Berg");
  });

  await scene("at midnight of Emil's twelfth birthday her open page stops, and he is not offered any more", async () => {
    await clockTo(nobody, { day: "1", month: "5", year: "2029", time: "23.40" });
    await signIn([lise, LISE]);
    await actsFor(lise, "Emil Berg");
    await clockTo(nobody, { day: "2", month: "5", year: "2029", time: "00.00" });
    assert.equal((await lise.page.reload()).status(), 403);
    await lise.open("/meg/opptrer-for");
    await lise.sees("Du kan ikke opptre for noen andre nå.");
    // Whoever has a list open leaves it before the town ends.
    for (const person of [per, siri]) await person.isAnother();
  });
}
