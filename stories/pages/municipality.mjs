// The municipality's console.

import assert from "node:assert/strict";
import { GRO, HILDE, UNITS } from "../lib/cast.mjs";
import { begins, entersOrganisation } from "../lib/console.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";
import { presses } from "./acts.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

const LIST = "/kommune/ansvar";
const AGREEMENTS = "/kommune/avtaler";
const TIMELINE = `${LIST}/${UNITS.solbakken}`;

const RIGHTS = "/kommune/krav";
const OPERATORS = "/drift/krav";

/** Opens the request that waits longest. */
const opensRequest = async (person, list = RIGHTS) => {
  await person.open(list);
  return person.follow(person.page.locator(`a[href^="${list}/"]`).first());
};

/** A member of staff who holds no role. */
const noRole = (path) => at("per", path, { status: 403 });

/** A plan that those who get home nursing were told of. */
const custodyPlan = (facts) => facts.custodyPlan;

/** An agreement that is being written; begun once. */
const draft = async (person, facts) => {
  if (!facts.draftAgreement) {
    await entersOrganisation(person, { name: "Beta Omsorg AS", kind: "PRIVATE_COMMERCIAL" });
    facts.draftAgreement = await begins(person, {
      kind: "JOINT_RECORD", title: "FJ-utkast", others: ["Beta Omsorg AS"], places: ["Sykehjem"],
      first: "1.1.2030",
    });
  }
  return facts.draftAgreement;
};

const opensDraft = (who, options) =>
  visit(who, async (person, facts) => person.open(await draft(facts[GRO.given] ?? person, facts)), options);

const asksAbout = (day, told, options) =>
  visit(GRO.given, async (person) => {
    await person.open(TIMELINE);
    await person.page.locator("#day").fill(day);
    const answer = await person.press("Finn ansvarlig");
    await person.sees(told);
    return answer;
  }, options);

/** A file that is taken out. */
const takenOut = (how) =>
  visit(GRO.given, async (person) => {
    const answer = await person.context.request.get(`${person.town.base}${LIST}/protokoll?som=${how}`);
    assert.equal(answer.status(), 200);
    assert.match(answer.headers()["content-disposition"], /attachment/);
    return null;
  }, { isPage: false, named: how });

