// Anne asks to help her mother, Kari says yes, Anne writes in her own name, and Kari
// takes it back while Anne's page is open.

import assert from "node:assert/strict";
import { ANNE, HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "Anne helps her mother, in her own name, for as long as Kari wants";

const KARIS_NUMBER = "12864800015";
const ANNES_NUMBER = "03837500035";
const NOBODYS_NUMBER = "01825010099";
const TOPIC = "Nøkkelen til døra";
const MESSAGE = "Mor har låst seg ute. Har dere ekstranøkkel?";

export async function tell(given) {
  const { scene } = given;
  const anne = await Person.atMachine(given, ANNE.name);
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);

  await scene("Anne asks for a power of attorney, and is told when the number cannot be one", async () => {
    await anne.signInFromDemo(ANNE.given, ANNE.name);
    await anne.open("/meg/opptrer-for");
    await anne.sees("Du kan ikke opptre for noen andre nå.");
    await anne.go("Be om fullmakt");
    await anne.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill("123");
    const answer = await anne.press("Fortsett");
    assert.equal(answer.status(), 422);
    await anne.hasFocusOn(".ds-error-summary");
  });

  const words = await scene("the answer is the same whoever's number it was", async () => {
    const said = [];
    for (const number of [NOBODYS_NUMBER, KARIS_NUMBER]) {
      await anne.open("/meg/fullmakter/be-om");
      await anne.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill(number);
      await anne.press("Fortsett");
      await anne.seesHeading("Se over forespørselen");
      await anne.press("Send forespørselen");
      await anne.seesHeading("Forespørselen er sendt hvis det er mulig");
      assert.ok(!anne.page.url().includes(number));
      said.push(await anne.words());
    }
    return said;
  });
  assert.equal(words[0], words[1]);

  await scene("Kari sees on her front page that Anne asks, what she will be able to do, and says yes", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.go("Anne Nilsen ber om fullmakt fra deg");
    await kari.seesHeading("Anne Nilsen ber om fullmakt fra deg");
    await kari.sees("Lese og skrive meldinger, og se helsekontakter");
    await kari.sees("Du kan trekke den tilbake når du vil.");
    await kari.press("Gi fullmakt");
    await kari.sees("Du har gitt fullmakt.");
    await kari.page.getByRole("heading", { level: 3, name: ANNE.name }).waitFor();
  });

  await scene("Anne goes over to Kari, and every page says so", async () => {
    await anne.open("/meg/opptrer-for");
    await anne.page.getByLabel("Kari Nilsen").check();
    await anne.press("Fortsett");
    await anne.seesHeading("Kari Nilsen");
    const banner = anne.page.getByRole("region", { name: "Du opptrer for en annen" });
    await anne.sees("Du opptrer for Kari Nilsen", banner);
    for (const path of ["/meldinger", "/helsekontakter", "/hjelp"]) {
      await anne.open(path);
      await banner.waitFor();
    }
  });

  const thread = await scene("she writes for Kari in her own name", async () => {
    await anne.open("/hjem");
    await anne.go(`Skriv melding til ${HOME_NURSING}`);
    await anne.page.getByLabel("Hva gjelder det?").fill(TOPIC);
    await anne.page.getByLabel("Melding", { exact: true }).fill(MESSAGE);
    await anne.press("Fortsett");
    await anne.press("Send meldingen");
    await anne.seesHeading("Meldingen er sendt");
    return anne.path.replace("/kvittering", "");
  });

  await scene("Kari and Per read who wrote, and for whom", async () => {
    await kari.open(thread);
    await kari.sees("Anne Nilsen på vegne av Kari Nilsen");
    await per.signInFromDemo(PER.given, PER.name);
    await per.open(`/ansatt/samtaler${thread.replace("/meldinger", "")}`);
    await per.sees("Anne Nilsen på vegne av Kari Nilsen");
  });

  await scene("a page of Kari's that is open in one tab is not sent when another tab is Anne's own", async () => {
    await anne.open(thread);
    await anne.page.locator("#body").fill("Dette gjelder mor.");
    const other = await anne.context.newPage();
    await other.goto(new URL("/hjem", anne.town.base).href);
    await other.getByRole("button", { name: "Gå tilbake til meg selv" }).click();
    await other.getByText("Du er tilbake som deg selv.").waitFor();
    await other.close();
    const answer = await anne.press("Send", anne.page.locator("main"));
    assert.equal(answer.status(), 409);
    await anne.seesHeading("Ingenting er sendt");
    await kari.open(thread);
    await kari.seesNot("Dette gjelder mor.");
  });

  await scene("Kari takes it back, and Anne's open page stops at once", async () => {
    await anne.open("/meg/opptrer-for");
    await anne.page.getByLabel("Kari Nilsen").check();
    await anne.press("Fortsett");
    await anne.open(thread);
    await kari.open("/meg/fullmakter");
    await kari.go(ANNE.name);
    await kari.sees("Det gjelder med en gang.");
    await kari.press("Trekk tilbake");
    await kari.sees("Fullmakten er avsluttet.");
    const answer = await anne.page.reload();
    assert.equal(answer.status(), 403);
    await anne.seesHeading("Kari Nilsen har trukket tilbake fullmakten.");
    await anne.seesNot(MESSAGE);
    const gone = await anne.open(thread);
    assert.equal(gone.status(), 404);
    await anne.open("/meg/opptrer-for");
    await anne.sees("Kari Nilsen: fullmakten tok slutt");
  });

  const answers = await scene("later Kari offers one herself, and is told the same whoever's number it is", async () => {
    const said = [];
    for (const number of [NOBODYS_NUMBER, ANNES_NUMBER]) {
      await kari.open("/meg/fullmakter");
      await kari.go("Gi fullmakt til noen");
      await kari.page.getByLabel("Fødselsnummeret til den som skal hjelpe deg").fill(number);
      await kari.press("Fortsett");
      await kari.seesHeading("Se over fullmakten");
      await kari.press("Send tilbudet");
      await kari.seesHeading("Tilbudet er sendt hvis det er mulig");
      assert.ok(!kari.page.url().includes(number));
      said.push(await kari.words());
    }
    return said;
  });
  assert.equal(answers[0], answers[1]);

  await scene("Anne may not act for her before she has accepted it with her own eID", async () => {
    await anne.open("/meg/opptrer-for");
    await anne.seesNot("Kari Nilsen", anne.page.getByRole("radio"));
    await anne.open("/hjem");
    await anne.go("Kari Nilsen vil gi deg fullmakt");
    await anne.seesHeading("Kari Nilsen vil gi deg fullmakt");
    await anne.sees("Dette kan du gjøre for Kari");
    await anne.press("Ta imot fullmakten");
    await anne.sees("Du har tatt imot fullmakten.");
    await anne.open("/meg/opptrer-for");
    await anne.page.getByLabel("Kari Nilsen").check();
    await anne.press("Fortsett");
    await anne.seesHeading("Kari Nilsen");
  });

  await scene("Kari sees that the person has said yes, and takes back the offer that nobody answered", async () => {
    await kari.open("/meg/fullmakter");
    await kari.sees("Personen har sagt ja.");
    await kari.press(/^Trekk tilbake tilbudet/);
    await kari.sees("Tilbudet er trukket tilbake.");
    await kari.go(ANNE.name);
    await kari.press("Trekk tilbake");
    await kari.sees("Fullmakten er avsluttet.");
    assert.equal((await anne.page.reload()).status(), 403);
  });
}
