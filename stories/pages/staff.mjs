// The staff console.

import assert from "node:assert/strict";
import { HEALTHY_LIFE, HEGE, LIV, MONA } from "../lib/cast.mjs";
import { desk } from "../lib/forms.mjs";
import { file, pdf } from "../lib/files.mjs";
import { at, NOTHING, notFound, visit, WHEN, WHY_NOT } from "../lib/visits.mjs";
import { done, fills, presses } from "./acts.mjs";
import { UNIT_PAGES } from "./unit.mjs";

const { nothingListed, nothingTyped, ownOnly, sameAs } = WHY_NOT;

const LIMIT = 1000;
const LIST = "/ansatt/arbeidsliste";
const NEW = "/ansatt/samtaler/ny";
const DECISION = "Du får avslag på søknaden om støttekontakt. Du kan klage på vedtaket innen tre uker.";

const thread = (which) => (facts) => desk.at(facts.threads[which]);
const below = (which, act) => (facts) => `${thread(which)(facts)}/${act}`;

/** Who may not: those of another unit are told why, those elsewhere find nothing. */
const notTheirs = (path) => [
  { ...at(LIV.given, path, { status: 403 }), named: "another-unit" },
  { ...notFound(HEGE.given, path), named: "another-municipality" },
];

/** An act by its button that nobody may do to what does not exist. */
const notThere = (act) =>
  visit("per", async (person, facts) => {
    await person.open(thread("mine")(facts));
    const csrf = await person.page.locator("main input[name=csrf]").first().inputValue();
    const path = `${person.town.base}${desk.at(NOTHING)}/${act}`;
    const answer = await person.context.request.post(path, { form: { csrf }, maxRedirects: 0 });
    assert.equal(answer.status(), 404);
    return null;
  }, { isPage: false });

const EMERGENCY = "/ansatt/nodtilgang";
const REVIEWS = "/ansatt/vurderinger";
/** Kari's, who is nobody. */
const KARIS_NUMBER = "12864800015";

/** Somebody who has nothing to do with Kari opens her in an emergency. */
const opensKari = async (person, reason = "Bevisstløs, legevakten spør om medisiner.") => {
  await person.open(EMERGENCY);
  await person.page.getByLabel("Fødselsnummer").fill(KARIS_NUMBER);
  await person.page.getByLabel("Personen kan ikke svare for seg").check();
  await person.page.getByLabel("Hvorfor må du se dette nå?").fill(reason);
  return person.press("Åpne nødtilgang");
};

/** Per begins to write, once, and goes to the files for it; the address of what is begun. */
const begun = async (person, facts) => {
  if (!facts.begunAtDesk) {
    await person.open(NEW);
    await choosesFirst(person);
    await person.page.locator("#topic").fill("Treningsplanen din");
    await person.page.locator("#body").fill("Her er planen.");
    await person.press("Legg ved fil");
    facts.begunAtDesk = person.path.replace("/vedlegg", "");
  }
  return facts.begunAtDesk;
};