export const MUNICIPALITY = {
  "municipality::Responsibility": {
    empty: nothingListed,
    filled: [at(GRO.given, LIST), at(HILDE.given, LIST, { named: "officer" })],
    error: nothingTyped,
    refused: noRole(LIST),
  },

  "municipality::NewDelivery": {
    empty: at(GRO.given, `${LIST}/ny`),
    filled: at(GRO.given, `${LIST}/ny`, { named: "again" }),
    error: presses(GRO.given, `${LIST}/ny`, "Før inn", "Velg ett av alternativene.", { status: 422 }),
    refused: [noRole(`${LIST}/ny`), { ...at(HILDE.given, `${LIST}/ny`, { status: 403 }), named: "officer" }],
  },

  "municipality::Timeline": {
    empty: nothingListed,
    filled: [
      at(GRO.given, TIMELINE),
      at(HILDE.given, TIMELINE, { named: "officer" }),
      asksAbout("1.2.2027", /Kommunen driver selv/, { named: "on-a-day" }),
    ],
    error: asksAbout("i går", "Skriv datoen som dag, måned og år", { status: 422 }),
    refused: [noRole(TIMELINE), { ...notFound(GRO.given, `${LIST}/${NOTHING}`), named: "unknown" }],
  },

  "municipality::Decisions": {
    empty: at(HILDE.given, `${LIST}/avgjorelser`),
    filled: at(GRO.given, `${LIST}/avgjorelser`),
    error: presses(GRO.given, `${LIST}/avgjorelser`, "Før inn", "Velg ett av alternativene.", { status: 422 }),
    refused: noRole(`${LIST}/avgjorelser`),
  },

  "municipality::RightsList": {
    empty: nothingListed,
    filled: at(HILDE.given, RIGHTS),
    error: nothingTyped,
    refused: noRole(RIGHTS),
  },

  "municipality::RightsPart": {
    empty: nothingListed,
    filled: visit(HILDE.given, (person) => opensRequest(person)),
    error: visit(HILDE.given, async (person) => {
      await opensRequest(person);
      const answer = await person.press("Send svaret");
      await person.sees("Velg ett av alternativene.", person.page.locator("main"));
      return answer;
    }, { status: 422 }),
    refused: [noRole(`${RIGHTS}/${NOTHING}`), { ...notFound(HILDE.given, `${RIGHTS}/${NOTHING}`), named: "unknown" }],
  },

  "operator::RightsList": {
    empty: nothingListed,
    filled: at("Nina", OPERATORS),
    error: nothingTyped,
    refused: ownOnly,
  },

  "operator::RightsPart": {
    empty: nothingListed,
    filled: visit("Nina", (person) => opensRequest(person, OPERATORS)),
    error: visit("Nina", async (person) => {
      await opensRequest(person, OPERATORS);
      const answer = await person.press("Send svaret");
      await person.sees("Velg ett av alternativene.", person.page.locator("main"));
      return answer;
    }, { status: 422 }),
    refused: notFound("Nina", `${OPERATORS}/${NOTHING}`),
  },

  "municipality::Custodies": {
    empty: at(HILDE.given, `${LIST}/flyttinger`),
    filled: at(GRO.given, `${LIST}/flyttinger`),
    error: presses(GRO.given, `${LIST}/flyttinger`, "Lag planen", "Velg ett av alternativene.", { status: 422 }),
    refused: noRole(`${LIST}/flyttinger`),
  },

  "municipality::Custody": {
    empty: nothingListed,
    filled: [at(GRO.given, custodyPlan), at(HILDE.given, custodyPlan, { named: "officer" })],
    error: presses(GRO.given, custodyPlan, "Gjennomfør planen", /Dette passer ikke med det som er registrert nå/, { status: 422 }),
    refused: notFound(GRO.given, `${LIST}/flyttinger/${NOTHING}`),
  },

  "municipality::Tasks": {
    empty: at(HILDE.given, `${LIST}/oppgaver`),
    filled: at(GRO.given, `${LIST}/oppgaver`),
    error: nothingTyped,
    refused: noRole(`${LIST}/oppgaver`),
  },

  "municipality::Emergencies": {
    empty: nothingListed,
    filled: at(HILDE.given, "/kommune/nodtilgang"),
    error: nothingTyped,
    refused: [
      noRole("/kommune/nodtilgang"),
      { ...at(GRO.given, "/kommune/nodtilgang", { status: 403 }), named: "administrator" },
    ],
  },

  "municipality::Successions": {
    empty: at(HILDE.given, `${LIST}/etterfolgere`),
    filled: at(GRO.given, `${LIST}/etterfolgere`),
    error: presses(GRO.given, `${LIST}/etterfolgere`, "Før inn", "Velg ett av alternativene.", { status: 422 }),
    refused: noRole(`${LIST}/etterfolgere`),
  },

  "municipality::Records": {
    empty: nothingListed,
    filled: [at(GRO.given, `${LIST}/protokoll`), takenOut("json"), takenOut("csv")],
    error: nothingTyped,
    refused: noRole(`${LIST}/protokoll`),
  },

  "municipality::Agreements": {
    empty: at(HILDE.given, AGREEMENTS),
    filled: at(GRO.given, AGREEMENTS),
    error: presses(GRO.given, AGREEMENTS, "Begynn", "Velg ett av alternativene.", { status: 422 }),
    refused: noRole(AGREEMENTS),
  },

  "municipality::Agreement": {
    empty: opensDraft(GRO.given, { named: "draft" }),
    filled: opensDraft(HILDE.given, { named: "officer" }),
    error: presses(GRO.given, (facts, person) => draft(person, facts), "Sett i kraft", "Alle partene har ikke skrevet under.", { beside: "aside", status: 422 }),
    refused: notFound(GRO.given, `${AGREEMENTS}/${NOTHING}`),
  },
};
