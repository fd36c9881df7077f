// Breaches of security, at the municipality, the operator and the citizen.

import { HILDE, MONA } from "../lib/cast.mjs";
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

const pages = ([all, one], list, who, key, strangers) => ({
  [all]: {
    empty: at(who, list, { named: "first" }),
    filled: [opens(who, list, key, { named: "registered", once: true }), at(who, list)],
    error: presses(who, list, "Før inn bruddet", "Skriv datoen som dag, måned og år", { status: 422 }),
    refused: strangers,
  },
  [one]: {
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

const PROVIDERS = "/kommune/leverandor/brudd";
const RECORDS = "/kommune/leverandor/protokoll";

/** Who answers for nobody, and who answers for a municipality and for no provider. */
const notTheirs = (path) => [at("per", path, { status: 403 }), { ...notFound(HILDE.given, path), named: "officer" }];

export const BREACHES = {
  "municipality::ProvidersRecords": {
    empty: at(MONA.given, RECORDS),
    filled: at(MONA.given, RECORDS, { named: "again" }),
    error: nothingTyped,
    refused: notTheirs(RECORDS),
  },
  ...pages(["municipality::Breaches", "municipality::Breach"], "/kommune/brudd", HILDE.given, "breach", at("per", "/kommune/brudd", { status: 403 })),
  ...pages(["operator::Breaches", "operator::Breach"], "/drift/brudd", "Nina", "operatorsBreach", ownOnly),
  ...pages(["municipality::ProvidersBreaches", "municipality::ProvidersBreach"], PROVIDERS, MONA.given, "providersBreach", notTheirs(PROVIDERS)),
  "citizen::Breaches": {
    empty: at("kari", "/meg/brudd"),
    filled: at("kari", "/meg/brudd", { named: "again" }),
    error: nothingTyped,
    refused: ownOnly,
  },
};
