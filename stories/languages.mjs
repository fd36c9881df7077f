// Bokmål, nynorsk and English: a switch keeps the page, and the choice is kept.

import assert from "node:assert/strict";
import { SARA, MONA } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "The language can be changed on any page, and stays";

export async function tell(given) {
  const { scene } = given;
  const sara = await Person.atMachine(given, SARA.name);
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
    await sara.open("/hjelp");
    await inLanguage(sara, "nb");
    await sara.press("Nynorsk");
    await inLanguage(sara, "nn", "/hjelp");
    await sara.press("English");
    await inLanguage(sara, "en", "/hjelp");
    await sara.press("Bokmål");
    await inLanguage(sara, "nb", "/hjelp");
  });

  await scene("so it does when one is signed in, with what is asked for in the address", async () => {
    await sara.signInFromDemo(SARA.given, SARA.name);
    await sara.open("/meldinger?lagret=1");
    await sara.press("Nynorsk");
    await inLanguage(sara, "nn", "/meldinger");
    assert.match(sara.page.url(), /\?lagret=1$/);
    await sara.open("/hjem");
    await inLanguage(sara, "nn");
    await sara.sees("Dei du kan skrive til");
  });

  await scene("the choice stands on his own page, and holds at the next sign-in elsewhere", async () => {
    await sara.open("/meg");
    assert.ok(await sara.page.getByLabel("Nynorsk").isChecked());
    await sara.page.getByLabel("English").check();
    await sara.press("Lagre vala");
    await inLanguage(sara, "en", "/meg");
    const elsewhere = await Person.atMachine(given, "Sara elsewhere");
    await elsewhere.signInFromDemo(SARA.given, SARA.name);
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
    await sara.open("/");
    const marked = await sara.page.locator("[lang=nn]").allInnerTexts();
    assert.ok(marked.some((text) => text.includes("Nynorsk")));
  });
}