export const STAFF = {
  "staff::Emergency": {
    empty: nothingListed,
    filled: at("per", EMERGENCY),
    error: visit("per", async (person) => {
      const answer = await opensKari(person, "haster");
      await person.sees("skriv grunnen med 20 til 500 tegn");
      if (person.hasScript) await person.hasFocusOn(".ds-error-summary");
      return answer;
    }, { status: 422 }),
    refused: ownOnly,
  },

  "staff::EmergencyOpen": {
    empty: nothingListed,
    filled: visit(MONA.given, async (person) => {
      const answer = await opensKari(person);
      await person.seesHeading("Kari Nilsen");
      return answer;
    }, { once: true }),
    error: nothingTyped,
    refused: notFound("per", `${EMERGENCY}/${NOTHING}`),
  },

  "staff::Reviews": {
    empty: nothingListed,
    filled: at("siri", REVIEWS),
    error: nothingTyped,
    refused: at("per", REVIEWS, { status: 403 }),
  },

  "staff::Note": {
    empty: at("per", below("mine", "notat")),
    filled: fills("per", below("mine", "notat"), { "#body": "Plaster ligger i bil 3." }, "Lagre notatet", "Notatet er lagret.", { once: true }),
    error: presses("per", below("mine", "notat"), "Lagre notatet", "Skriv en tekst.", { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/notat`), ...notTheirs(below("mine", "notat"))],
  },

  "staff::Attachments": {
    empty: at("per", below("mine", "vedlegg")),
    filled: visit("per", async (person, facts) => {
      await person.open(below("mine", "vedlegg")(facts));
      await person.page.setInputFiles("#file", file("Tiltaksplan.pdf", pdf("mandag")));
      const answer = await person.press("Legg ved filen");
      await person.sees("Filen er lagt ved.");
      return answer;
    }, { once: true }),
    error: presses("per", below("mine", "vedlegg"), "Legg ved filen", "Velg en fil først.", { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/vedlegg`), ...notTheirs(below("mine", "vedlegg"))],
  },

  "staff::AttachmentRemoval": {
    empty: WHY_NOT.noPage,
    filled: sameAs("staff::Attachments"),
    error: nothingTyped,
    refused: sameAs("staff::Attachments"),
  },

  "staff::Attachment": {
    empty: WHY_NOT.noPage,
    filled: "it answers a file, which a story of its own opens",
    error: nothingTyped,
    refused: notFound("per", (facts) => `${thread("mine")(facts)}/vedlegg/${NOTHING}`),
  },

  "staff::Talk": {
    empty: at("per", below("mine", "kontakt")),
    filled: [
      visit("per", async (person, facts) => {
        await person.open(below("mine", "kontakt")(facts));
        await person.page.getByLabel("På telefon").check();
        await person.page.locator("#body").fill("Vi ble enige om at jeg ringer i morgen.");
        await person.page.getByLabel("Nei, fristen for svar gjelder fortsatt").check();
        const answer = await person.press("Loggfør samtalen");
        await person.sees("Samtalen dere hadde, er loggført.");
        return answer;
      }, { once: true }),
      visit("per", async (person, facts) => {
        await person.open(below("mine", "kontakt")(facts));
        await person.page.getByLabel("Ved oppmøte").check();
        await person.page.locator("#body").fill(DECISION);
        await person.page.getByLabel("Ja, spørsmålet er besvart").check();
        const answer = await person.press("Loggfør samtalen");
        await person.sees("Hva slags melding er dette?");
        return answer;
      }, { named: "asked" }),
    ],
    error: presses("per", below("mine", "kontakt"), "Loggfør samtalen", "Velg ett av svarene.", { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/kontakt`), ...notTheirs(below("mine", "kontakt"))],
  },

  "staff::Names": {
    empty: nothingListed,
    filled: [
      at("per", below("mine", "navn")),
      presses("per", below("mine", "navn"), "Lagre hvordan navn vises", "Det er lagret hvordan navn vises.", { named: "saved", once: true }),
    ],
    error: visit("per", async (person, facts) => {
      await person.open(below("mine", "navn")(facts));
      await person.page.getByLabel("Bare tittel").check();
      const answer = await person.press("Lagre hvordan navn vises");
      await person.sees("Skriv en tekst.");
      return answer;
    }, { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/navn`), ...notTheirs(below("mine", "navn"))],
  },

  ...UNIT_PAGES,

  "staff::WorkList": {
    empty: [at(MONA.given, LIST), at(MONA.given, `${LIST}?del=avsluttet`, { named: "closed" })],
    filled: [
      at("per", LIST),
      at("per", `${LIST}?del=mine`, { named: "mine" }),
      at("per", `${LIST}?del=alle`, { named: "all" }),
      at("per", `${LIST}?del=venter`, { named: "waiting" }),
      at("per", `${LIST}?del=avsluttet`, { named: "closed" }),
      at("per", `${LIST}?lytt=av`, { named: "paused" }),
      at("per", LIST, { named: "late", when: WHEN.tomorrow }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "staff::News": {
    empty: WHY_NOT.noPage,
    filled: visit("per", async (person) => {
      const isStream = (answer) => answer.url().endsWith("/nytt");
      const [stream] = await Promise.all([person.page.waitForResponse(isStream), person.open(LIST)]);
      assert.equal(stream.status(), 200);
      assert.match(stream.headers()["content-type"], /^text\/event-stream/);
      return null;
    }, { isPage: false }),
    error: nothingTyped,
    refused: ownOnly,
  },

  "staff::BegunThread": {
    empty: WHY_NOT.noPage,
    filled: visit("per", async (person, facts) => person.open(await begun(person, facts)), { named: "begun" }),
    error: visit("per", async (person, facts) => {
      await person.open(await begun(person, facts));
      await person.page.locator("#topic").fill("");
      return person.press("Send meldingen");
    }, { status: 422 }),
    refused: notFound("per", `${NEW}/${NOTHING}`),
  },

  "staff::BegunFiles": {
    empty: visit("per", async (person, facts) => person.open(`${await begun(person, facts)}/vedlegg`)),
    filled: visit("per", async (person, facts) => {
      await person.open(`${await begun(person, facts)}/vedlegg`);
      await person.page.setInputFiles("#file", file("Plan.pdf", pdf("tirsdag")));
      const answer = await person.press("Legg ved filen");
      await person.sees("Filen er lagt ved.");
      return answer;
    }, { once: true }),
    error: visit("per", async (person, facts) => {
      await person.open(`${await begun(person, facts)}/vedlegg`);
      const answer = await person.press("Legg ved filen");
      await person.sees("Velg en fil først.");
      return answer;
    }, { status: 422 }),
    refused: notFound("per", `${NEW}/${NOTHING}/vedlegg`),
  },

  "staff::BegunFileRemoval": {
    empty: WHY_NOT.noPage,
    filled: sameAs("staff::BegunFiles"),
    error: nothingTyped,
    refused: sameAs("staff::BegunFiles"),
  },

  "staff::NewThread": {
    empty: at(HEGE.given, NEW),
    filled: [
      at("per", NEW),
      visit("per", async (person) => {
        await person.open(NEW);
        await choosesFirst(person);
        await person.page.locator("#topic").fill("Søknaden din");
        await person.page.locator("#body").fill(DECISION);
        const answer = await person.press("Send meldingen");
        await person.sees("Hva slags melding er dette?");
        return answer;
      }, { named: "asked" }),
    ],
    error: presses("per", () => NEW, "Send meldingen", "Velg hvem du vil skrive til.", { status: 422 }),
    refused: visit("per", async (person) => {
      await person.open(NEW);
      await choosesFirst(person);
      await person.page.locator("#topic").fill("Søknaden din");
      await person.page.locator("#body").fill(DECISION);
      await person.press("Send meldingen");
      await person.page.locator("#nature-decision").check();
      const answer = await person.press("Send meldingen");
      await person.sees("Et vedtak kan ikke sendes som melding.");
      return answer;
    }, { status: 422 }),
  },

  "staff::Thread": {
    empty: nothingListed,
    filled: [
      at("per", thread("waiting"), { named: "not-taken" }),
      at("per", thread("mine"), { named: "mine" }),
      at("per", thread("siris"), { named: "colleagues" }),
      at("per", thread("answered"), { named: "answered" }),
      at("per", thread("closed"), { named: "closed" }),
      at(LIV.given, thread("forwarded"), { named: "forwarded" }),
      at("per", thread("saras"), { named: "protected" }),
      at("per", thread("gerds"), { named: "late", when: WHEN.tomorrow }),
    ],
    error: sameAs("staff::Answer"),
    refused: [notFound("per", desk.at(NOTHING)), ...notTheirs(thread("waiting"))],
  },

  "staff::UnitYouth": {
    empty: nothingListed,
    filled: [
      at("per", "/ansatt/enheten/ungdom"),
      done("per", () => "/ansatt/enheten/ungdom", "Lagre valget", "Endringen er lagret."),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "staff::ShowNumber": {
    empty: nothingListed,
    filled: [
      presses("per", thread("mine"), /^Vis/, "Det er logget at du ba om nummeret."),
      visit("per", async (person, facts) => {
        await person.open(thread("mine")(facts));
        await person.page.locator("#body").fill("Halvskrevet");
        await person.press(/^Vis/, person.page.locator("main"));
        await person.sees(/12864800015/);
        const answer = await person.press(/^Skjul/, person.page.locator("main"));
        await person.seesNot(/12864800015/);
        assert.equal(await person.page.locator("#body").inputValue(), "Halvskrevet");
        return answer;
      }, { named: "hidden" }),
    ],
    error: nothingTyped,
    refused: notThere("vis-nummer"),
  },

  "staff::Answer": {
    empty: nothingListed,
    filled: sameAs("staff::WorkList"),
    error: [
      visit("per", async (person, facts) => {
        await person.open(thread("mine")(facts));
        await person.page.locator("#body").fill("x".repeat(LIMIT + 1));
        const answer = await person.press("Send svar");
        await person.sees("Meldingen er 1 tegn for lang.");
        return answer;
      }, { status: 422 }),
      visit("per", async (person, facts) => {
        await person.open(thread("mine")(facts));
        await person.page.locator("#body").fill(DECISION);
        const answer = await person.press("Send svar");
        await person.sees("Hva slags melding er dette?");
        return answer;
      }, { named: "asked" }),
    ],
    refused: notThere("svar"),
  },

  "staff::Take": {
    empty: nothingListed,
    filled: done("per", thread("free"), "Ta samtalen", "Du har tatt samtalen."),
    error: nothingTyped,
    // Siri took it while Per looked.
    refused: [
      visit("per", async (person, facts) => {
        await person.open(thread("raced")(facts));
        await desk.takes(facts.siri, facts.threads.raced);
        const answer = await person.press("Ta samtalen");
        await person.sees("Samtalen er tatt");
        return answer;
      }, { status: 409, named: "meanwhile", once: true }),
      notThere("ta"),
    ],
  },

  "staff::TakeOver": {
    empty: nothingListed,
    filled: done("per", thread("raced"), "Ta over", "Du har tatt over samtalen."),
    error: nothingTyped,
    refused: notThere("ta-over"),
  },

  "staff::PutBack": {
    empty: nothingListed,
    filled: visit("per", async (person, facts) => {
      await person.open(thread("raced")(facts));
      const answer = await person.press("Legg tilbake");
      await person.sees("Samtalen er lagt tilbake i køen.");
      return answer;
    }, { once: true }),
    error: nothingTyped,
    refused: notThere("legg-tilbake"),
  },

  "staff::Forward": {
    empty: nothingListed,
    filled: [
      at("per", below("mine", "send-videre")),
      visit("per", async (person, facts) => {
        await person.open(below("raced", "send-videre")(facts));
        await person.page.getByLabel(HEALTHY_LIFE).check();
        const answer = await person.press("Send samtalen videre");
        await person.sees(`Samtalen er sendt videre til ${HEALTHY_LIFE}.`);
        return answer;
      }, { named: "done", once: true }),
    ],
    error: presses("per", below("mine", "send-videre"), "Send samtalen videre", "Velg hvem som skal svare.", { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/send-videre`), ...notTheirs(below("mine", "send-videre"))],
  },

  "staff::Assign": {
    empty: at(LIV.given, below("forwarded", "tildel")),
    filled: [
      at("per", below("mine", "tildel")),
      visit("per", async (person, facts) => {
        await person.open(below("free", "tildel")(facts));
        await person.page.getByLabel(/Siri Dahl/).check();
        const answer = await person.press("Gi samtalen til kollegaen");
        await person.sees("Siri Dahl har fått samtalen.");
        return answer;
      }, { named: "done", once: true }),
    ],
    error: presses("per", below("mine", "tildel"), "Gi samtalen til kollegaen", "Velg hvem som skal ha samtalen.", { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/tildel`), ...notTheirs(below("mine", "tildel"))],
  },

  "staff::Relatives": {
    empty: at("per", below("mine", "parorende")),
    filled: visit("per", async (person, facts) => {
      const path = below("answered", "parorende")(facts);
      const inAYear = { last_day: "30", last_month: "6", last_year: "2027" };
      const decision = { number: "21843900221", why: "Vurdert sammen med fastlegen i dag." };
      await person.open(path);
      await person.page.locator("#number").fill(decision.number);
      for (const [name, value] of Object.entries(inAYear)) await person.page.locator(`[name=${name}]`).fill(value);
      await person.page.locator("#why-decide").fill(decision.why);
      const answer = await person.press("Lagre vedtaket");
      await person.sees("Det er lagret og gjelder fra nå.");
      return answer;
    }, { named: "decided", once: true }),
    error: visit("per", async (person, facts) => {
      await person.open(below("mine", "parorende")(facts));
      await person.page.locator("#number").fill("123");
      const answer = await person.press("Lagre vedtaket");
      await person.sees("Skriv minst 20 tegn, og høyst 500.");
      return answer;
    }, { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/parorende`), ...notTheirs(below("mine", "parorende"))],
  },

  "staff::Close": {
    empty: nothingListed,
    filled: at("per", below("mine", "avslutt")),
    error: visit("per", async (person, facts) => {
      await person.open(below("mine", "avslutt")(facts));
      await person.page.getByLabel("Meldingen kom til feil sted").check();
      const answer = await person.press("Avslutt samtalen");
      await person.sees("Skriv hvor innbyggeren skal henvende seg.");
      return answer;
    }, { status: 422 }),
    refused: [notFound("per", `${desk.at(NOTHING)}/avslutt`), ...notTheirs(below("mine", "avslutt"))],
  },

  "staff::Shortcuts": {
    empty: nothingListed,
    filled: [
      at("per", "/ansatt/snarveier"),
      done("per", () => "/ansatt/snarveier", "Lagre valgene", "Valgene er lagret."),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "staff::ChooseUnit": {
    empty: "who has no unit is refused at the door",
    filled: at("per", "/ansatt/bytt-enhet"),
    error: nothingTyped,
    refused: visit("per", async (person) => {
      await person.open(LIST);
      const csrf = await person.page.locator("header input[name=csrf]").first().inputValue();
      const form = { csrf, unit: NOTHING };
      const answer = await person.context.request.post(`${person.town.base}/ansatt/bytt-enhet`, { form, maxRedirects: 0 });
      assert.ok([403, 404].includes(answer.status()), `${answer.status()}`);
      return null;
    }, { isPage: false }),
  },
};

async function choosesFirst(person) {
  const radio = person.page.locator("input[name=person]").first();
  if (await radio.count()) return radio.check();
  return person.page.locator("select[name=person]").selectOption({ index: 1 });
}
