// Lise signs in for the first time: she is told who is responsible and what she says yes
// to, says it, helps Emil until he is twelve, takes it back, and comes again. Jonas is too
// young. A town of its own, since its clock is moved.

import assert from "node:assert/strict";
import { HOME_NURSING, JONAS, KARI, LISE, PER, SARA } from "./lib/cast.mjs";
import { clockTo, writes } from "./lib/forms.mjs";
import { journalOf } from "./lib/journal.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Lise says yes the first time she signs in, takes it back, and comes again";

const NOBODYS_NUMBER = "01818030270";
const SARAS_NUMBER = "08889000032";
/** The code for somebody who has become, or ceased to be, one who can be reached here. */
const STATUS = "SDAB";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const lise = await Person.atMachine(given, LISE.name);
  const jonas = await Person.atMachine(given, JONAS.name);
  const kari = await Person.atMachine(given, KARI.name);
  const sara = await Person.atMachine(given, SARA.name);
  const per = await Person.atMachine(given, PER.name);
  await per.open("/demo");
  const journal = await journalOf(per);
  const statuses = (count) => journal.until(
    (seen) => seen.entries.filter((one) => one.code === STATUS).length === count,
  );

  await scene("whoever signs in for the first time is told who is responsible, wherever she goes", async () => {
    await lise.signInFromDemo(LISE.given, LISE.name);
    await lise.seesHeading("Velkommen til Helsebro, Lise");
    await lise.sees("Solvik kommune har ansvar for det du og tjenestene der skriver til hverandre");
    await lise.sees("Du kan trekke samtykket når du vil");
    assert.ok(!(await lise.page.title()).includes(LISE.given));
    await lise.open("/meldinger");
    await lise.seesHeading("Velkommen til Helsebro, Lise");
  });

  await scene("nothing is chosen for her", async () => {
    const answer = await lise.press("Ja, jeg samtykker");
    assert.equal(answer.status(), 422);
    await lise.hasFocusOn(".ds-error-summary");
  });

  await scene("she says yes, comes to what she asked for, and the journal system is told at once", async () => {
    await lise.page.getByLabel("Se og skrive").check();
    await lise.press("Ja, jeg samtykker");
    assert.equal(lise.path, "/meldinger");
    await statuses(1);
  });

  await scene("Jonas, who is fourteen, gets information and phone numbers", async () => {
    await jonas.signInFromDemo(JONAS.given, JONAS.name);
    await jonas.seesHeading("Du kan ikke bruke Helsebro alene ennå");
    await jonas.sees("Solvik kommune");
    assert.equal(await jonas.page.getByRole("button", { name: "Ja, jeg samtykker" }).count(), 0);
  });

  await scene("Lise sees for Emil and not for Jonas", async () => {
    await lise.open("/meg/opptrer-for");
    await lise.seesNot("Jonas Berg");
    await lise.page.getByLabel("Emil Berg").check();
    await lise.press("Fortsett");
    await lise.seesHeading("Emil Berg");
  });

  await scene("nobody learns anything by asking to act for Sara, and she is not asked", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    const said = [];
    for (const number of [NOBODYS_NUMBER, SARAS_NUMBER]) {
      await kari.open("/meg/fullmakter/be-om");
      await kari.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill(number);
      await kari.press("Fortsett");
      await kari.press("Send forespørselen");
      said.push(await kari.words());
    }
    assert.equal(said[0], said[1]);
    await sara.signInFromDemo(SARA.given, SARA.name);
    await sara.seesHeading("Hei, Sara");
    await sara.seesNot("Kari Nilsen ber om fullmakt fra deg");
  });

  await scene("Lise is told what happens before she takes it back, and nothing is open to her then", async () => {
    await lise.press("Gå tilbake til meg selv");
    await lise.open("/meg");
    await lise.go("Samtykket ditt");
    await lise.sees("Du har sagt ja til å se og skrive her.");
    await lise.go("Se hva som skjer, og trekk samtykket");
    await lise.sees("Utkast du ikke har sendt, blir slettet.");
    await lise.sees("Brev fra kommunen kommer i posten");
    await lise.press("Trekk samtykket");
    await lise.seesHeading("Du bruker ikke Helsebro nå");
    await lise.sees("Samtykket er trukket. Det gjelder fra nå.");
    for (const path of ["/hjem", "/meldinger", "/helsekontakter", "/meg/opptrer-for", "/meg/hvem-har-sett"]) {
      await lise.open(path);
      await lise.seesHeading("Du bruker ikke Helsebro nå");
    }
    await statuses(2);
  });

  await scene("she comes back as easily, to all but messages, and can choose more", async () => {
    await lise.page.getByLabel("Bare se").check();
    await lise.press("Ja, jeg samtykker");
    const refused = await lise.open("/meldinger");
    assert.equal(refused.status(), 403);
    await lise.seesHeading("Dette har du ikke sagt ja til.");
    await lise.open("/meg/samtykke");
    await lise.page.getByLabel("Se og skrive").check();
    await lise.press("Lagre endringen");
    await lise.sees("Endringen er lagret og gjelder fra nå.");
    await lise.sees("samtykket trukket");
    await lise.open("/meldinger");
    await lise.seesHeading("Meldinger");
    await statuses(3);
  });

  await scene("the unit sees that a citizen does not read messages any more", async () => {
    const thread = await writes(kari, HOME_NURSING, "Nøkkelen", "Har dere ekstranøkkel?");
    await kari.open("/meg/samtykke/trekk-tilbake");
    await kari.press("Trekk samtykket");
    await per.signInFromDemo(PER.given, PER.name);
    await per.open(`/ansatt/samtaler/${thread}`);
    await per.sees("Innbyggeren leser ikke meldinger her nå. Ring i stedet.");
  });

  await scene("an hour before midnight of Emil's twelfth birthday Lise still acts for him", async () => {
    await clockTo(per, { day: "1", month: "5", year: "2029", time: "23.40" });
    await lise.isAnother();
    await lise.signInFromDemo(LISE.given, LISE.name);
    await lise.open("/meg/opptrer-for");
    await lise.page.getByLabel("Emil Berg").check();
    await lise.press("Fortsett");
    await lise.seesHeading("Emil Berg");
  });

  await scene("at midnight her open page stops, and Emil is not offered any more", async () => {
    await clockTo(per, { day: "2", month: "5", year: "2029", time: "00.00" });
    const answer = await lise.page.reload();
    assert.equal(answer.status(), 403);
    await lise.seesNot("Nytt til Emil");
    await lise.open("/meg/opptrer-for");
    await lise.sees("Du kan ikke opptre for noen andre nå.");
  });
}
