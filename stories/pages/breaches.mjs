// Breaches of security, at the municipality, the operator and the citizen.

import { HILDE } from "../lib/cast.mjs";
import { registersBreach } from "../lib/breaches.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";
import { presses } from "./acts.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

/** A breach in a register, entered once. */
const registered = async (person, facts, list, key) => {
  if (!facts[key]) {
    await registersBreach(person, list, { day: "1.2.2027", time: "22.10" });
    facts[key] = person.path;
  }
  return facts[key];
};

const opens = (who, list, key, options) =>
  visit(who, async (person, facts) => person.open(await registered(person, facts, list, key)), options);

const pages = (room, list, who, key, stranger) => ({
  [`${room}::Breaches`]: {
    empty: at(who, list, { named: "first" }),
    filled: [opens(who, list, key, { named: "registered", once: true }), at(who, list)],
    error: presses(who, list, "Før inn bruddet", "Skriv datoen som dag, måned og år", { status: 422 }),
    refused: stranger(list),
  },
  [`${room}::Breach`]: {
    empty: nothingListed,
    filled: opens(who, list, key),
    error: visit(who, async (person, facts) => {
      await person.open(await registered(person, facts, list, key));
      const answer = await person.press("Avslutt bruddet");
      await person.sees("Vurderingen mangler");
      return answer;
    }, { status: 422 }),
    refused: notFound(who, `${list}/${NOTHING}`),
  },
});

export const BREACHES = {
  ...pages("municipality", "/kommune/brudd", HILDE.given, "breach", (path) => at("per", path, { status: 403 })),
  ...pages("operator", "/drift/brudd", "Nina", "operatorsBreach", () => ownOnly),
  "citizen::Breaches": {
    empty: at("kari", "/meg/brudd"),
    filled: at("kari", "/meg/brudd", { named: "again" }),
    error: nothingTyped,
    refused: ownOnly,
  },
};
