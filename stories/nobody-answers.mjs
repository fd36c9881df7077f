// Nobody answers: the promise nears, whoever leads the duty is warned, the conversation
// goes back to the queue by itself, and Per answers. A town of its own, since its clock
// is moved.

import { HOME_NURSING, KARI, PER, SIRI } from "./lib/cast.mjs";
import { clockTo, desk, sendForm, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Nobody answers, the duty lead is warned, and the conversation returns to the queue";

const TOPIC = "Plaster til leggen";
const QUESTION = "Såret på leggen væsker litt mer enn før. Kan dere se på det?";
const NOTE = "Plaster ligger i bil 3.";
const BEGUN = "Hei, Kari. Jeg har sett at";
const ANSWER = "Hei, Kari. Jeg kommer innom i dag.";
const STANDARD = "Ring oss på 75 00 01 20 hvis det haster.";
const SAID = "Vi snakket om såret. Per kommer innom i dag.";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const nobody = await Person.atMachine(given, "nobody");
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);
  const siri = await Person.atMachine(given, SIRI.name);
  let thread;
  const signsInAnew = async () => {
    for (const person of [per, siri, kari]) await person.isAnother();
    await per.signInFromDemo(PER.given, PER.name);
    await siri.signInFromDemo(SIRI.given, SIRI.name);
    await kari.signInFromDemo(KARI.given, KARI.name);
  };

  await scene("Siri leads the duty at home nursing, and keeps a standard reply ready", async () => {
    await siri.signInFromDemo(SIRI.given, SIRI.name);
    await siri.go("Enheten");
    await siri.sees("Ingen er valgt. Alle ved enheten blir varslet.");
    await siri.go("Velg hvem som har vakt");
    await siri.page.getByLabel(/Siri Dahl/).check();
    await siri.press("Lagre hvem som har vakt");
    await siri.sees("Endringen er lagret.");
    const list = "/ansatt/enheten/standardsvar";
    await sendForm(siri, list, list, { title: "Haster", body: STANDARD, act: "keep" });
  });

  await scene("Kari writes, and Per takes it and begins to answer", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    thread = await writes(kari, HOME_NURSING, TOPIC, QUESTION);
    await per.signInFromDemo(PER.given, PER.name);
    await desk.takes(per, thread);
    await per.open(desk.at(thread));
    await per.page.locator("#body").fill(BEGUN);
    await per.press("Lagre utkast");
    await per.sees("Utkastet er lagret.");
    await per.page.getByRole("link", { name: "Internt notat" }).click();
    await per.page.locator("#body").fill(NOTE);
    await per.press("Lagre notatet");
    await per.sees(NOTE);
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Du får svar senest onsdag 3. februar kl. 15.30.");
    await kari.seesNot(NOTE);
  });

  await scene("half of the day is gone: Siri is warned, and Per reads that she was", async () => {
    await clockTo(nobody, { day: "3", month: "2", time: "11.46" });
    await signsInAnew();
    await siri.finds("/ansatt/arbeidsliste", "Du er varslet:");
    await per.open(desk.at(thread));
    // What he had begun is there still.
    await per.sees(NOTE);
    await per.page.locator("#body").filter({ hasText: BEGUN }).waitFor();
  });

  await scene("an hour is left: the conversation goes back to the queue by itself", async () => {
    await clockTo(nobody, { day: "3", month: "2", time: "14.31" });
    await signsInAnew();
    await per.finds(desk.at(thread), "Lagt tilbake i køen fordi fristen er nær.");
    await per.open("/ansatt/arbeidsliste");
    await per.sees("Siri Dahl, som har vakt, ble varslet");
    await per.page.getByRole("link", { name: TOPIC, exact: true }).waitFor();
  });

  await scene("Siri talks with Kari on the phone; that is not the answer, so the promise stands", async () => {
    await siri.open(`${desk.at(thread)}/kontakt`);
    await siri.page.getByLabel("På telefon").check();
    await siri.page.locator("#body").fill(SAID);
    await siri.page.getByLabel("Nei, fristen for svar gjelder fortsatt").check();
    await siri.press("Loggfør samtalen");
    await siri.sees("Samtalen dere hadde, er loggført.");
    await siri.sees("Svar lovet");
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Snakket sammen på telefon i dag kl. 14.3");
    await kari.sees(SAID);
    await kari.sees("Du får svar senest");
  });

  await scene("Per takes it, puts a standard reply in, and answers in time", async () => {
    await desk.takes(per, thread);
    await per.open(desk.at(thread));
    await per.page.locator("#body").fill(ANSWER);
    await per.page.getByText("Sett inn standardsvar").click();
    await per.press("Sett inn");
    await per.sees("Standardsvaret står i feltet.");
    await per.press("Send svar");
    await per.sees("Svaret er sendt.");
    await kari.open(`/meldinger/${thread}`);
    await kari.sees(ANSWER);
    await kari.sees(STANDARD);
    await kari.sees("Svaret kom innen fristen");
    await kari.seesNot(NOTE);
    await kari.seesNot("Lagt tilbake");
  });
}
