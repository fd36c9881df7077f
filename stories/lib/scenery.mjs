// What stands in the town before every page is visited: conversations in each of
// their states, a draft, and people who are signed in.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { noticesBlock } from "./blocks.mjs";
import { entersOrganisation } from "./console.mjs";
import * as cast from "./cast.mjs";
import { toldOf } from "./custody.mjs";
import { desk, sendForm, writePath, writes } from "./forms.mjs";
import { Person } from "./person.mjs";
import { command } from "./town.mjs";

const MESSAGES = resolve(import.meta.dirname, "../../crates/messaging/tests/messages");
const LISTS = { empty: "kontaktliste-tom.xml", full: "kontaktliste-kari.xml" };

/** Lists arrive with an id each, or they would be taken for the same one. */
let listsSent = 0;

/** Signs somebody of the cast in. */
export async function signIn(given, who) {
  const role = cast[who.toUpperCase()] ?? Object.values(cast).find(({ given: name }) => name === who);
  const person = await Person.atMachine(given, who);
  await person.open(/^\/(ansatt|kommune|drift)/.test(role.home) ? "/ansatt/logg-inn" : "/logg-inn");
  await person.press(`Logg inn som ${role.name}`);
  return person;
}

/** Lets somebody go; whoever needs her again signs her in anew. */
export async function forgets(given, facts, who) {
  await facts[who]?.leave(given.people);
  delete facts[who];
}

