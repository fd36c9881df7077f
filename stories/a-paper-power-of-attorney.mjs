// Gerd has signed a power of attorney on paper. Siri registers it, Per confirms it
// against the paper, Ola acts, and Gerd sees it all; then she asks to have it ended.

import assert from "node:assert/strict";
import { GERD, OLA, PER, SIRI } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "A power of attorney on paper is seen by four eyes, and ends when the giver asks";

const PAPERS = "/ansatt/enheten/fullmakter";
const OLAS_NUMBER = "20906000106";
const ROW = `${GERD.name} gir fullmakt til ${OLA.name}`;

export async function tell(given) {
  const { scene } = given;
  const siri = await Person.atMachine(given, SIRI.name);
  const per = await Person.atMachine(given, PER.name);
  const gerd = await Person.atMachine(given, GERD.name);
  const ola = await Person.atMachine(given, OLA.name);

  await scene("Siri is told what is missing before she registers it", async () => {
    await siri.signInFromDemo(SIRI.given, SIRI.name);
    await siri.open("/ansatt/enheten");
    await siri.go("Se fullmakter på papir");
    const answer = await siri.press("Registrer fullmakten");
    assert.equal(answer.status(), 422);
    await siri.hasFocusOn(".ds-error-summary");
    await siri.sees("Velg minst én ting som fullmakten gjelder.");
  });

  await scene("she registers it, and cannot confirm it herself", async () => {
    await siri.page.getByLabel("Hvem gir fullmakten?").selectOption({ label: GERD.name });
    await siri.page.locator("#number").fill(OLAS_NUMBER);
    await siri.page.locator("#covers-messages").check();
    for (const [id, text] of [["#signed_day", "29"], ["#signed_month", "1"], ["#signed_year", "2027"]]) {
      await siri.page.locator(id).fill(text);
    }
    await siri.press("Registrer fullmakten");
    await siri.sees("Fullmakten er registrert. Den gjelder når en kollega har bekreftet den.");
    assert.ok(!siri.page.url().includes(OLAS_NUMBER));
    await siri.sees(ROW);
    await siri.sees("Du registrerte den selv. En kollega må bekrefte den.");
    assert.equal(await siri.page.getByRole("button", { name: /^Bekreft/ }).count(), 0);
  });

  await scene("it gives Ola nothing yet", async () => {
    await ola.signInFromDemo(OLA.given, OLA.name);
    await ola.open("/meg/opptrer-for");
    await ola.seesNot(GERD.name);
  });

  await scene("Per holds it against the paper and confirms it", async () => {
    await per.signInFromDemo(PER.given, PER.name);
    await per.open(PAPERS);
    await per.press(/^Bekreft fullmakten/);
    await per.sees("Fullmakten gjelder nå.");
    await per.sees(ROW);
  });

  await scene("Ola acts for Gerd", async () => {
    await ola.open("/meg/opptrer-for");
    await ola.page.getByLabel(GERD.name).check();
    await ola.press("Fortsett");
    await ola.seesHeading(GERD.name);
  });

  await scene("Gerd sees who acts for her, that it was on paper, and who registered and gave it", async () => {
    await gerd.signInFromDemo(GERD.given, GERD.name);
    await gerd.open("/meg/fullmakter");
    await gerd.go(OLA.name);
    await gerd.sees("Fullmakten ble gitt på papir og registrert av tjenesten.");
    await gerd.open("/meg/hvem-har-sett");
    await gerd.sees("Registrerte en fullmakt på papir");
    await gerd.sees(SIRI.name);
    await gerd.sees(PER.name);
  });

  await scene("Gerd asks at the counter, Siri ends it, and Ola's open page stops at once", async () => {
    await siri.open(PAPERS);
    await siri.press(/^Trekk tilbake/);
    await siri.sees("Fullmakten er trukket tilbake. Den gjelder ikke lenger.");
    const answer = await ola.page.reload();
    assert.equal(answer.status(), 403);
    await ola.open("/meg/opptrer-for");
    await ola.seesNot(new RegExp(`^${GERD.name}$`));
  });
}
