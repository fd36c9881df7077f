// A breach is known on Maundy Thursday evening. The clock runs through Easter and the change
// of the clocks, and the data protection officer closes it in time. In a town of its own,
// since the clock is moved.

import assert from "node:assert/strict";
import { HILDE, KARI, LISE, NINA, OLA } from "./lib/cast.mjs";
import { registersBreach } from "./lib/breaches.mjs";
import { clockTo } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "The data protection officer closes a breach within 72 hours, over Easter";

const STORY = "En liste med navnet ditt lå på bussen i en time. Den er funnet igjen.";
const KINDS = "Pasienter i hjemmesykepleien: navn og adresse.";
const CONSEQUENCES = "Andre kan ha sett hvem som får hjelp hjemme.";
const MEASURES = "Listen er funnet igjen, og rutinen er endret.";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const anybody = await Person.atMachine(given, "anybody");
  const hilde = await Person.atMachine(given, HILDE.name);
  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  let breach;

  await scene("Nina at the operator finds a breach and tells Solvik", async () => {
    await clockTo(anybody, { day: "25", month: "3", time: "22.10" });
    const nina = await Person.atMachine(given, NINA.name);
    await comes(nina, NINA);
    await registersBreach(nina, "/drift/brudd", { day: "25.3.2027", time: "21.00" });
    await nina.page.getByLabel("Hvem har ansvaret for opplysningene?").selectOption({ label: "Solvik kommune" });
    await nina.press("Fortell kommunen");
    await nina.sees("Lagret.");
    await nina.leave(given.people);
  });

  await scene("Hilde sees it: the 72 hours end on Easter Sunday, an hour later by the clock", async () => {
    await comes(hilde, HILDE);
    await hilde.go("Brudd");
    const words = await hilde.words();
    assert.match(words, /28\. mars 2027.*23[.:]10/s, words);
    await hilde.follow(hilde.page.locator("main table a"));
    breach = hilde.path;
    await hilde.sees(/Databehandleren fortalte om det/);
    await hilde.sees("72 timer løper");
    const answer = await hilde.press("Avslutt bruddet");
    assert.equal(answer.status(), 422);
    await hilde.sees("Vurderingen mangler");
  });

  await scene("a day is left on Easter Saturday night, and the alarm shows", async () => {
    await clockTo(anybody, { day: "28", month: "3", time: "09.00" });
    await comes(hilde, HILDE);
    await hilde.open(breach);
    await hilde.sees("Under et døgn igjen");
  });

  await scene("she assesses it as high; it cannot be closed before the authority and the people are told", async () => {
    await hilde.page.getByLabel("Høy").check();
    await hilde.page.getByLabel("Hvor mange gjelder det, omtrent?").fill("2");
    await hilde.page.getByLabel("Hvem gjelder det, og hva slags opplysninger?").fill(KINDS);
    await hilde.page.getByLabel("Hvor mange oppføringer gjelder det, omtrent?").fill("2");
    await hilde.page.getByLabel("Hva er gjort, eller skal gjøres?").fill(MEASURES);
    const answer = await hilde.press("Lagre vurderingen");
    assert.equal(answer.status(), 422);
    await hilde.sees("Vurderingen mangler");
    await hilde.page.getByLabel("Hva kan det føre til?").fill(CONSEQUENCES);
    await hilde.press("Lagre vurderingen");
    await hilde.sees("Lagret.");
    await hilde.press("Avslutt bruddet");
    await hilde.sees("Datatilsynet har ikke fått melding.");
    await hilde.page.getByLabel("Dato", { exact: true }).fill("28.3.2027");
    await hilde.page.getByLabel("Klokkeslett").fill("08.30");
    await hilde.page.getByLabel("Datatilsynets referanse").fill("27/00123");
    await hilde.press("Lagre at Datatilsynet har fått melding");
    await hilde.sees("Klokka er stanset");
    await hilde.press("Avslutt bruddet");
    await hilde.sees("De det gjelder, har ikke fått vite det.");
  });

  await scene("Kari, Ola and Emil are told, and it is closed", async () => {
    await hilde.page.getByLabel("Ja, hver enkelt").check();
    await hilde.page.getByLabel("Hva skal de lese?").fill(STORY);
    // Kari, and Emil, who is nine.
    await hilde.page.getByLabel("Fødselsnumre").fill("12864800015\n02851750153");
    await hilde.page.getByLabel("Alle som får tjenesten fra").selectOption({ label: "Hjemmesykepleien Solvik øst" });
    await hilde.press("Lagre, og fortell dem");
    await hilde.sees("Lagret.");
    await hilde.press("Avslutt bruddet");
    await hilde.sees("Avsluttet");
    assert.equal(await hilde.page.getByRole("button", { name: "Avslutt bruddet" }).count(), 0);
  });

  await scene("each reads what happened, and whom to ring", async () => {
    for (const who of [KARI, OLA]) {
      const person = await Person.atMachine(given, who.name);
      await comes(person, who);
      await person.open("/meg/brudd");
      await person.sees(STORY);
      await person.sees("75 00 01 00");
      await person.leave(given.people);
    }
  });

  await scene("Lise reads of it for Emil, by the way from who has seen, and as herself she has nothing to read", async () => {
    const lise = await Person.atMachine(given, LISE.name);
    await comes(lise, LISE);
    await lise.page.getByLabel("Se og skrive").check();
    await lise.press("Ja, jeg samtykker");
    await lise.open("/meg/brudd");
    await lise.seesNot(STORY);
    await lise.open("/meg/opptrer-for");
    await lise.page.getByLabel("Emil Berg").check();
    await lise.press("Fortsett");
    await lise.open("/meg/hvem-har-sett");
    await lise.go("Brudd på sikkerheten");
    await lise.seesHeading("Brudd på sikkerheten som gjelder Emil Berg");
    await lise.sees(STORY);
    await lise.leave(given.people);
  });
}
