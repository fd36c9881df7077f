// Who is responsible for the data, entered by an administrator and seen by anybody and by
// the data protection officer, on the day before and the day of each change.

import assert from "node:assert/strict";
import { ELI, GRO, HILDE, KARI, MONA, PER, RAGNA, UNITS } from "./lib/cast.mjs";
import { begins, bringsIntoForce, entersDelivery, entersOrganisation, fillsIn } from "./lib/console.mjs";
import { ofHers, plans } from "./lib/custody.mjs";
import { clockTo, desk, writePath, writes } from "./lib/forms.mjs";
import { listWith } from "./lib/lists.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Who is responsible changes on the days that were agreed, and everybody can see it";

const FJORDRO = "Fjordro Omsorg AS";
const SOLVIK = "Solvik kommune";
const GRANLI = "Granli kommune";
const NORDFJELL = "Nordfjell kommune";
const SOLBAKKEN = `/personvern/${UNITS.solbakken}`;
const BETA = "Beta Omsorg";
const LEGEVAKT = `/personvern/${UNITS.legevakt}`;

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const gro = await Person.atMachine(given, GRO.name);
  const hilde = await Person.atMachine(given, HILDE.name);
  const eli = await Person.atMachine(given, ELI.name);
  const ragna = await Person.atMachine(given, RAGNA.name);
  const anybody = await Person.atMachine(given, "anybody");
  const kari = await Person.atMachine(given, KARI.name);
  const mona = await Person.atMachine(given, MONA.name);
  const per = await Person.atMachine(given, PER.name);

  /** Signs somebody in; whose session is over when the clock was moved. */
  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  /** What a unit's notice says on a day. */
  const on = async (date, path, ...told) => {
    const [day, month, year = "2027"] = date.split(".");
    await clockTo(anybody, { day, month, year, time: "12.00" });
    await anybody.open(path);
    for (const text of told) await anybody.sees(text);
  };
  let thread = "";
  /** What Kari's screen with her conversation says. */
  const onHers = async (names) => {
    await kari.open(`/meldinger/${thread}`);
    await kari.sees(`Ansvarlig for opplysningene: ${names}`);
  };
  /** What hers says, and Mona's at the unit. */
  const onRecords = async (names) => {
    await onHers(names);
    await mona.open(desk.at(thread));
    await mona.sees(`Dataansvarlig: ${names}`);
  };
  /** What everybody concerned sees of Solbakken on a day: Kari, who stays there, Mona, who
   *  works there for whoever runs it, Per, who follows it up, and Hilde, the officer. */
  const atSolbakken = async (date, who, ...told) => {
    await on(date, SOLBAKKEN, who, ...told);
    await comes(kari, KARI);
    await kari.open("/meg/ansvar");
    const card = kari.page.locator("section.ds-card", { has: kari.page.getByRole("heading", { name: "Solbakken sykehjem" }) });
    assert.match(await card.innerText(), new RegExp(who.source.slice(1)));
    for (const staff of [[mona, MONA], [per, PER]]) {
      await comes(...staff);
      await staff[0].open(SOLBAKKEN);
      await staff[0].sees(who);
    }
    await officerSees("Solbakken sykehjem", UNITS.solbakken, who);
  };
  /** What everybody concerned sees of the emergency clinics on a day: Kari and Per in Solvik, Hilde, and
   *  the administrators in Granli, which joins too, and in Nordfjell, which is host. */
  const atClinic = async (date, solviks, granlis) => {
    await on(date, LEGEVAKT, solviks);
    for (const [person, who] of [[kari, KARI], [per, PER]]) {
      await comes(person, who);
      await person.open(LEGEVAKT);
      await person.sees(solviks);
    }
    await officerSees("Solvik legevakt", UNITS.legevakt, solviks);
    await readsToday([ragna, RAGNA], ["Granli legevakt", UNITS.granlisLegevakt], granlis);
    await readsToday([eli, ELI], ["Nordfjell legevakt", UNITS.nordfjellsLegevakt], one(NORDFJELL));
  };
  /** The officer reads today's answer above the timeline. */
  const officerSees = (unit, id, who) => readsToday([hilde, HILDE], [unit, id], who);
  const readsToday = async ([person, who], [unit, id], controller) => {
    await comes(person, who);
    await person.open(`/kommune/ansvar/${id}`);
    await person.seesHeading(unit);
    assert.match(await person.words("p.hb-lead"), new RegExp(controller.source.slice(1)));
  };
  /** How it is said that one has the responsibility. */
  const one = (name) => new RegExp(`^${name} har ansvaret`);

  await scene("Kari sees that Solvik is responsible for her record", async () => {
    await listWith(given.town, { id: "SOLBAKKEN", name: "Solbakken sykehjem", unit: "8140105" });
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.open("/meg");
    await kari.go("Hvem er ansvarlig for opplysningene mine?");
    await kari.seesHeading("Hvem er ansvarlig for opplysningene mine?");
    assert.match(await kari.words(), /Solvik kommune har ansvaret for journalen/);
    assert.doesNotMatch(await kari.words(), /CT-/);
    thread = await writes(kari, "Solbakken sykehjem", "Besøk", "Når er det besøkstid?");
    await mona.signInFromDemo(MONA.given, MONA.name);
    await onRecords(SOLVIK);
  });

  await scene("Gro enters Fjordro, and an agreement that lacks something is told what", async () => {
    await comes(gro, GRO);
    await entersOrganisation(gro, { name: FJORDRO, number: "310000043", kind: "PRIVATE_COMMERCIAL" });
    await begins(gro, {
      kind: "SERVICE", title: "D-2027-1", others: [FJORDRO], places: ["Solbakken sykehjem"],
      first: "1.3.2027", last: "31.12.2027",
    });
    // Before anybody signs: who becomes controller, and by which row.
    const ahead = gro.page.locator("section.ds-card", { has: gro.page.getByRole("heading", { name: "Hvem blir dataansvarlig?" }) });
    assert.match(await ahead.innerText(), /Solbakken sykehjem: Fjordro Omsorg AS har ansvaret for journalen\..*CT-30/s);
    const answer = await gro.press("Sett i kraft");
    assert.equal(answer.status(), 422);
    await gro.hasFocusOn(".ds-error-summary");
    await gro.sees("Alle partene har ikke skrevet under.");
  });

  await scene("a provider without an agreement in force cannot be entered", async () => {
    const answer = await entersDelivery(gro, { place: "Solbakken sykehjem", how: "OUTSOURCED", first: "1.3.2027" });
    assert.equal(answer.status(), 422);
    await gro.sees("Det mangler en avtale som gjelder for tjenesten hele perioden.");
  });

  await scene("she fills it in, brings it into force, and enters that Fjordro runs Solbakken", async () => {
    await gro.open("/kommune/avtaler");
    await gro.go("D-2027-1");
    await fillsIn(gro);
    await bringsIntoForce(gro);
    const delivery = {
      place: "Solbakken sykehjem", how: "OUTSOURCED", agreement: "D-2027-1", first: "1.3.2027", last: "31.12.2027",
    };
    const answer = await entersDelivery(gro, delivery);
    assert.equal(answer.status(), 200, await gro.words());
    const again = await entersDelivery(gro, delivery);
    assert.equal(again.status(), 422);
    await gro.sees("Tjenesten er alt ført inn for en del av denne perioden.");
  });

  await scene("a joint journal from mid-month, with what is agreed told to citizens", async () => {
    await begins(gro, {
      kind: "JOINT_RECORD", title: "FJ-2027-1", others: [FJORDRO], places: ["Solbakken sykehjem"], first: "15.6.2027",
    });
    await fillsIn(gro, { "26-6-essence": "Kommunen svarer på spørsmål om journalen." });
    await bringsIntoForce(gro);
    await gro.page.locator("#end").fill("15.9.2027");
    await gro.press("Lagre siste dag");
    await gro.sees("Lagret.");
  });

  await scene("Hilde sees the whole timeline, as a picture and as a table, and asks about a date", async () => {
    await comes(hilde, HILDE);
    await hilde.go("Solbakken sykehjem");
    await hilde.seesHeading("Solbakken sykehjem");
    const table = await hilde.words("table");
    for (const text of ["28. februar", "1. mars", "14. juni", "15. juni", "15. september", "16. september"]) {
      assert.ok(table.includes(text), `${text} is not in\n${table}`);
    }
    assert.ok(table.includes(`${SOLVIK} og ${FJORDRO}`), table);
    assert.ok((await hilde.page.locator(".hb-timeline rect.hb-bar-joint").count()) === 1);
    await hilde.page.locator("#day").fill("15.6.2027");
    await hilde.press("Finn ansvarlig");
    await hilde.sees(/15\.\sjuni/, hilde.page.locator("[role=status]"));
    await hilde.sees(/Felles journal med delt ansvar/, hilde.page.locator("[role=status]"));
    assert.equal(await hilde.page.getByText("Sett siste dag").count(), 0);
  });

  await scene("a joint journal over the portal's inbox, a bad name and no legal person are refused", async () => {
    await entersOrganisation(gro, { name: "Midtbygda legevakt KO", kind: "KO_NO_PERSON" });
    await begins(gro, {
      kind: "TASK_COMMUNITY", title: "KO-2027-1", others: ["Midtbygda legevakt KO", "Granli kommune"],
      places: ["Legevakt"], first: "1.3.2027",
    });
    await gro.page.locator("#ko-1-name").fill("Midtbygda legevakt");
    const item = gro.page.locator("section.ds-card", { has: gro.page.locator("#ko-1-name") });
    const answer = await gro.press(/^Lagre/, item);
    assert.equal(answer.status(), 422);
    await gro.sees(/Navnet må ha med «kommunalt oppgavefellesskap» eller «KO»/);
    await gro.open(gro.path);
    await fillsIn(gro, { "ko-1-name": "Midtbygda legevakt KO", "ko-2-legal-person": "NO" });
    const named = await gro.press("Sett i kraft");
    assert.equal(named.status(), 422);
    await gro.sees(/Et oppgavefellesskap som ikke er eget rettssubjekt, kan ikke være dataansvarlig/);
  });

  await scene("Nordfjell becomes host for the emergency clinics, and Granli and Solvik join", async () => {
    await comes(eli, ELI);
    await begins(eli, {
      kind: "HOST", title: "V-2027-1", others: ["Granli kommune", SOLVIK], places: ["Legevakt"], first: "1.4.2027",
    });
    await fillsIn(eli);
    await bringsIntoForce(eli);
    await comes(ragna, RAGNA);
    const host = { place: "Legevakt", how: "HOST", agreement: "V-2027-1", first: "1.4.2027" };
    const granli = await entersDelivery(ragna, host);
    assert.equal(granli.status(), 200, await ragna.words());
    const solvik = await entersDelivery(gro, host);
    assert.equal(solvik.status(), 200, await gro.words());
  });

  await scene("a decision for six months counts when the data protection officer has confirmed it", async () => {
    await gro.open("/kommune/ansvar/avgjorelser");
    await gro.page.locator("#reference").fill("HOD 2027/123");
    await gro.page.locator("#place").selectOption({ label: "Legevakt" });
    await gro.page.locator("#party").selectOption({ label: SOLVIK });
    await gro.page.locator("#first").fill("1.5.2027");
    await gro.page.locator("#last").fill("31.10.2027");
    await gro.press("Før inn");
    await gro.sees("Venter på personvernombudet");
    assert.equal(await gro.page.getByRole("button", { name: /^Bekreft/ }).count(), 0);
    await hilde.open("/kommune/ansvar/avgjorelser");
    await hilde.press(/^Bekreft/);
    await hilde.sees("Gjelder");
  });

  await scene("what Solvik runs itself gets an end, and Hilde is warned of the gap", async () => {
    await gro.open(`/kommune/ansvar/${UNITS.solbakken}`);
    const own = gro.page.locator("section.ds-card", { has: gro.page.getByRole("heading", { level: 3, name: SOLVIK }) });
    await own.locator("summary").click();
    await own.locator("input[name=last]").fill("31.1.2028");
    await gro.press(/^Lagre siste dag/, own);
    await hilde.open(`/kommune/ansvar/${UNITS.solbakken}`);
    await hilde.sees(/Fra .*1\.\sfebruar.* er ingen ansvarlig/);
    await hilde.sees("Ikke avklart");
  });

  await scene("everybody reads it on the day before and on the day of each change", async () => {
    const sound = `${SOLVIK} har ansvaret for at du får en forsvarlig tjeneste.`;
    const both = one(`${SOLVIK} og ${FJORDRO}`);
    await atSolbakken("28.2", one(SOLVIK));
    await onRecords(SOLVIK);
    await atSolbakken("1.3", one(FJORDRO), sound);
    await onRecords(FJORDRO);
    await atClinic("31.3", one(SOLVIK), one(GRANLI));
    await atClinic("1.4", one(NORDFJELL), one(NORDFJELL));
    await atClinic("30.4", one(NORDFJELL), one(NORDFJELL));
    await atClinic("1.5", one(SOLVIK), one(NORDFJELL));
    await atSolbakken("14.6", one(FJORDRO));
    await anybody.seesNot("Kommunen svarer på spørsmål om journalen.");
    await onRecords(FJORDRO);
    await atSolbakken("15.6", both, "Kommunen svarer på spørsmål om journalen.");
    await onRecords(`${SOLVIK} og ${FJORDRO}`);
    await atSolbakken("15.9", both);
    await onHers(`${SOLVIK} og ${FJORDRO}`);
    await atSolbakken("16.9", one(FJORDRO));
    await onHers(FJORDRO);
    await atClinic("31.10", one(SOLVIK), one(NORDFJELL));
    await atClinic("1.11", one(NORDFJELL), one(NORDFJELL));
  });

  await scene("what becomes of the joint journal is counted before it goes, and Solvik receives it", async () => {
    await comes(gro, GRO);
    await plans(gro, { why: "III", place: "Solbakken sykehjem", day: "16.9.2027" });
    await gro.sees("Flyttes");
    await gro.sees("Kopieres");
    await gro.sees("Det står i avtalen om felles journal");
    await gro.sees("Innbyggernes egne kopier");
    await gro.press("Gjennomfør planen");
    await gro.sees("Venter på mottakeren");
    await gro.press(/^Bekreft at alt er tatt imot/);
    await gro.sees("Ferdig");
  });

  let plan = "";
  await scene("Beta takes Solbakken over, and nothing goes before those who stay there are told", async () => {
    await comes(kari, KARI);
    await writes(kari, "Solbakken sykehjem", "Middag", "Kan jeg få middag på rommet?");
    await entersOrganisation(gro, { name: BETA, kind: "PRIVATE_NONPROFIT" });
    ({ path: plan } = await plans(gro, { why: "II", place: "Solbakken sykehjem", day: "10.12.2027", to: BETA }));
    await gro.sees(/én melding \(én person\)/);
    assert.doesNotMatch(await gro.words(), /Kari|Nilsen/);
    await gro.press("Gi pasientene beskjed på sidene deres");
    await gro.sees("Pasientene har fått beskjed");
    await gro.press("Gjennomfør planen");
    await gro.sees(/Dette passer ikke med det som er registrert nå, eller med dagen/);
  });

  await scene("Kari reads it, and would rather that Solvik has her record", async () => {
    await kari.open("/meg/ansvar");
    await kari.go(/^Se hva som skjer, og velg/);
    await kari.sees(`Journalen din ved Solbakken sykehjem går fra ${FJORDRO} til ${BETA}.`);
    await kari.press("Lagre valget");
    await kari.sees("Velg hva du vil.");
    await kari.page.getByLabel(`Journalen min skal til ${SOLVIK}`).check();
    await kari.press("Lagre valget");
    await kari.sees("Lagret.");
    await gro.open(plan);
    await gro.sees("Pasienten har valgt hvem som skal ha den");
  });

  await scene("on the day it is carried out, and each who receives says so", async () => {
    await clockTo(anybody, { day: "10", month: "12", time: "12.00" });
    await comes(gro, GRO);
    await gro.open(plan);
    await gro.press("Gjennomfør planen");
    await gro.press(`Bekreft at alt er tatt imot ${SOLVIK}`);
    await gro.press(`Bekreft at alt er tatt imot ${BETA}`);
    await gro.sees("Det står ikke hva dette bygger på.");
    await gro.page.locator("#paper").fill("Brev fra Beta 10.12.2027");
    await gro.press(`Bekreft at alt er tatt imot ${BETA}`);
    await gro.sees("Ferdig");
    await comes(kari, KARI);
    await kari.open(ofHers(plan));
    await kari.sees(`Din gikk til ${SOLVIK}.`);
  });

  await scene("Fjordro's last day, and Solvik runs Solbakken itself again", async () => {
    await atSolbakken("31.12", new RegExp(`^${FJORDRO} har ansvaret`));
    await atSolbakken("1.1.2028", new RegExp(`^${SOLVIK} har ansvaret`));
  });

  let write = "";
  await scene("the gap: the day before it all is well, and on the day nothing new is taken in", async () => {
    await atSolbakken("31.1.2028", new RegExp(`^${SOLVIK} har ansvaret`));
    ({ write } = await writePath(kari, "Solbakken sykehjem"));
    await atSolbakken("1.2.2028", /^Ingen er ført opp som ansvarlig for det som er nytt/);
    await kari.open(write);
    await kari.sees(/Ingen er registrert med ansvar for denne tjenesten akkurat nå/);
    await hilde.finds("/kommune/ansvar/oppgaver", "Ingen driver tjenesten");
    await comes(gro, GRO);
    await gro.open("/kommune/ansvar");
    await gro.sees("Ikke avklart");
  });

  await scene("Solvik enters that it runs everything itself, and it is taken in again", async () => {
    const answer = await entersDelivery(gro, { place: "Alle tjenester i kommunen", how: "OWN", first: "1.2.2028" });
    assert.equal(answer.status(), 200, await gro.words());
    await kari.open(write);
    await kari.sees("Hva gjelder det?");
  });

  await scene("the records of processing can be taken out, and hold who is controller now", async () => {
    await comes(hilde, HILDE);
    await hilde.go("Protokoll over behandlinger");
    const { request } = hilde.context;
    const json = await (await request.get(`${hilde.town.base}/kommune/ansvar/protokoll?som=json`)).json();
    const record = json.find((it) => it.unit === "Solbakken sykehjem" && it.category === "EPJ_RECORD");
    assert.deepEqual(record.controllers, [SOLVIK]);
    // All that art. 30 no. 1 asks for, of each of the four kinds.
    const asked = ["purpose", "persons", "data", "recipients", "retention", "security", "transfers"];
    for (const one of json) for (const it of asked) assert.ok(one[it].length > 10, `${one.category} ${it}`);
    assert.equal(new Set(json.map((it) => it.category)).size, 4);
    const csv = await (await request.get(`${hilde.town.base}/kommune/ansvar/protokoll?som=csv`)).text();
    assert.match(csv, /"Solbakken sykehjem";"19";"EPJ_RECORD"/);
  });
}
