// Bokmål, nynorsk and English: a switch keeps the page, and the choice is kept.

import assert from "node:assert/strict";
import { LISE, MONA } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "The language can be changed on any page, and stays";

export async function tell(given) {
  const { scene } = given;
  const lise = await Person.atMachine(given, LISE.name);
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
    await lise.open("/hjelp");
    await inLanguage(lise, "nb");
    await lise.press("Nynorsk");
    await inLanguage(lise, "nn", "/hjelp");
    await lise.press("English");
    await inLanguage(lise, "en", "/hjelp");
    await lise.press("Bokmål");
    await inLanguage(lise, "nb", "/hjelp");
  });

  await scene("so it does when one is signed in, with what is asked for in the address", async () => {
    await lise.signInFromDemo(LISE.given, LISE.name);
    await lise.open("/meldinger?lagret=1");
    await lise.press("Nynorsk");
    await inLanguage(lise, "nn", "/meldinger");
    assert.match(lise.page.url(), /\?lagret=1$/);
    await lise.open("/hjem");
    await inLanguage(lise, "nn");
    await lise.sees("Dei du kan skrive til");
  });

  await scene("the choice stands on his own page, and holds at the next sign-in elsewhere", async () => {
    await lise.open("/meg");
    assert.ok(await lise.page.getByLabel("Nynorsk").isChecked());
    await lise.page.getByLabel("English").check();
    await lise.press("Lagre vala");
    await inLanguage(lise, "en", "/meg");
    const elsewhere = await Person.atMachine(given, "Lise elsewhere");
    await elsewhere.signInFromDemo(LISE.given, LISE.name);
    await inLanguage(elsewhere, "en", "/hjem");
    await elsewhere.sees("People you can write to");
    // Others read her pages after this, in the language they are used to.
    await elsewhere.open("/meg");
    await elsewhere.page.getByLabel("Bokmål").check();
    await elsewhere.press("Save the choices");
    await inLanguage(elsewhere, "nb", "/meg");
  });

  await scene("staff choose theirs too", async () => {
    const mona = await Person.atMachine(given, MONA.name);
    await mona.signInFromDemo(MONA.given, MONA.name);
    await mona.open("/ansatt/snarveier");
    await mona.press("English");
    await inLanguage(mona, "en", "/ansatt/snarveier");
    await mona.open("/ansatt/arbeidsliste");
    await inLanguage(mona, "en");
    await mona.press("Bokmål");
    await inLanguage(mona, "nb", "/ansatt/arbeidsliste");
  });

  await scene("what is said in another language than the page is marked so", async () => {
    await lise.open("/");
    const marked = await lise.page.locator("[lang=nn]").allInnerTexts();
    assert.ok(marked.some((text) => text.includes("Nynorsk")));
  });
}
