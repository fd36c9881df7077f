// Requests about rights: two controllers, two clocks, the wrong one, and what is not shared.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GRO, HILDE, HOME_NURSING, KARI, MONA, NINA, PER } from "./lib/cast.mjs";
import { begins, bringsIntoForce, entersDelivery, entersOrganisation, fillsIn } from "./lib/console.mjs";
import { clockTo, desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Kari asks for her notes from both sides of a boundary, and everybody answers for their own";

const FJORDRO = "Fjordro Omsorg AS";
const SOLVIK = "Solvik kommune";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const gro = await Person.atMachine(given, GRO.name);
  const hilde = await Person.atMachine(given, HILDE.name);
  const kari = await Person.atMachine(given, KARI.name);
  const mona = await Person.atMachine(given, MONA.name);
  const clock = await Person.atMachine(given, "anybody");

  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  /** Chooses a kind and her service, and looks it over. */
  const asks = async (kind, fill = async () => {}) => {
    await kari.open("/meg/krav/ny");
    await kari.page.getByLabel(kind, { exact: true }).check();
    await kari.press("Fortsett");
    await kari.page.locator("#unit").selectOption({ label: `${HOME_NURSING}, ${SOLVIK}` });
    await fill(kari.page);
    await kari.press("Fortsett");
  };
  const card = (person, number) =>
    person.page.locator("section.ds-card", { has: person.page.locator(`#part-${number}`) });

  await scene("Gro enters that Fjordro runs home nursing from 1 March", async () => {
    await comes(gro, GRO);
    await entersOrganisation(gro, { name: FJORDRO, number: "310000043", kind: "PRIVATE_COMMERCIAL" });
    await begins(gro, {
      kind: "SERVICE", title: "D-2027-1", others: [FJORDRO], places: [HOME_NURSING],
      first: "1.3.2027", last: "31.12.2028",
    });
    await fillsIn(gro);
    await bringsIntoForce(gro);
    const answer = await entersDelivery(gro, {
      place: HOME_NURSING, how: "OUTSOURCED", agreement: "D-2027-1", first: "1.3.2027", last: "31.12.2028",
    });
    assert.equal(answer.status(), 200, await gro.words());
  });

  await scene("on 28 March, when the clocks go forward, Kari asks for access and gets two parts, two controllers and two clocks", async () => {
    await clockTo(clock, { day: "28", month: "3", time: "12.00" });
    await comes(kari, KARI);
    await kari.open("/meg");
    await kari.go("Be om innsyn, retting eller sletting");
    await asks("Innsyn i journalen");
    await kari.sees("Kravet går til 2");
    await kari.press("Send kravet");
    await kari.sees("Kravet er sendt.");
    await kari.sees(/2 deler/);
    await kari.sees(SOLVIK, card(kari, 1));
    await kari.sees(FJORDRO, card(kari, 2));
    for (const number of [1, 2]) await kari.sees(/28\.\sapril/, card(kari, number));
  });
  const access = kari.path;

  await scene("Hilde sees Solvik's part and no other, and answers it; Mona sees Fjordro's", async () => {
    await comes(hilde, HILDE);
    await hilde.open("/kommune/krav");
    assert.equal(await hilde.page.locator('a[href^="/kommune/krav/"]').count(), 1);
    await hilde.follow(hilde.page.locator('a[href^="/kommune/krav/"]').first());
    await hilde.sees(SOLVIK);
    await hilde.page.getByLabel("Du får det du ba om.").check();
    await hilde.page.locator("#body").fill("Her er notatene til og med februar.");
    const answer = await hilde.press("Send svaret");
    assert.equal(answer.status(), 200, await hilde.words());
    await comes(mona, MONA);
    await mona.open("/kommune/krav");
    assert.equal(await mona.page.locator('a[href^="/kommune/krav/"]').count(), 1);
    await mona.sees(FJORDRO);
  });

  await scene("Fjordro needs more time, and says why in time", async () => {
    await mona.follow(mona.page.locator('a[href^="/kommune/krav/"]').first());
    await mona.page.locator("#reason").fill("Kort");
    const short = await mona.press("Gi beskjed om mer tid");
    assert.equal(short.status(), 422);
    await mona.page.locator("#reason").fill("Journalen er lang, og to må lese den.");
    await mona.press("Gi beskjed om mer tid");
    await mona.sees(/28\.\sjuni/);
  });

  await scene("Kari reads the answer and takes it out, and sees the new day and the reason", async () => {
    await kari.open(access);
    await kari.sees("Svar sendt", card(kari, 1));
    await kari.sees(/28\.\sjuni/, card(kari, 2));
    await kari.sees("Journalen er lang, og to må lese den.", card(kari, 2));
    await kari.go(/^Les svaret/);
    await kari.sees("Her er notatene til og med februar.");
    const { request } = kari.context;
    const json = await (await request.get(`${kari.town.base}${kari.path}?som=json`)).json();
    assert.equal(json.answered_by, SOLVIK);
    assert.equal(json.outcome, "GRANTED");
    const zip = await (await request.get(`${kari.town.base}${kari.path}?som=zip`)).body();
    const files = unpacked(zip);
    assert.deepEqual(JSON.parse(files.get("svar.json")), json);
    const read = verified(files, "svar.pdf");
    assert.match(read.info, /Tagged: +yes/);
    assert.match(read.info, /Title: +Svar på kravet ditt/);
    assert.match(read.text, /Solvik kommune[^]*Her er notatene til og med februar\.[^]*Side 1 av 1/);
  });

  await scene("a rectification goes to the wrong one, and she is guided the same day", async () => {
    await asks("Retting i journalen", async (page) => {
      await page.locator("#first").fill("1.3.2027");
      await page.getByLabel("Kommunen", { exact: true }).check();
      await page.getByLabel("Spør meg først").check();
      await page.locator("#body").fill("Jeg bruker ikke lenger den medisinen.");
    });
    await kari.sees(/De har ikke ansvaret for dette/);
    await kari.press("Send kravet");
    await hilde.open("/kommune/krav");
    await hilde.sees(/Hører til\s+Fjordro Omsorg AS/);
    await hilde.go(/^Retting i journalen/);
    assert.equal(await hilde.page.getByRole("button", { name: "Send svaret" }).count(), 0);
    await hilde.press("Fortell hvem som har ansvaret");
    await kari.open(kari.path);
    await kari.sees("Venter på deg");
    await kari.press("Send kravet videre");
    await kari.sees("Kravet er sendt videre. Fristen gjelder fra i dag.");
    await kari.sees(FJORDRO, card(kari, 2));
    await kari.sees(/28\.\sapril/, card(kari, 2));
  });

  await scene("she says no to sharing, and it holds at once", async () => {
    await asks("Si nei til at noe deles");
    await kari.press("Send kravet");
    await kari.sees("Opplysningene deles ikke");
    // Easter Sunday: the first working day is Tuesday.
    await kari.sees(/30\.\smars/, card(kari, 1));
    await kari.press("La opplysningene deles igjen");
    await kari.sees("Opplysningene kan deles igjen.");
  });

  let thread;
  await scene("she asks Helsebro what it has, and Nina gives her the copy of her inbox and what she has done", async () => {
    thread = await writes(kari, HOME_NURSING, "Besøk i påsken", "Kommer dere i påsken?");
    await kari.open("/meg/krav/ny");
    await kari.page.getByLabel("Innsyn i det Helsebro har", { exact: true }).check();
    await kari.press("Fortsett");
    await kari.press("Fortsett");
    await kari.press("Send kravet");
    await kari.sees("Kravet er sendt.");
    const platform = kari.path;
    const nina = await Person.atMachine(given, NINA.name);
    await comes(nina, NINA);
    await nina.open("/drift/krav");
    await nina.follow(nina.page.locator('a[href^="/drift/krav/"]').first());
    await nina.page.getByLabel("Du får det du ba om.").check();
    await nina.page.locator("#body").fill("Her er det Helsebro har.");
    const answer = await nina.press("Send svaret");
    assert.equal(answer.status(), 200, await nina.words());
    await nina.leave(given.people);
    await kari.open(platform);
    await kari.go(/^Les svaret/);
    await kari.sees("Kommer dere i påsken?");
    await kari.sees("Sendte et krav om innsyn, retting eller annet");
  });

  await scene("she contests what home nursing has, and it is read there and not used until it is settled", async () => {
    await asks("Begrense bruken", async (page) => {
      await page.locator("#body").fill("Det som står om fallet, er feil.");
    });
    await kari.press("Send kravet");
    await mona.open("/kommune/krav");
    await mona.follow(mona.page.locator('a[href^="/kommune/krav/"]', { hasText: "Begrense bruken" }).first());
    await mona.page.getByLabel("Du får det du ba om.").check();
    await mona.press("Send svaret");
    await mona.sees("Bruken er begrenset");
    const part = mona.path;
    const per = await Person.atMachine(given, PER.name);
    await comes(per, PER);
    await per.open(desk.at(thread));
    await per.sees("Bruken er begrenset");
    await mona.open(part);
    await mona.press("La opplysningene brukes igjen");
    await mona.sees("Innbyggeren har fått beskjed.");
    await kari.open(kari.path);
    await kari.sees("lar opplysningene brukes igjen");
    await kari.sees("Opplysningene kan brukes igjen fra");
    await per.open(desk.at(thread));
    await per.sees("Bruken er begrenset");
    await per.leave(given.people);
  });

  await scene("Kari sees in her list who has read her requests", async () => {
    await kari.open("/meg/hvem-har-sett?vis=ansatte");
    await kari.sees("Leste et krav");
    await kari.sees("Svarte på et krav");
  });

  await scene("what is asked for a month before Christmas is owed on Christmas Day, and late after the days off", async () => {
    await clockTo(clock, { day: "25", month: "11", time: "12.00" });
    await comes(kari, KARI);
    await asks("Innsyn i journalen");
    await kari.press("Send kravet");
    for (const number of [1, 2]) await kari.sees(/25\.\sdesember/, card(kari, number));
    await clockTo(clock, { day: "27", month: "12", time: "12.00" });
    await comes(hilde, HILDE);
    await hilde.open("/kommune/krav");
    const asked = () => hilde.page.locator("tr", { hasText: "desember" });
    await hilde.sees("I dag", asked());
    await clockTo(clock, { day: "28", month: "12", time: "12.00" });
    await comes(hilde, HILDE);
    await hilde.open("/kommune/krav");
    await hilde.sees("Over fristen", asked());
  });
}

/** What an archive holds where everything lies as it is. */
function unpacked(zip) {
  const files = new Map();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name] = [zip.readUInt32LE(at + 22), zip.readUInt16LE(at + 26)];
    const begins = at + 30 + name;
    files.set(zip.subarray(at + 30, begins).toString(), zip.subarray(begins, begins + size));
    at = begins + size;
  }
  return files;
}

/** Asks OpenSSL whether the seal is whole and poppler what the letter is. */
function verified(files, name) {
  const folder = mkdtempSync(join(tmpdir(), "answer-"));
  try {
    for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
    const ask = (program, ...words) => execFileSync(program, words, { cwd: folder, stdio: "pipe" }).toString();
    const seal = ["cms", "-verify", "-binary", "-inform", "DER", "-CAfile", "segl.pem", "-in", `${name}.p7s`];
    ask("openssl", ...seal, "-content", name, "-out", "out");
    writeFileSync(join(folder, "changed"), Buffer.concat([files.get(name), Buffer.from(" ")]));
    assert.throws(() => ask("openssl", ...seal, "-content", "changed", "-out", "out"));
    return { info: ask("pdfinfo", name), text: ask("pdftotext", name, "-") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
