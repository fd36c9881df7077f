// Refusing somebody to write to a unit: the unit, those who decide, and she herself.

import { noticesBlock } from "../lib/blocks.mjs";
import { GRO } from "../lib/cast.mjs";
import { desk } from "../lib/forms.mjs";
import { at, NOTHING, notFound, visit, WHY_NOT } from "../lib/visits.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

const CONSOLE = "/kommune/stenginger";
const OWN = "/meg/stenginger";

/** Opens the newest in somebody's list. */
const newest = async (person, list) => {
  await person.open(list);
  return person.follow(person.page.locator("main table a").first());
};

const form = (facts) => `${desk.at(facts.threads.mine)}/stenging`;

export const BLOCKS = {
  "staff::NewBlock": {
    empty: at("per", form),
    filled: visit("per", async (person, facts) => {
      await noticesBlock(person, facts.threads.mine);
      return person.open(form(facts));
    }, { named: "again" }),
    error: visit("per", async (person, facts) => {
      await person.open(form(facts));
      await person.page.getByLabel("Hvorfor?").fill("Nei.");
      const answer = await person.press("Send varselet");
      await person.sees("Varselet er ikke sendt. Rett dette først:");
      return answer;
    }, { status: 422 }),
    refused: notFound("per", `${desk.at(NOTHING)}/stenging`),
  },

  "municipality::Blocks": {
    empty: nothingListed,
    filled: at(GRO.given, CONSOLE),
    error: nothingTyped,
    refused: at("per", CONSOLE, { status: 403 }),
  },

  "municipality::Block": {
    empty: nothingListed,
    filled: visit(GRO.given, (person) => newest(person, CONSOLE)),
    error: visit(GRO.given, async (person) => {
      await newest(person, CONSOLE);
      await person.page.getByLabel("Det stenges", { exact: true }).check();
      await person.page.getByLabel("Stengt til og med").fill("30.4.2027");
      await person.page.getByLabel("Begrunnelse").fill("Truslene har fortsatt etter varselet.");
      const answer = await person.press("Lagre avgjørelsen");
      await person.sees("Fristen for å uttale seg er ikke ute.");
      return answer;
    }, { status: 422 }),
    refused: notFound(GRO.given, `${CONSOLE}/${NOTHING}`),
  },

  "citizen::Blocks": {
    empty: at("Anne", OWN),
    filled: at("kari", OWN),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Block": {
    empty: nothingListed,
    filled: visit("kari", (person) => newest(person, OWN)),
    error: visit("kari", async (person) => {
      await newest(person, OWN);
      await person.page.getByLabel("Hva vil du si til dette?").fill("Nei.");
      const answer = await person.press("Send det jeg skrev");
      await person.sees("Det du skrev, er ikke sendt. Rett dette først:");
      return answer;
    }, { status: 422 }),
    refused: notFound("kari", `${OWN}/${NOTHING}`),
  },
};
