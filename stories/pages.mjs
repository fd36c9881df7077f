// Every page there is: the routes that the binary names, by the roles that may come
// there, in the states that a page may be in. A route that nobody visits fails.

import assert from "node:assert/strict";
import { join } from "node:path";
import { doors } from "./lib/doors.mjs";
import { clockStep } from "./lib/forms.mjs";
import { inLanes } from "./lib/lanes.mjs";
import { look, mainWords } from "./lib/look.mjs";
import { Person } from "./lib/person.mjs";
import { anothersList, facts as made, forgets, signIn } from "./lib/scenery.mjs";
import { OUT } from "./lib/tally.mjs";
import { command } from "./lib/town.mjs";
import { STATES, WHEN } from "./lib/visits.mjs";
import { BLOCKS } from "./pages/blocks.mjs";
import { BREACHES } from "./pages/breaches.mjs";
import { CITIZEN } from "./pages/citizen.mjs";
import { DISCLOSURE } from "./pages/disclosure.mjs";
import { EPJ } from "./pages/epj.mjs";
import { JOINING } from "./pages/joining.mjs";
import { MUNICIPALITY } from "./pages/municipality.mjs";
import { PUBLIC } from "./pages/public.mjs";
import { RETENTION } from "./pages/retention.mjs";
import { STAFF } from "./pages/staff.mjs";

export const title = "Every page, in every state, for everybody who may come there";

const TABLE = { ...PUBLIC, ...CITIZEN, ...STAFF, ...DISCLOSURE, ...BREACHES, ...BLOCKS, ...RETENTION, ...MUNICIPALITY, ...JOINING, ...EPJ };

/** Whoever is somebody new at each visit. */
const NEW_EACH_TIME = ["visitor", "reader"];

/** How often a page is compared with itself without script before a difference is one. */
const LOOKS = 4;

/** Whose sessions are over when a day has gone by. */
const SIGNED_OUT_BY_THEN = ["kari", "per", "siri", "Jonas", "Mona", "Anne", "Liv", "Hege", "Gro", "Hilde", "Eli", "Rolf", "Nina"];

/** Pages that are one page at several addresses, and have one title. */
const ONE_PAGE = [
  ["citizen::NewMessage", "citizen::Draft"],
  ["staff::NewThread", "staff::BegunThread"],
  ["staff::Attachments", "staff::BegunFiles"],
  ["staff::Reviews", "municipality::Emergencies"],
  ["staff::Thread", "staff::ShowNumber"],
  ["municipality::Breaches", "operator::Breaches", "municipality::ProvidersBreaches"],
  ["municipality::Breach", "operator::Breach", "municipality::ProvidersBreach"],
  ["municipality::Records", "municipality::ProvidersRecords"],
  ["municipality::RightsList", "operator::RightsList"],
  ["municipality::RightsPart", "operator::RightsPart"],
];

export async function tell(given) {
  const { scene, check, town } = given;
  const lines = (await command("routes")).trim().split("\n");
  const routes = lines.map((line) => JSON.parse(line));

  await scene(`each of the ${routes.length} routes says how every state is come to, or why it is not`, () => {
    const names = routes.map((route) => route.name);
    assert.deepEqual(names.filter((name) => !TABLE[name]), [], "routes that nobody visits");
    assert.deepEqual(Object.keys(TABLE).filter((name) => !names.includes(name)), [], "routes that are no more");
    for (const name of names) {
      for (const state of STATES) {
        const said = TABLE[name][state];
        assert.ok(said && (typeof said !== "string" || said.length > 0), `${name} does not say how it is ${state}`);
      }
    }
  });

  const facts = await scene("the town is made ready", () => made(given));
  for (const route of routes) {
    await check(`${route.name}: who may not come in, does not`, () => doors(route, facts));
  }

  const titles = new Map();
  const visits = routes.flatMap(({ name }) => visitsOf(name));
  const play = async (when) => {
    const now = visits.filter((visit) => visit.when === when && !visit.alone);
    const inTurn = (some) => async () => {
      for (const visit of some) await check(visit.label, () => visited(given, facts, visit, titles));
    };
    await inTurn(visits.filter((visit) => visit.when === when && visit.alone))();
    // Those at work and those at home are different people.
    const isStaffs = ({ name }) => /^(staff|municipality|operator)::/.test(name);
    return inLanes(2, [inTurn(now.filter(isStaffs)), inTurn(now.filter((visit) => !isStaffs(visit)))]);
  };

  await play(WHEN.today);
  await scene("a day goes by; Kari's contacts have ended, and every session", async () => {
    facts.ola = await facts.writesOn();
    await anothersList(town, "empty");
    await clockStep(facts.nobody, "day");
    for (const who of SIGNED_OUT_BY_THEN) await forgets(given, facts, who);
  });
  await play(WHEN.tomorrow);
  await play(WHEN.last);

  await check("no two pages have the same title", () => {
    for (const [shown, names] of titles) {
      const isOne = ONE_PAGE.some((page) => [...names].every((name) => page.includes(name)));
      assert.ok(names.size === 1 || isOne, `«${shown}» is the title of ${[...names].join(" and ")}`);
    }
  });
}

