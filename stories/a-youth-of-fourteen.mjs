// Jonas is fourteen: without a parent's consent he gets information and phone numbers, with
// Lise's he uses what the unit has opened for his age, and she sees nothing of it. She takes
// it back and his open page stops; at sixteen he says yes alone. A town of its own, since its
// clock is moved.

import assert from "node:assert/strict";
import { HOME_NURSING, JONAS, LISE, PER } from "./lib/cast.mjs";
import { clockTo, desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { listFor } from "./lib/lists.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Jonas of fourteen uses what is opened for youths, with a parent's consent";

const JONAS_NUMBER = "14891250178";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const lise = await Person.atMachine(given, LISE.name);
  const jonas = await Person.atMachine(given, JONAS.name);
  const per = await Person.atMachine(given, PER.name);
  let thread;

  await scene("without a parent's consent Jonas gets information and phone numbers", async () => {
    await jonas.signInFromDemo(JONAS.given, JONAS.name);
    await jonas.sees("Da må en av foreldrene dine samtykke før du kan bruke Helsebro.");
    await jonas.sees("Solvik kommune");
    await jonas.open("/meldinger");
    await jonas.seesHeading("Du kan ikke bruke Helsebro alene ennå");
  });

  await scene("Lise consents for Jonas from her own page, and for nobody else", async () => {
    await lise.signInFromDemo(LISE.given, LISE.name);
    await lise.go("Se og samtykk");
    await lise.seesNot("Emil Berg");
    await lise.sees("Fra 16 år bestemmer Jonas selv.");
    await lise.press("Samtykk for Jonas");
    await lise.sees("Samtykket er lagret. Det gjelder fra nå.");
  });

  await scene("Jonas says yes himself, and reaches no service that is not opened for his age", async () => {
    await listFor(given.town, JONAS_NUMBER, JONAS);
    await jonas.open("/meg/samtykke");
    await jonas.sees("De ser ikke det du gjør her.");
    await jonas.press("Ja, jeg samtykker");
    await jonas.open("/helsekontakter");
    await jonas.seesNot(HOME_NURSING);
  });

  await scene("Per opens home nursing for youths, and Jonas writes to it", async () => {
    await per.signInFromDemo(PER.given, PER.name);
    await per.open("/ansatt/enheten/ungdom");
    await per.page.getByLabel("Åpen for ungdom på 13 til 15 år").check();
    await per.press("Lagre valget");
    thread = await writes(jonas, HOME_NURSING, "Bandasjen", "Hvor ofte skal jeg bytte den?");
    await jonas.open(`/meldinger/${thread}`);
    await jonas.sees("Hvor ofte skal jeg bytte den?");
  });

  await scene("Lise sees nothing of it, and cannot act for him", async () => {
    await lise.open("/meg/samtykke");
    await lise.page.getByLabel("Se og skrive").check();
    await lise.press("Ja, jeg samtykker");
    await lise.open("/meg/opptrer-for");
    await lise.seesNot("Jonas Berg");
    const answer = await lise.open(`/meldinger/${thread}`);
    assert.equal(answer.status(), 404);
  });

  await scene("Per opens that one conversation to Lise after an assessment, and has told Jonas", async () => {
    await per.open(desk.at(thread));
    await per.go("Pårørende og foreldre", per.page.locator("aside"));
    await per.page.locator("#open-parent").getByLabel("Lise Berg").check();
    await per.page.locator("#why-open").fill("Mor skifter bandasjen hjemme og må vite hvor ofte.");
    const answer = await per.press("Åpne samtalen");
    assert.equal(answer.status(), 422);
    await per.sees("Fortell det til ungdommen først, og kryss av.");
    await per.page.getByLabel("Jeg har fortalt det til ungdommen").check();
    await per.press("Åpne samtalen");
    await per.sees("Lise Berg kan se denne samtalen.");
    await jonas.open("/meg/fullmakter");
    await jonas.sees("Lise Berg kan se én av samtalene dine.");
  });

  await scene("Lise reads that one for Jonas, until Per ends it; then her open page stops", async () => {
    await lise.open("/meg/opptrer-for");
    await lise.page.getByLabel("Jonas Berg").check();
    await lise.press("Fortsett");
    await lise.open(`/meldinger/${thread}`);
    await lise.sees("Hvor ofte skal jeg bytte den?");
    await per.press(/^Avslutt åpningen/, per.page.locator("main"));
    await per.sees("Samtalen er ikke åpnet for noen.");
    const answer = await lise.page.reload();
    assert.equal(answer.status(), 403);
    await lise.seesNot("Hvor ofte skal jeg bytte den?");
  });

  await scene("she takes it back, his open page stops, and the unit sees that he does not read here", async () => {
    await lise.open("/meg/samtykke/barn");
    await lise.press("Trekk samtykket for Jonas");
    await lise.sees("Samtykket er trukket. Det gjelder fra nå.");
    await jonas.page.reload();
    await jonas.seesHeading("Du kan ikke bruke Helsebro alene ennå");
    await jonas.seesNot("Hvor ofte skal jeg bytte den?");
    await per.open(desk.at(thread));
    await per.sees("Innbyggeren leser ikke meldinger her nå. Ring i stedet.");
  });

  await scene("on his sixteenth birthday his own yes is enough, and Lise is not asked any more", async () => {
    await clockTo(per, { day: "14", month: "9", year: "2028", time: "09.00" });
    for (const [person, who] of [[jonas, JONAS], [lise, LISE]]) {
      await person.isAnother();
      await person.signInFromDemo(who.given, who.name);
    }
    await jonas.open(`/meldinger/${thread}`);
    await jonas.sees("Hvor ofte skal jeg bytte den?");
    await lise.open("/meg/samtykke/barn");
    await lise.sees("Det er ingen ungdom du kan samtykke for her nå.");
  });
}
