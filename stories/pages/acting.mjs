// Acting for somebody else, and powers of attorney asked for, offered and ended.

import { ANNE, LISE } from "../lib/cast.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

const asks = (number) => async (person) => {
  await person.open("/meg/fullmakter/be-om");
  await person.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill(number);
  return person.press("Fortsett");
};

const offers = (number) => async (person) => {
  await person.open("/meg/fullmakter/gi");
  await person.page.getByLabel("Fødselsnummeret til den som skal hjelpe deg").fill(number);
  return person.press("Fortsett");
};

export const ACTING_PAGES = {
  "citizen::ActFor": {
    empty: at(ANNE.given, "/meg/opptrer-for"),
    filled: [
      at(LISE.given, "/meg/opptrer-for"),
      visit(LISE.given, async (person) => {
        await person.open("/meg/opptrer-for");
        await person.page.getByLabel("Emil Berg").check();
        const answer = await person.press("Fortsett");
        await person.seesHeading("Emil Berg");
        return answer;
      }, { named: "home-for-emil" }),
      at(LISE.given, "/meg/opptrer-for", { named: "acting" }),
      at(LISE.given, "/meldinger", { named: "messages-for-emil", once: true }),
      at(LISE.given, "/meg", { status: 403, named: "profile-for-emil" }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::ActForSelf": {
    empty: nothingListed,
    filled: visit(LISE.given, async (person) => {
      await person.open("/meg/opptrer-for");
      await person.page.getByLabel("Emil Berg").check();
      await person.press("Fortsett");
      await person.press("Gå tilbake til meg selv");
      await person.sees("Du er tilbake som deg selv.");
      return null;
    }, { isPage: false }),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Helpers": {
    empty: at(ANNE.given, "/meg/fullmakter"),
    filled: at("kari", "/meg/fullmakter"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::AskForGrant": {
    empty: at(ANNE.given, "/meg/fullmakter/be-om"),
    filled: visit(ANNE.given, asks("12864800015"), { named: "check" }),
    error: visit(ANNE.given, asks("123"), { status: 422 }),
    refused: visit(ANNE.given, async (person, facts) => {
      // Her own number.
      await asks("03837500035")(person, facts);
      const answer = await person.press("Send forespørselen");
      await person.seesHeading("Du har ikke fullmakt til dette.");
      return answer;
    }, { status: 403 }),
  },

  "citizen::GrantAsked": {
    empty: nothingListed,
    filled: at("kari", "/meg/fullmakter/spurt"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::GrantRequest": {
    empty: nothingListed,
    filled: at("kari", (facts) => facts.asked),
    error: nothingTyped,
    refused: notFound("kari", `/meg/fullmakter/sporsmal/${NOTHING}`),
  },

  "citizen::OfferGrant": {
    empty: at("kari", "/meg/fullmakter/gi"),
    filled: visit("kari", offers("03837500035"), { named: "check" }),
    error: visit("kari", offers("123"), { status: 422 }),
    refused: visit("kari", async (person, facts) => {
      // Her own number.
      await offers("12864800015")(person, facts);
      const answer = await person.press("Send tilbudet");
      await person.seesHeading("Du har ikke fullmakt til dette.");
      return answer;
    }, { status: 403 }),
  },

  "citizen::GrantOffered": {
    empty: nothingListed,
    filled: at("kari", "/meg/fullmakter/tilbudt"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::GrantOffer": {
    empty: nothingListed,
    filled: at("kari", (facts) => facts.offered),
    error: nothingTyped,
    refused: notFound("kari", `/meg/fullmakter/tilbud/${NOTHING}`),
  },

  "citizen::TakeOfferBack": {
    empty: nothingListed,
    filled: visit(LISE.given, async (person, facts) => {
      await offers("01825010099")(person, facts);
      await person.press("Send tilbudet");
      await person.open("/meg/fullmakter");
      await person.press(/^Trekk tilbake tilbudet/);
      await person.sees("Tilbudet er trukket tilbake.");
      return null;
    }, { isPage: false }),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Grant": {
    empty: nothingListed,
    filled: at("kari", (facts) => facts.grant),
    error: nothingTyped,
    refused: notFound("kari", `/meg/fullmakter/${NOTHING}`),
  },
};