function visitsOf(name) {
  return STATES.flatMap((state) => {
    const said = TABLE[name][state];
    if (typeof said === "string") return [];
    return [said].flat().map((visit) => ({
      ...visit,
      name,
      state,
      label: [name, state, visit.named, `by ${visit.who}`].filter(Boolean).join(" "),
      file: [name.replace("::", "-"), state, visit.named].filter(Boolean).join("-").toLowerCase(),
    }));
  });
}

/** One visit: the page with script, and the same without. */
async function visited(given, facts, visit, titles) {
  const isNew = NEW_EACH_TIME.includes(visit.who);
  const person = await (isNew ? stranger(given, facts, visit.who) : somebody(given, facts, visit.who));
  const before = person.faults.length;
  const answer = await visit.go(person, facts).catch(async (error) => {
    await person.page.screenshot({ path: join(OUT, `failed-${visit.file}.png`), fullPage: true });
    throw new Error(`${error.message}\nat ${person.page.url()}, see stories/out/failed-${visit.file}.png`, { cause: error });
  });
  if (visit.isPage) {
    assert.equal(answer.status(), visit.status, `at ${person.page.url()}`);
    const faults = await look(person.page, visit.file);
    if (visit.status === 200 && !visit.once) remember(titles, await person.page.title(), visit.name);
    faults.push(...(await withoutScript(given, facts, visit, person, answer)));
    faults.push(...person.faults.splice(before));
    assert.equal(faults.length, 0, faults.join("\n"));
  }
}

/** Whoever comes by; nothing at the machine tells of who came before. */
async function stranger(given, facts, who) {
  facts[who] ??= await Person.atMachine(given, who);
  await facts[who].isAnother();
  return facts[who];
}

async function somebody(given, facts, who) {
  facts[who] ??= await signIn(given, who);
  return facts[who];
}

/** What is said without script must be the same. */
async function withoutScript(given, facts, visit, person, answer) {
  // Somebody new does it all again; others open the page again, or send the form again.
  const isNew = NEW_EACH_TIME.includes(visit.who);
  const isForm = answer.request().method() === "POST";
  if (isForm && visit.once) return [];
  const twin = (person.twin ??= await Person.atMachine(given, `${person.name} without script`, { script: false }));
  if (!isNew) {
    await twin.context.clearCookies();
    await twin.context.addCookies(await person.context.cookies());
  }
  if (isForm || isNew) await visit.go(twin, facts);
  else await twin.open(person.page.url());
  let [mine, other] = await Promise.all([mainWords(person.page), mainWords(twin.page)]);
  // To look at a page may change it: what was unread is read. And others are at work
  // meanwhile: a colleague who reads lengthens the list of who has read.
  for (let look = 1; look < LOOKS && mine !== other && !isForm && !isNew; look += 1) {
    await Promise.all([person.page.reload(), twin.page.reload()]);
    [mine, other] = await Promise.all([mainWords(person.page), mainWords(twin.page)]);
  }
  return mine === other ? [] : [`without script it says\n${other}\nand with it\n${mine}`];
}

function remember(titles, shown, name) {
  titles.set(shown, (titles.get(shown) ?? new Set()).add(name));
}
