// How a unit is set up, in the staff console.

import { LIV, MONA } from "../lib/cast.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";
import { fills, presses } from "./acts.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

const UNIT = "/ansatt/enheten";
const own = (page) => () => `${UNIT}/${page}`;
/** Whoever leads the duty at the healthy-life centre is Liv, so that nobody else's town changes. */
const AWAY = { "#from_day": "20", "#from_month": "5", "#from_year": "2027", "#last_day": "21", "#last_month": "5", "#last_year": "2027" };

export const UNIT_PAGES = {
  "staff::Unit": {
    empty: at(MONA.given, UNIT),
    filled: at("per", UNIT),
    error: nothingTyped,
    refused: ownOnly,
  },

  "staff::Hours": {
    empty: nothingListed,
    filled: [
      at("per", `${UNIT}/apningstider`),
      presses(LIV.given, own("apningstider"), "Lagre åpningstidene", "Endringen er lagret.", { named: "saved" }),
    ],
    error: fills("per", own("apningstider"), { "#day1": "fra 8 til 15" }, "Lagre åpningstidene", "Skriv tidene som fra og til", { status: 422 }),
    refused: ownOnly,
  },

  "staff::ClosedDays": {
    empty: at("per", `${UNIT}/stengt`),
    filled: fills(LIV.given, own("stengt"), { "#day": "14", "#month": "5", "#year": "2027" }, "Steng dagen", "Stengte dager er lagret.", { once: true }),
    error: fills("per", own("stengt"), { "#day": "31", "#month": "2", "#year": "2027" }, "Steng dagen", "Skriv en dato", { status: 422 }),
    refused: ownOnly,
  },

  "staff::Duty": {
    empty: nothingListed,
    filled: [
      at("per", `${UNIT}/vakt`),
      presses(LIV.given, own("vakt"), "Lagre hvem som har vakt", "Endringen er lagret.", { named: "saved" }),
    ],
    error: "only those who work there today can be chosen",
    refused: ownOnly,
  },

  "staff::Absence": {
    empty: at("per", `${UNIT}/fravaer`),
    filled: fills(LIV.given, own("fravaer"), AWAY, "Lagre fraværet", "Endringen er lagret.", { once: true }),
    error: presses("per", own("fravaer"), "Lagre fraværet", "Skriv en dato", { status: 422 }),
    refused: ownOnly,
  },

  "staff::UnitNames": {
    empty: nothingListed,
    filled: [
      at("per", `${UNIT}/navn`),
      presses(LIV.given, own("navn"), "Lagre hvordan navn vises", "Endringen er lagret.", { named: "saved" }),
    ],
    error: "one way is always chosen",
    refused: ownOnly,
  },

  "staff::StandardReplies": {
    empty: at(MONA.given, `${UNIT}/standardsvar`),
    filled: fills("per", own("standardsvar"), { "#title": "Timebestilling", "#body": "Ring oss på 75 00 01 20." }, "Lagre standardsvaret", "Endringen er lagret.", { once: true }),
    error: presses("per", own("standardsvar"), "Lagre standardsvaret", "Gi svaret et navn.", { status: 422 }),
    refused: ownOnly,
  },

  "staff::StandardReply": {
    empty: nothingListed,
    filled: visit("per", async (person) => {
      await person.open(`${UNIT}/standardsvar`);
      const answer = await person.go(/^Endre/, person.page.locator("main"));
      await person.seesHeading("Endre standardsvar");
      return answer;
    }),
    error: visit("per", async (person) => {
      await person.open(`${UNIT}/standardsvar`);
      await person.go(/^Endre/, person.page.locator("main"));
      await person.page.locator("#title").fill("");
      const answer = await person.press("Lagre standardsvaret");
      await person.sees("Gi svaret et navn.");
      return answer;
    }, { status: 422 }),
    refused: notFound("per", `${UNIT}/standardsvar/${NOTHING}`),
  },

  "staff::Papers": {
    empty: at(MONA.given, `${UNIT}/fullmakter`),
    filled: at("per", `${UNIT}/fullmakter`),
    error: presses("per", own("fullmakter"), "Registrer fullmakten", "Velg minst én ting", { status: 422 }),
    refused: ownOnly,
  },
};
