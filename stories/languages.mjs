// Bokmål, nynorsk and English: a switch keeps the page, and the choice is kept.

import assert from "node:assert/strict";
import { ARNE, MONA } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "The language can be changed on any page, and stays";

export async function tell(given) {
  const { scene } = given;
  const arne = await Person.atMachine(given, ARNE.name);
  const inLanguage = async (person, tag, path) => {
    assert.equal(await person.page.locator("html").getAttribute("lang"), tag);
    if (path) assert.equal(person.path, path);
  };

  await scene("a browser gets the language that it asks for", async () => {
    for (const [locale, tag] of [["en-GB", "en"], ["nn-NO", "nn"], ["nb-NO", "nb"], ["de-DE", "nb"]]) {
      const someone = await Person.atMachine(given, `Someone with ${locale}`, { locale });
      await someone.open("/");
      await inLanguage(someone, tag, "/");
    }
  });

  await scene("a switch on a public page keeps the page", async () => {
    await arne.open("/hjelp");
    await inLanguage(arne, "nb");
    await arne.press("Nynorsk");
    await inLanguage(arne, "nn", "/hjelp");
    await arne.press("English");
    await inLanguage(arne, "en", "/hjelp");
    await arne.press("Bokmål");
    await inLanguage(arne, "nb", "/hjelp");
  });

  await scene("so it does when one is signed in, with what is asked for in the address", async () => {
    await arne.signInFromDemo(ARNE.given, ARNE.name);
    await arne.open("/meldinger?eldre=1");
    await arne.press("Nynorsk");
    await inLanguage(arne, "nn", "/meldinger");
    await arne.open("/hjem");
    await inLanguage(arne, "nn");
    await arne.sees("Dei du kan skrive til");
  });

  await scene("the choice stands on his own page, and holds at the next sign-in elsewhere", async () => {
    await arne.open("/meg");
    assert.ok(await arne.page.getByLabel("Nynorsk").isChecked());
    await arne.page.getByLabel("English").check();
    await arne.press("Lagre vala");
    await inLanguage(arne, "en", "/meg");
    const elsewhere = await Person.atMachine(given, "Arne elsewhere");
    await elsewhere.signInFromDemo(ARNE.given, ARNE.name);
    await inLanguage(elsewhere, "en", "/hjem");
    await elsewhere.sees("People you can write to");
  });

  await scene("staff choose theirs too", async () => {
    const mona = await Person.atMachine(given, MONA.name);
    await mona.signInFromDemo(MONA.given, MONA.name);
    await mona.open("/ansatt/snarveier");
    await mona.press("English");
    await inLanguage(mona, "en", "/ansatt/snarveier");
    await mona.open("/ansatt/arbeidsliste");
    await inLanguage(mona, "en");
  });

  await scene("what is said in another language than the page is marked so", async () => {
    await arne.open("/");
    const marked = await arne.page.locator("[lang=nn]").allInnerTexts();
    assert.ok(marked.some((text) => text.includes("Nynorsk")));
  });
}
