// Joining and leaving: the municipality's pages about it, and the operator's console.

import assert from "node:assert/strict";
import { ELI, GRO, NINA, ROLF } from "../lib/cast.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";
import { presses } from "./acts.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

const BOARD = "/kommune/oppkobling";
const ORDERS = "/drift/bestillinger";
const TERMS = "/drift/vilkar";
const HOMES = "/drift/kommuner";
const WIND_DOWN = "/drift/utfasing";
const USAGE = "/kommune/statistikk";
const SUBS = "/drift/underleverandorer";
const GONE = "/drift/avslutninger";
const LEAVING = "/kommune/utmelding";

/** A member of staff who holds no role. */
const noRole = (path) => at("per", path, { status: 403 });

/** Goes to a page and on by a link in it. */
const goes = (who, path, link, options) =>
  visit(who, async (person) => {
    await person.open(path);
    return person.follow(person.page.locator(link));
  }, options);

/** What the first municipality is charged. */
async function charges(person) {
  await person.open(HOMES);
  await person.follow(person.page.locator("main ul.hb-rows a").first());
  return person.go("Fakturagrunnlag");
}

const SERVICE = "main ul.hb-rows a[href^='/kommune/oppkobling/0']";

export const JOINING = {
  "municipality::Joining": {
    empty: at(ELI.given, BOARD),
    filled: [at(GRO.given, BOARD), { ...at(ROLF.given, BOARD), named: "signatory" }],
    error: presses(ELI.given, BOARD, "Lagre kontakten", "Innbyggerne får ikke vite", { status: 422 }),
    refused: noRole(BOARD),
  },
  "municipality::GeneralTerms": {
    empty: nothingListed,
    filled: [at(GRO.given, `${BOARD}/generelle-vilkar`), { ...at(ROLF.given, `${BOARD}/generelle-vilkar`), named: "signatory" }],
    error: presses(ROLF.given, `${BOARD}/generelle-vilkar`, "Godta versjon 2.0", "Det står ikke hva dette bygger på.", { status: 422 }),
    refused: noRole(`${BOARD}/generelle-vilkar`),
  },
  "municipality::SpecialTerms": {
    empty: nothingListed,
    filled: at(GRO.given, `${BOARD}/saerskilte-vilkar`),
    error: presses(ROLF.given, `${BOARD}/saerskilte-vilkar`, "Godta versjon 3.1", "Dere har ikke godtatt de generelle vilkårene.", { status: 422 }),
    refused: noRole(`${BOARD}/saerskilte-vilkar`),
  },
  "municipality::Processing": {
    empty: at(ELI.given, `${BOARD}/databehandleravtale`),
    filled: at(GRO.given, `${BOARD}/databehandleravtale`),
    error: nothingTyped,
    refused: noRole(`${BOARD}/databehandleravtale`),
  },
  "municipality::Costs": {
    empty: at(GRO.given, `${BOARD}/kostnader`),
    filled: nothingListed,
    error: nothingTyped,
    refused: noRole(`${BOARD}/kostnader`),
  },
  "municipality::Activation": {
    empty: nothingListed,
    filled: goes(GRO.given, BOARD, SERVICE),
    error: nothingTyped,
    refused: notFound(GRO.given, `${BOARD}/${NOTHING}`),
  },
  "municipality::Leaving": {
    empty: at(GRO.given, LEAVING),
    filled: nothingListed,
    error: nothingTyped,
    refused: noRole(LEAVING),
  },
  "municipality::Usage": {
    empty: nothingListed,
    filled: at(GRO.given, USAGE),
    error: nothingTyped,
    refused: noRole(USAGE),
  },
  "operator::UsageOfAll": {
    empty: nothingListed,
    filled: [
      at(NINA.given, "/drift/statistikk"),
      visit(NINA.given, async (person) => {
        const answer = await person.context.request.get(`${person.town.base}/drift/statistikk?som=csv`);
        assert.equal(answer.status(), 200);
        assert.match(answer.headers()["content-disposition"], /attachment; filename="statistikk.csv"/);
        return null;
      }, { isPage: false, named: "csv" }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },
  "operator::WindDown": {
    empty: at(NINA.given, WIND_DOWN),
    filled: nothingListed,
    error: presses(NINA.given, WIND_DOWN, "Varsle kommunene", "Dette er ingen dato.", { beside: "aside", status: 422 }),
    refused: ownOnly,
  },
  "operator::Gone": {
    empty: at(NINA.given, GONE),
    filled: nothingListed,
    error: nothingTyped,
    refused: ownOnly,
  },
  "operator::SubProcessors": {
    empty: at(NINA.given, SUBS),
    filled: nothingListed,
    error: presses(NINA.given, SUBS, "Varsle kommunene", "Dette er ingen dato.", { beside: "aside", status: 422 }),
    refused: ownOnly,
  },
  "operator::Jobs": {
    empty: at(NINA.given, "/drift/jobber"),
    filled: nothingListed,
    error: nothingTyped,
    refused: ownOnly,
  },
  "operator::Operating": {
    empty: nothingListed,
    filled: at(NINA.given, "/drift/virksomhet"),
    error: presses(NINA.given, "/drift/virksomhet", "Før inn virksomheten", "Dette er ikke et organisasjonsnummer.", { beside: "aside", status: 422 }),
    refused: ownOnly,
  },
  "operator::Charges": {
    empty: visit(NINA.given, charges),
    filled: nothingListed,
    error: visit(NINA.given, async (person) => {
      await charges(person);
      return person.press("Før inn linjen");
    }, { status: 422 }),
    refused: notFound(NINA.given, `${HOMES}/${NOTHING}/fakturagrunnlag`),
  },
  "operator::Orders": {
    empty: at(NINA.given, ORDERS),
    filled: at(NINA.given, `${ORDERS}?liste=aktive`, { named: "active" }),
    error: nothingTyped,
    refused: ownOnly,
  },
  "operator::Order": {
    empty: nothingListed,
    filled: goes(NINA.given, `${ORDERS}?liste=aktive`, "main table a"),
    error: presses(NINA.given, `${ORDERS}?liste=aktive`, "Stans tjenesten", "Begrunnelsen er for kort.", { link: "main table a", beside: "aside", status: 422 }),
    refused: notFound(NINA.given, `${ORDERS}/${NOTHING}`),
  },
  "operator::Terms": {
    empty: nothingListed,
    filled: at(NINA.given, TERMS),
    error: nothingTyped,
    refused: ownOnly,
  },
  "operator::TermsVersion": {
    empty: nothingListed,
    filled: goes(NINA.given, TERMS, "main ul.hb-rows a"),
    error: nothingTyped,
    refused: notFound(NINA.given, `${TERMS}/${NOTHING}`),
  },
  "operator::Homes": {
    empty: nothingListed,
    filled: at(NINA.given, HOMES),
    error: nothingTyped,
    refused: ownOnly,
  },
  "operator::Home": {
    empty: goes(NINA.given, HOMES, "main ul.hb-rows a", { named: "without-agreement" }),
    filled: goes(NINA.given, HOMES, "main ul.hb-rows a", { named: "again" }),
    error: presses(NINA.given, HOMES, "Registrer medlemskapet", "Dette er ingen dato.", { link: "main ul.hb-rows a", status: 422 }),
    refused: notFound(NINA.given, `${HOMES}/${NOTHING}`),
  },
};
