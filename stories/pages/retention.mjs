// What is deleted when its time has come, at the municipality.

import { GRO, HILDE } from "../lib/cast.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";

const { nothingListed, nothingTyped } = WHY_NOT;

const LIST = "/kommune/sletting";

/** A plan of Gro's, made once. */
const planned = async (person, facts) => {
  if (!facts.retentionPlan) {
    await person.open(LIST);
    await person.press("Lag en plan");
    facts.retentionPlan = person.path;
  }
  return facts.retentionPlan;
};

const opens = (person, facts) => person.open(facts.retentionPlan);

export const RETENTION = {
  "municipality::Retention": {
    empty: at(HILDE.given, LIST, { named: "officer" }),
    filled: visit(GRO.given, async (person, facts) => {
      await planned(person, facts);
      return person.open(LIST);
    }),
    error: visit(GRO.given, async (person, facts) => {
      await planned(person, facts);
      await person.open(LIST);
      const answer = await person.press("Lag en plan");
      await person.sees("Det ble ikke gjort. Les hvorfor.");
      return answer;
    }, { status: 422 }),
    refused: at("per", LIST, { status: 403 }),
  },

  "municipality::RetentionPlan": {
    empty: nothingListed,
    filled: visit(GRO.given, async (person, facts) => {
      await planned(person, facts);
      return opens(person, facts);
    }),
    error: nothingTyped,
    refused: notFound(GRO.given, `${LIST}/${NOTHING}`),
  },
};