/** Takes in a list of contacts for Kari. */
export async function anothersList(town, which) {
  const folder = mkdtempSync(join(tmpdir(), "helsebro-list-"));
  try {
    listsSent += 1;
    const id = `0198c0de-0002-7000-8000-${String(listsSent).padStart(12, "0")}`;
    const text = readFileSync(join(MESSAGES, LISTS[which]), "utf8").replace(/<MsgId>[^<]*</, `<MsgId>${id}<`);
    const file = join(folder, "liste.xml");
    writeFileSync(file, text);
    return JSON.parse(await command("message", "import", "--demo", town.data, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The people, and what is so between them. */
export async function facts(given) {
  const people = {};
  await Promise.all(["kari", "per", "siri", "Gro", "Nina"].map(async (who) => { people[who] = await signIn(given, who); }));
  const { kari, per, siri } = people;
  const nursing = await writePath(kari, cast.HOME_NURSING);
  const healthy = await writePath(kari, cast.HEALTHY_LIFE);
  const asks = (topic) => writes(kari, cast.HOME_NURSING, topic, `Hei. Jeg lurer på noe om ${topic.toLowerCase()}.`);

  const threads = {
    waiting: await asks("Time hos legen"),
    mine: await asks("Ny dosett"),
    siris: await asks("Sengen er for lav"),
    answered: await asks("Besøk i påsken"),
    closed: await asks("Parkering"),
    forwarded: await asks("Trening i gruppe"),
    free: await asks("Hjelp med støvsuging"),
    raced: await asks("Varsle om ferie"),
    saras: await found(per, "Spørsmål om tidspunkt"),
    gerds: await found(per, "Nøkkelboksen er tom"),
  };
  for (const thread of [threads.mine, threads.answered, threads.closed]) await desk.takes(per, thread);
  await desk.takes(siri, threads.siris);
  await desk.answers(per, threads.answered, "Vi kommer som vanlig, også i påsken.");
  const guidance = "Ring Solvik kommune på 75 00 01 00.";
  await desk.closes(per, threads.closed, { reason: "wrong_place", guidance });
  await desk.forwards(per, threads.forwarded, cast.HEALTHY_LIFE);
  threads.notice = await notice(per, kari);
  await sendForm(kari, "/meg/krav/ny", "/meg/krav/ny", { kind: "RR-02.PLAIN", act: "send" });
  const liv = await signIn(given, "Liv");
  await noticesBlock(liv, threads.forwarded);
  await liv.leave(given.people);

  const draftTo = async ({ write }, topic) => {
    const check = await sendForm(kari, write, write, { topic, body: "Kan dere hjelpe meg?", act: "continue" });
    return check.replace(/\/se-over$/, "");
  };
  return {
    ...people,
    nobody: await Person.atMachine(given, "nobody"),
    nursing,
    healthy,
    threads,
    custodyPlan: await toldOf(people.Gro),
    provider: await provider(people.Gro),
    ...(await helpers(given, kari)),
    draft: await draftTo(nursing, "Resepten"),
    readyDraft: await draftTo(healthy, "Trening"),
    writesOn: () => writesOn(given),
  };
}

/** Whom Mona answers for; without, she answers for nobody. */
async function provider(gro) {
  const fjordro = { name: "Fjordro Omsorg AS", number: "310000043", kind: "PRIVATE_COMMERCIAL" };
  await entersOrganisation(gro, fjordro);
  return fjordro.name;
}

/** Ola writes, and is still writing when the day is over. */
async function writesOn(given) {
  const ola = await signIn(given, "ola");
  ola.wrote = "Dette skrev jeg rett før økten tok slutt.";
  const { write } = await writePath(ola, cast.HOME_NURSING);
  await ola.open(write);
  await ola.page.getByLabel("Hva gjelder det?").fill("Middag");
  await ola.page.getByLabel("Melding", { exact: true }).fill(ola.wrote);
  return ola;
}

/** Two ask Kari for a power of attorney: the one has got it, the other waits, and offers her one. */
async function helpers(given, kari) {
  const path = "/meg/fullmakter/be-om";
  const offer = "/meg/fullmakter/gi";
  const list = "/meg/fullmakter";
  const page = async () => (await kari.context.request.get(`${kari.town.base}${list}`)).text();
  for (const who of ["bjorg", "arne"]) {
    const person = await signIn(given, who);
    const typed = { number: "12864800015", messages: "yes", how_long: "one_year", act: "send" };
    await sendForm(person, path, path, typed);
    if (who === "arne") await sendForm(person, offer, offer, typed);
    await person.leave(given.people);
  }
  const [first, second] = [...(await page()).matchAll(/href="(\/meg\/fullmakter\/sporsmal\/[0-9a-f-]+)"/g)].map(([, href]) => href);
  await sendForm(kari, first, first, { act: "grant" });
  const grant = (await page()).match(/href="(\/meg\/fullmakter\/[0-9a-f-]{36})"/)[1];
  const offered = (await page()).match(/href="(\/meg\/fullmakter\/tilbud\/[0-9a-f-]+)"/)[1];
  return { asked: second, offered, grant };
}

/** A message from Per that cannot be answered. */
async function notice(per, kari) {
  const path = "/ansatt/samtaler/ny";
  const page = await (await per.context.request.get(`${per.town.base}${path}`)).text();
  const radio = page.match(/id="person-([0-9a-f-]+)"[^>]*>\s*<label[^>]*>Kari Nilsen/);
  const option = page.match(/<option value="([0-9a-f-]+)"[^>]*>Kari Nilsen/);
  const topic = "Vi har ny telefontid";
  const body = "Fra mandag svarer vi på telefonen fra klokka 8.";
  await sendForm(per, path, path, { person: (radio ?? option)[1], topic, body, reply: "not_allowed" });
  const threads = await (await kari.context.request.get(`${kari.town.base}/meldinger`)).text();
  return threads.match(new RegExp(`href="/meldinger/([0-9a-f-]+)"[^>]*>${topic}<`))[1];
}

/** The conversation with this topic in Per's list. */
async function found(per, topic) {
  const list = await (await per.context.request.get(`${per.town.base}/ansatt/arbeidsliste?del=alle`)).text();
  return list.match(new RegExp(`href="/ansatt/samtaler/([0-9a-f-]+)"[^>]*>${topic}<`))[1];
}
