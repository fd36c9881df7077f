// Data about one patient from one enterprise to another.

import { HEGE, LIV, MONA } from "../lib/cast.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";
import { asksForNotes, LIST, NOTES } from "../lib/disclosure.mjs";

const { nothingListed, nothingTyped } = WHY_NOT;

const KARIS_NUMBER = "12864800015";

/** Per asks Solbakken for Kari's wound notes, once. */
const asked = async (facts) => {
  if (!facts.disclosure) {
    await asksForNotes(facts.per);
    facts.disclosure = facts.per.path;
  }
  return facts.disclosure;
};

export const DISCLOSURE = {
  "staff::Disclosures": {
    empty: at(LIV.given, LIST),
    filled: visit("per", async (person, facts) => {
      await asked(facts);
      return person.open(LIST);
    }),
    error: visit("per", async (person) => {
      await person.open(LIST);
      await person.page.getByLabel("Fødselsnummer").fill(KARIS_NUMBER);
      await person.page.getByLabel("Hvorfor tror dere det?").fill("nei");
      const answer = await person.press("Noter det");
      await person.sees("Vurderingen mangler");
      return answer;
    }, { status: 422 }),
    refused: at("Gro", LIST, { status: 403 }),
  },

  "staff::NewDisclosure": {
    empty: at("per", `${LIST}/ny`),
    filled: at("per", `${LIST}/ny`, { named: "again" }),
    error: [
      visit("per", async (person) => {
        await person.open(`${LIST}/ny`);
        const answer = await person.press("Send forespørselen");
        await person.sees("Velg ett av alternativene.");
        return answer;
      }, { status: 422 }),
      visit("per", async (person) => {
        const answer = await asksForNotes(person, { whose: "Flere, eller alle" });
        await person.sees("Be om det for én navngitt pasient.");
        return answer;
      }, { status: 422, named: "bulk" }),
    ],
    refused: at("Gro", `${LIST}/ny`, { status: 403 }),
  },

  "staff::Disclosure": {
    empty: nothingListed,
    filled: [
      visit("per", async (person, facts) => person.open(await asked(facts))),
      visit(MONA.given, async (person, facts) => person.open(await asked(facts)), { named: "to-decide" }),
    ],
    error: visit(MONA.given, async (person, facts) => {
      await person.open(await asked(facts));
      const answer = await person.press("Utlever");
      await person.sees("Ingenting er utlevert. Rett dette først:");
      return answer;
    }, { status: 422 }),
    refused: [
      notFound("per", `${LIST}/${NOTHING}`),
      visit(LIV.given, async (person, facts) => person.open(await asked(facts)), { status: 404, named: "another-unit" }),
      visit(HEGE.given, async (person, facts) => person.open(await asked(facts)), { status: 404, named: "another-municipality" }),
    ],
  },

  "staff::DisclosureGiven": {
    empty: nothingListed,
    filled: [
      visit(MONA.given, async (person, facts) => {
        await person.open(await asked(facts));
        await person.page.getByLabel("Skriv det som utleveres").fill(NOTES);
        const answer = await person.press("Utlever");
        await person.sees("Opplysningene er utlevert og ført i loggen.");
        return answer;
      }, { named: "released", once: true }),
      visit("per", async (person, facts) => person.open(`${await asked(facts)}/innhold`)),
    ],
    error: nothingTyped,
    refused: notFound("siri", `${LIST}/${NOTHING}/innhold`),
  },
};
