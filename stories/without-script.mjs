// The same from end to end with JavaScript turned off on both machines.

import assert from "node:assert/strict";
import { HOME_NURSING, OLA, SIRI } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "Ola writes and Siri answers without script";

const TOPIC = "Dusj på fredag";
const LIMIT = 1000;
const FIRST = "Kan jeg få hjelp til dusjen fredag i stedet for torsdag?";
const ANSWER = "Ja, vi kommer fredag mellom klokka 9 og 11.";
const THANKS = "Takk, det passer fint.";

export async function tell(given) {
  const { scene } = given;
  const ola = await Person.atMachine(given, OLA.name, { script: false });
  const siri = await Person.atMachine(given, SIRI.name, { script: false });

  await scene("Siri and Ola sign in", async () => {
    await siri.signInFromDemo(SIRI.given, SIRI.name);
    await siri.seesHeading("Arbeidsliste");
    await ola.signInFromDemo(OLA.given, OLA.name);
    await ola.seesHeading("Hei, Ola");
  });

  await scene("Ola has one to write to, so he is not asked whom", async () => {
    await ola.go(/^Meldinger/, ola.page.getByRole("navigation", { name: "Hovedmeny" }));
    await ola.go("Skriv ny melding");
    await ola.seesHeading(`Skriv til ${HOME_NURSING}`);
    await ola.sees("Høyst 1000 tegn");
    await ola.sees("senest onsdag 3. februar kl. 15.30");
  });

  await scene("what is too long and what is missing come back with his text in it", async () => {
    await ola.page.getByLabel("Melding", { exact: true }).fill("x".repeat(LIMIT + 1));
    const answer = await ola.press("Fortsett");
    assert.equal(answer.status(), 422);
    await ola.sees("Skriv hva meldingen gjelder.");
    await ola.sees("Meldingen er 1 tegn for lang. Kort den ned til 1000 tegn.");
    assert.equal((await ola.page.getByLabel("Melding", { exact: true }).inputValue()).length, LIMIT + 1);
    await ola.page.locator(".ds-error-summary").getByRole("link").first().click();
    assert.match(ola.page.url(), /#topic$/);
  });

  await scene("he saves a draft, finds it again, and sends it", async () => {
    await ola.page.getByLabel("Hva gjelder det?").fill(TOPIC);
    await ola.page.getByLabel("Melding", { exact: true }).fill(FIRST);
    await ola.press("Lagre utkast");
    await ola.sees("Utkastet er lagret.");
    await ola.go(TOPIC, ola.page.locator("main"));
    assert.equal(await ola.page.getByLabel("Melding", { exact: true }).inputValue(), FIRST);
    await ola.press("Fortsett");
    await ola.seesHeading("Se over og send");
    await ola.press("Send meldingen");
    await ola.seesHeading("Meldingen er sendt");
    await ola.sees(/SOL-2027-\d{6}/);
    await ola.go("Gå til samtalen");
    await ola.sees("Du får svar senest onsdag 3. februar kl. 15.30.");
  });

  await scene("Siri looks for new ones with a link, takes it and answers", async () => {
    await siri.go("Se etter nye");
    await siri.press("Ta samtalen med Ola Moen", siri.page.getByRole("row").filter({ hasText: TOPIC }));
    await siri.sees("Du har tatt samtalen.");
    await siri.press("Send svar");
    await siri.sees("Skriv en melding først.");
    await siri.page.getByLabel("Melding", { exact: true }).fill(ANSWER);
    await siri.press("Send svar");
    await siri.sees("Svaret er sendt.");
  });

  await scene("Ola reads, and writes back in the same conversation", async () => {
    await ola.go("Hjem", ola.page.getByRole("navigation", { name: "Hovedmeny" }));
    await ola.go(`Melding fra ${HOME_NURSING}`, ola.page.getByRole("listitem").filter({ hasText: TOPIC }));
    await ola.sees(ANSWER);
    await ola.page.getByLabel("Skriv mer i samtalen").fill(THANKS);
    await ola.press("Send", ola.page.locator("main"));
    await ola.sees(/Meldingen er sendt\. Referanse/);
    await ola.sees(THANKS);
  });

  await scene("Siri sees that he has read, and closes with a reason", async () => {
    await siri.go(/^Mine/, siri.page.getByRole("navigation", { name: "Deler av arbeidslisten" }));
    await siri.go(TOPIC, siri.page.locator("main"));
    await siri.sees(/Lest av Ola Moen/);
    await siri.go("Avslutt uten svar");
    await siri.press("Avslutt samtalen");
    await siri.sees("Velg hvorfor du avslutter.");
    await siri.page.getByLabel("Spørsmålet er besvart").check();
    await siri.press("Avslutt samtalen");
    await siri.sees("Samtalen er avsluttet.");
  });

  await scene("Ola sees that it is closed and why, and can write about the same", async () => {
    await ola.page.reload();
    await ola.sees(/fordi spørsmålet er besvart/);
    await ola.go("Skriv ny melding om det samme");
    assert.equal(await ola.page.getByLabel("Hva gjelder det?").inputValue(), TOPIC);
  });

  await scene("both sign out", async () => {
    await ola.press("Logg ut", ola.page.locator("header"));
    await ola.press("Fullfør utloggingen");
    await ola.page.waitForURL(/\/utlogget/);
    await ola.seesHeading("Du er logget ut");
    await siri.press("Logg ut", siri.page.locator("header"));
    await siri.press("Fullfør utloggingen");
    await siri.page.waitForURL(/\/utlogget/);
    await siri.open("/ansatt/arbeidsliste");
    await siri.seesHeading("Logg inn med HelseID");
  });
}
