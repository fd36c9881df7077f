// Nordfjell joins: it accepts, agrees and orders, and somebody else activates. Whatever is
// missing is said in words, with who can do it. Then new terms come, and it gives notice.

import assert from "node:assert/strict";
import { hearsMissing, hearsWhy } from "./lib/aloud.mjs";
import { ELI, GRO, NINA, ROLF, UNITS } from "./lib/cast.mjs";
import { entersDelivery } from "./lib/console.mjs";
import { clockTo } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "A municipality joins, is told what is missing, and leaves with a month's notice";

const BOARD = "/kommune/oppkobling";
const ORDERS = "/drift/bestillinger";
const NOBODY = "Ingen er registrert med ansvar for denne tjenesten akkurat nå. Derfor kan vi ikke ta imot noe nytt.";
const AUTHORITY = "Kommunedirektør, delegert 2026/12";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const eli = await Person.atMachine(given, ELI.name);
  const rolf = await Person.atMachine(given, ROLF.name);
  const nina = await Person.atMachine(given, NINA.name);
  const gro = await Person.atMachine(given, GRO.name);
  const anybody = await Person.atMachine(given, "anybody");
  let list = "";
  let order = "";

  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  const accepts = async (page, version) => {
    await rolf.open(`${BOARD}/${page}`);
    await rolf.page.locator("#authority").fill(AUTHORITY);
    await rolf.press(`Godta versjon ${version}`);
  };

  /** What the municipality does itself gets an end, so long ago that nobody answers for it. */
  const endsOwn = async (name, last) => {
    await eli.open(`/kommune/ansvar/${UNITS.helsestasjon}`);
    const own = eli.page
      .locator("section.ds-card", { has: eli.page.getByRole("heading", { level: 3, name }) })
      .filter({ has: eli.page.locator("input[name=last]") })
      .last();
    await own.locator("summary").click();
    await own.locator("input[name=last]").fill(last);
    await eli.press(/^Lagre siste dag/, own);
    await eli.sees(/Ingen er ført opp som ansvarlig for det som er nytt/);
  };

  await scene("Eli begins, and sees in one look what is missing and who can do it", async () => {
    await comes(eli, ELI);
    await eli.open(BOARD);
    await eli.sees("Dere har ikke tatt i bruk noe ennå.");
    await eli.press("Begynn");
    list = eli.path;
    await eli.seesHeading("Meldinger for helsestasjon");
    await hearsMissing(eli, "Dere har ikke godtatt de generelle vilkårene.", "Den som signerer, gjør dette");
    await hearsMissing(eli, "Dere har ikke godtatt de særskilte vilkårene for kommuner.", "Den som signerer, gjør dette");
    await hearsMissing(eli, "Det er ikke vist at løsningen dere svarer i, støtter tjenesten.", "Du kan gjøre dette");
    await hearsMissing(eli, "Kommunen er ikke medlem av DigiFin.", "Driften gjør dette");
    await hearsMissing(eli, "Innbyggerne får ikke vite hvem de kan spørre om personvern.", "Du kan gjøre dette");
    assert.equal(await eli.page.getByRole("button", { name: "Bestill", exact: true }).count(), 0);
  });

  await scene("she confirms where they answer, and is told when nothing shows it", async () => {
    const answer = await eli.press("Bekreft hvor dere svarer");
    assert.equal(answer.status(), 422);
    await hearsWhy(eli, "Det er ikke vist at løsningen dere svarer i, støtter tjenesten.");
    await eli.page.locator("#route").fill("Rutine 2027/3");
    await eli.press("Bekreft hvor dere svarer");
    await eli.sees("Bekreftet. Nå kan dere bestille når resten er på plass.");
  });

  await scene("she may not sign; Rolf may, and the general terms come first", async () => {
    await eli.open(`${BOARD}/generelle-vilkar`);
    await eli.sees("Disse kan godta: Rolf Nes");
    await comes(rolf, ROLF);
    await rolf.open(`${BOARD}/saerskilte-vilkar`);
    await rolf.page.locator("#authority").fill(AUTHORITY);
    const early = await rolf.press("Godta versjon 3.1");
    assert.equal(early.status(), 422);
    await hearsWhy(rolf, "Dere har ikke godtatt de generelle vilkårene.");
    await accepts("generelle-vilkar", "2.0");
    await accepts("saerskilte-vilkar", "3.1");
    await rolf.sees("Lagret.");
  });

  await scene("Eli enters the data protection officer, Nina the membership", async () => {
    await eli.open(BOARD);
    const answer = await eli.press("Lagre kontakten");
    assert.equal(answer.status(), 422);
    await eli.page.locator("#officer").fill("personvernombud@nordfjell.example");
    await eli.press("Lagre kontakten");
    await eli.sees("Lagret.");
    await eli.open(list);
    await eli.sees("Én ting mangler før dere kan bestille.");
    await comes(nina, NINA);
    await nina.open("/drift/kommuner");
    await nina.go("Nordfjell kommune");
    await nina.page.locator("#from").fill("1.2.2027");
    const missing = await nina.press("Registrer medlemskapet");
    assert.equal(missing.status(), 422);
    await nina.page.locator("#from").fill("1.2.2027");
    await nina.page.locator("#document").fill("KS 27/1");
    await nina.press("Registrer medlemskapet");
    await nina.sees("Medlem av DigiFin fra");
  });

  await scene("nobody answers for the service: that is missing too, until it is entered who does", async () => {
    await endsOwn("Nordfjell kommune", "31.1.2026");
    await eli.open(list);
    await hearsMissing(eli, NOBODY, "Du kan gjøre dette");
    assert.equal(await eli.page.getByRole("button", { name: "Bestill", exact: true }).count(), 0);
    const whole = { place: "Alle tjenester i kommunen", how: "OWN", first: "1.2.2026", last: "" };
    const answer = await entersDelivery(eli, whole);
    assert.equal(answer.status(), 200, await eli.words());
  });

  await scene("Eli orders", async () => {
    await eli.open(list);
    await eli.sees("Dere mangler ingenting for å bestille.");
    await eli.press("Bestill");
    await eli.sees("Bestilt. Driften tar over.");
  });

  await scene("Nina cannot activate before the membership of the network is confirmed", async () => {
    await nina.open(ORDERS);
    await nina.sees("Nordfjell kommune");
    await nina.follow(nina.page.locator("main table a").last());
    order = nina.path;
    await nina.sees("Medlemskapet i Helsenettet er ikke bekreftet.");
    const alone = await nina.press("Aktiver");
    assert.equal(alone.status(), 422);
    await hearsWhy(nina, "Medlemskapet i Helsenettet er ikke bekreftet.");
    await nina.open("/drift/kommuner");
    await nina.go("Nordfjell kommune");
    await nina.press("Bekreft medlemskapet");
    await nina.sees("Lagret.");
  });

  await scene("all is asked again: she cannot activate what nobody answers for any longer", async () => {
    await endsOwn("Nordfjell kommune", "1.2.2026");
    await nina.open(order);
    const alone = await nina.press("Aktiver");
    assert.equal(alone.status(), 422);
    await hearsWhy(nina, NOBODY);
    await entersDelivery(eli, { place: "Alle tjenester i kommunen", how: "OWN", first: "2.2.2026" });
  });

  await scene("nor a service whose unit has no address", async () => {
    await comes(gro, GRO);
    await gro.open(BOARD);
    await gro.page.locator("#area").selectOption({ label: "Legevakt" });
    await gro.press("Begynn");
    const clinic = gro.path;
    await gro.page.locator("#route").fill("Rutine 2027/3");
    await gro.press("Bekreft hvor dere svarer");
    await gro.press("Bestill");
    await nina.open(ORDERS);
    await nina.follow(nina.page.locator("main table tr", { hasText: "Solvik kommune" }).locator("a").last());
    const alone = await nina.press("Aktiver");
    assert.equal(alone.status(), 422);
    await hearsWhy(nina, "Adressen til enheten mangler eller er ikke oppdatert.");
    await gro.open(clinic);
    await gro.sees("Adressen til enheten mangler eller er ikke oppdatert.");
  });

  await scene("Nina cannot activate before the test message is answered", async () => {
    await nina.open(order);
    const early = await nina.press("Aktiver");
    assert.equal(early.status(), 422);
    await hearsWhy(nina, "Testmeldingen er ikke besvart.");
    await nina.press("Send testmelding");
    await nina.sees("Testmeldingen er sendt.");
    await eli.open(list);
    await eli.press("Svar på testmeldingen");
    await eli.sees("Testmeldingen er besvart.");
    await nina.press("Aktiver");
    await nina.sees("Tjenesten er i bruk.");
    await eli.open(BOARD);
    await eli.sees("I bruk");
    await eli.sees(/Tilknytningsavgiften forfaller/);
  });

  await scene("new terms are published, with a look at whom they affect", async () => {
    await nina.open("/drift/vilkar");
    await nina.go(/4\.0/);
    await nina.sees("Nordfjell kommune");
    await nina.sees("Solvik kommune");
    await nina.press("Publiser versjon 4.0");
    await nina.sees(/^Publisert/);
  });

  await scene("Rolf sees only what changed since last time, and accepts", async () => {
    await rolf.open(`${BOARD}/saerskilte-vilkar`);
    const log = rolf.page.locator("main table tbody tr");
    assert.equal(await log.count(), 1);
    await rolf.sees("Punkt 5.1: testmeldingen skal være besvart samme dag som tjenesten aktiveres.");
    await accepts("saerskilte-vilkar", "4.0");
    await rolf.sees("Lagret.");
  });

  await scene("Rolf gives notice of a month, and not of less", async () => {
    await rolf.open(list);
    await rolf.page.locator("#last_day").fill("1.3.2027");
    const short = await rolf.press("Si opp tjenesten");
    assert.equal(short.status(), 422);
    await hearsWhy(rolf, "Det er for kort tid.");
    await rolf.page.locator("#last_day").fill("2.3.2027");
    await rolf.press("Si opp tjenesten");
    await rolf.sees("Oppsigelsen er signert.");
  });

  await scene("at midnight after the last day the service is over", async () => {
    await clockTo(anybody, { day: 2, month: 3, time: "23.58" });
    await comes(eli, ELI);
    await eli.open(BOARD);
    await eli.sees("Sagt opp");
    await clockTo(anybody, { day: 3, month: 3, time: "00.06" });
    await comes(eli, ELI);
    for (let tries = 0; tries < 40; tries += 1) {
      await eli.open(BOARD);
      if ((await eli.words()).includes("Avsluttet")) return;
      await eli.page.waitForTimeout(250);
    }
    await eli.sees("Avsluttet");
  });
}
