// The citizen's pages.

import { ANNE, GERD, HEALTHY_LIFE, JONAS, LISE } from "../lib/cast.mjs";
import { ofHers } from "../lib/custody.mjs";
import { file, png } from "../lib/files.mjs";
import { ACTING_PAGES } from "./acting.mjs";
import { presses } from "./acts.mjs";
import { at, NOTHING, notFound, visit, WHEN, WHY_NOT } from "../lib/visits.mjs";

const { nothingListed, nothingTyped, ownOnly } = WHY_NOT;

const LIMIT = 1000;
const TOPIC_LIMIT = 50;

/** Somebody writes too much and goes on. */
const writesTooMuch = (path) => async (person, facts) => {
  await person.open(path(facts));
  await person.page.locator("#topic").fill("e".repeat(TOPIC_LIMIT + 1));
  await person.page.locator("#body").fill("x".repeat(LIMIT + 1));
  const answer = await person.press("Fortsett");
  await person.sees("Meldingen er 1 tegn for lang.");
  return answer;
};

const LOG = "/meg/hvem-har-sett";

/** Somebody goes to ask about the newest thing that staff have done. */
const goesToAsk = async (person, facts) => {
  await person.open(`${LOG}?vis=ansatte`);
  // About one line all the time: others who read meanwhile put theirs on top.
  facts.askedAbout ??= await person.page.locator(`a[href$="/spor"]`).first().getAttribute("href");
  return person.open(facts.askedAbout);
};

/** Somebody asks for a power of attorney from whoever has this number. */
/** Chooses access at her own service, and goes on to look it over. */
const looksOver = async (person) => {
  await person.open("/meg/krav/ny");
  await person.page.getByLabel("Innsyn i journalen", { exact: true }).check();
  await person.press("Fortsett");
  await person.page.locator("#unit").selectOption({ index: 1 });
  return person.press("Fortsett");
};

/** Sends a request for access, once; its address comes back. */
const asksForAccess = async (person, facts) => {
  if (!facts.rights) {
    await looksOver(person);
    await person.press("Send kravet");
    facts.rights = person.path;
  }
  return facts.rights;
};

/** Where those who get home nursing read that their record goes to somebody else. */
const moving = (facts) => ofHers(facts.custodyPlan);

const thread = (which) => (facts) => `/meldinger/${facts.threads[which]}`;

export const CITIZEN = {
  "citizen::Home": {
    empty: at(ANNE.given, "/hjem"),
    filled: at("kari", "/hjem"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Profile": {
    empty: nothingListed,
    filled: [
      at("kari", "/meg"),
      visit("kari", async (person) => {
        await person.open("/meg");
        await person.page.getByLabel("Mørkt").check();
        const answer = await person.press("Lagre valgene");
        await person.sees("Valgene er lagret.");
        return answer;
      }, { named: "dark", once: true }),
      at("kari", "/hjem", { named: "home-dark", once: true }),
      visit("kari", async (person) => {
        await person.open("/meg");
        await person.page.getByLabel("Som enheten").check();
        return person.press("Lagre valgene");
      }, { named: "device", once: true }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Consent": {
    empty: at(JONAS.given, "/meg/samtykke", { named: "too-young" }),
    filled: [
      at(LISE.given, "/meg/samtykke", { named: "first" }),
      at("kari", "/meg/samtykke"),
    ],
    error: visit(LISE.given, async (person) => {
      await person.open("/meg/samtykke");
      const answer = await person.press("Ja, jeg samtykker");
      await person.sees("Velg hva du vil bruke Helsebro til.");
      if (person.hasScript) await person.hasFocusOn(".ds-error-summary");
      return answer;
    }, { status: 422 }),
    refused: ownOnly,
  },

  "citizen::WithdrawConsent": {
    empty: nothingListed,
    filled: [
      at("kari", "/meg/samtykke/trekk-tilbake"),
      // Those who come after find her signed up.
      visit(LISE.given, async (person) => {
        await person.open("/meg/samtykke");
        await person.page.getByLabel("Se og skrive").check();
        const answer = await person.press("Ja, jeg samtykker");
        await person.seesHeading("Hei, Lise");
        return answer;
      }, { isPage: false, once: true }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::YouthConsents": {
    empty: at("kari", "/meg/samtykke/barn"),
    filled: [
      at(LISE.given, "/meg/samtykke/barn"),
      visit(LISE.given, async (person) => {
        await person.open("/meg/samtykke/barn");
        const answer = await person.press("Samtykk for Jonas");
        await person.sees("Samtykket er lagret. Det gjelder fra nå.");
        return answer;
      }, { named: "given", once: true }),
      at(JONAS.given, "/meg/samtykke", { named: "youth-asked", once: true }),
      visit(LISE.given, async (person) => {
        await person.open("/meg/samtykke/barn");
        const answer = await person.press("Trekk samtykket for Jonas");
        await person.sees("Samtykket er trukket. Det gjelder fra nå.");
        return answer;
      }, { named: "withdrawn", once: true }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Notices": {
    empty: at(ANNE.given, "/meg/varsler"),
    filled: [
      at("kari", "/meg/varsler"),
      visit("kari", async (person) => {
        await person.open("/meg/varsler");
        await person.page.locator("#level-normal").check();
        const answer = await person.press("Lagre valgene");
        await person.sees("Valgene dine er lagret.");
        return answer;
      }, { named: "saved", once: true }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::SignOutEverywhere": {
    empty: nothingListed,
    filled: visit(ANNE.given, async (person) => {
      await person.open("/meg");
      await person.press("Logg ut overalt");
      await person.seesHeading("Du er logget ut");
      return null;
    }, { isPage: false, when: WHEN.last }),
    error: nothingTyped,
    refused: ownOnly,
  },

  ...ACTING_PAGES,

  "citizen::Responsible": {
    empty: at(ANNE.given, "/meg/ansvar"),
    filled: at("kari", "/meg/ansvar"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Rights": {
    empty: at(ANNE.given, "/meg/krav"),
    filled: visit("kari", async (person, facts) => {
      await asksForAccess(person, facts);
      return person.open("/meg/krav");
    }),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::NewRights": {
    empty: at("kari", "/meg/krav/ny"),
    filled: [
      visit("kari", looksOver, { named: "looked-over" }),
      { ...at(LISE.given, "/meg/krav/ny"), named: "parent" },
    ],
    error: presses("kari", "/meg/krav/ny", "Fortsett", "Velg ett av alternativene.", { status: 422 }),
    refused: ownOnly,
  },

  "citizen::RightsRequest": {
    empty: nothingListed,
    filled: visit("kari", async (person, facts) => person.open(await asksForAccess(person, facts))),
    error: nothingTyped,
    refused: notFound("kari", `/meg/krav/${NOTHING}`),
  },

  "citizen::RightsAnswer": {
    empty: nothingListed,
    filled: nothingListed,
    error: nothingTyped,
    refused: notFound("kari", `/meg/krav/${NOTHING}/svar/${NOTHING}`),
  },

  "citizen::Moving": {
    empty: at(GERD.given, moving),
    filled: visit("kari", async (person, facts) => {
      await person.open(moving(facts));
      await person.page.getByLabel("Journalen min skal til Solvik kommune").check();
      const answer = await person.press("Lagre valget");
      await person.sees("Lagret.");
      return answer;
    }),
    error: presses(GERD.given, moving, "Lagre valget", "Velg hva du vil.", { status: 422 }),
    refused: notFound("kari", `/meg/ansvar/flytting/${NOTHING}`),
  },

  "citizen::Seen": {
    empty: at(ANNE.given, `${LOG}?vis=ansatte`),
    filled: [
      at("kari", LOG),
      // A month gone by: today's grows by a line each time it is looked at.
      at("kari", `${LOG}?vis=egne&maaned=2027-01`, { named: "own" }),
      at("kari", `${LOG}?maaned=2026-12`, { named: "empty-month" }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::SeenPrint": {
    empty: at(ANNE.given, `${LOG}/skriv-ut?vis=ansatte`),
    filled: at("kari", `${LOG}/skriv-ut`),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::AskAboutLine": {
    empty: nothingListed,
    filled: visit("kari", goesToAsk),
    error: visit("kari", async (person, facts) => {
      await goesToAsk(person, facts);
      const answer = await person.press("Send spørsmålet");
      await person.sees("Skriv hva du vil vite.");
      if (person.hasScript) await person.hasFocusOn(".ds-error-summary");
      return answer;
    }, { status: 422 }),
    refused: notFound("kari", `${LOG}/${NOTHING}/spor`),
  },

  "citizen::Contacts": {
    empty: at(ANNE.given, "/helsekontakter"),
    filled: at("kari", "/helsekontakter"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Contact": {
    empty: nothingListed,
    filled: [
      at("kari", (facts) => facts.nursing.contact),
      at("kari", (facts) => facts.healthy.contact, { named: "closed-today" }),
      at("kari", (facts) => facts.nursing.contact, { named: "ended", when: WHEN.tomorrow }),
    ],
    error: nothingTyped,
    refused: [notFound("kari", `/helsekontakter/${NOTHING}`), { ...notFound(ANNE.given, (facts) => facts.nursing.contact), named: "anothers" }],
  },

  "citizen::Threads": {
    empty: at(ANNE.given, "/meldinger"),
    filled: [
      at("kari", "/meldinger"),
      at("kari", (facts) => `/meldinger?eldre=1.${facts.threads.waiting}`, { named: "older" }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Choose": {
    empty: at(ANNE.given, "/meldinger/ny"),
    filled: at("kari", "/meldinger/ny"),
    error: visit("kari", async (person) => {
      await person.open("/meldinger/ny");
      const answer = await person.press("Fortsett");
      await person.sees("Velg hvem du vil skrive til.");
      if (person.hasScript) await person.hasFocusOn(".ds-error-summary");
      return answer;
    }, { status: 422 }),
    refused: ownOnly,
  },

  "citizen::NewMessage": {
    empty: nothingListed,
    filled: [
      at("kari", (facts) => facts.nursing.write),
      visit("kari", async (person, facts) => {
        const answer = await person.open(facts.healthy.write);
        await person.sees(`${HEALTHY_LIFE} er stengt nå og åpner i morgen`);
        // This unit has arranged for it that one may say whom one would like to hear from.
        await person.page.getByLabel("Hvem vil du ha svar fra?").waitFor();
        return answer;
      }, { named: "closed-now" }),
    ],
    error: visit("kari", writesTooMuch((facts) => facts.nursing.write), { status: 422 }),
    refused: [
      notFound("kari", `/meldinger/ny/til/${NOTHING}`),
      at("kari", (facts) => facts.nursing.write, { status: 409, named: "ended", when: WHEN.tomorrow }),
    ],
  },

  "citizen::Draft": {
    empty: nothingListed,
    filled: at("kari", (facts) => facts.draft),
    error: visit("kari", writesTooMuch((facts) => facts.draft), { status: 422 }),
    refused: notFound("kari", `/meldinger/utkast/${NOTHING}`),
  },

  "citizen::Check": {
    empty: nothingListed,
    filled: [
      at("kari", (facts) => `${facts.readyDraft}/se-over`),
      visit("kari", async (person, facts) => {
        await person.open(facts.readyDraft);
        await person.page.getByLabel("Hvem vil du ha svar fra?").selectOption({ index: 1 });
        const answer = await person.press("Fortsett");
        await person.sees("Ønsker svar fra");
        return answer;
      }, { named: "to-somebody" }),
    ],
    error: "what is wrong in a draft is told on the draft's own page",
    refused: notFound("kari", `/meldinger/utkast/${NOTHING}/se-over`),
  },

  "citizen::Attachments": {
    empty: at("kari", (facts) => `${facts.draft}/vedlegg`),
    filled: [
      visit("kari", async (person, facts) => {
        await person.open(`${facts.draft}/vedlegg`);
        await person.page.setInputFiles("#file", file("Plaster på leggen.png", png(40_000)));
        const answer = await person.press("Legg ved filen");
        await person.sees("Filen er lagt ved.");
        return answer;
      }, { once: true }),
      at("kari", (facts) => facts.draft, { named: "beside", once: true }),
    ],
    error: visit("kari", async (person, facts) => {
      await person.open(`${facts.draft}/vedlegg`);
      const answer = await person.press("Legg ved filen");
      await person.sees("Velg en fil først.");
      return answer;
    }, { status: 422 }),
    refused: notFound("kari", `/meldinger/utkast/${NOTHING}/vedlegg`),
  },

  "citizen::AttachmentRemoval": {
    empty: WHY_NOT.noPage,
    filled: WHY_NOT.sameAs("citizen::Attachments"),
    error: nothingTyped,
    refused: WHY_NOT.sameAs("citizen::Attachments"),
  },

  "citizen::Attachment": {
    empty: WHY_NOT.noPage,
    filled: "it answers a file, which a story of its own opens",
    error: nothingTyped,
    refused: notFound("kari", (facts) => `${thread("waiting")(facts)}/vedlegg/${NOTHING}`),
  },

  "citizen::Thread": {
    empty: nothingListed,
    filled: [
      at("kari", thread("waiting"), { named: "waiting" }),
      at("kari", thread("answered"), { named: "answered" }),
      at("kari", thread("closed"), { named: "closed" }),
      at("kari", thread("forwarded"), { named: "forwarded" }),
      at("kari", thread("notice"), { named: "no-reply" }),
      at("kari", thread("waiting"), { named: "contact-ended", when: WHEN.tomorrow }),
      at("gerd", thread("gerds"), { named: "late", when: WHEN.tomorrow }),
    ],
    error: visit("kari", async (person, facts) => {
      await person.open(thread("answered")(facts));
      await person.page.locator("#body").fill("x".repeat(LIMIT + 1));
      const answer = await person.press("Send", person.page.locator("main"));
      await person.sees("Meldingen er 1 tegn for lang.");
      return answer;
    }, { status: 422 }),
    refused: [
      notFound("kari", `/meldinger/${NOTHING}`),
      { ...notFound(ANNE.given, thread("waiting")), named: "anothers" },
    ],
  },

  "citizen::Receipt": {
    empty: nothingListed,
    filled: [
      at("kari", (facts) => `${thread("waiting")(facts)}/kvittering`),
      at("kari", (facts) => `${thread("answered")(facts)}/kvittering`, { named: "answered" }),
      at("kari", (facts) => `${thread("closed")(facts)}/kvittering`, { named: "closed" }),
      at("kari", (facts) => `${thread("forwarded")(facts)}/kvittering`, { named: "forwarded" }),
    ],
    error: nothingTyped,
    refused: notFound("kari", `/meldinger/${NOTHING}/kvittering`),
  },

  "citizen::Print": {
    empty: nothingListed,
    filled: at("kari", (facts) => `${thread("answered")(facts)}/skriv-ut`),
    error: nothingTyped,
    refused: notFound("kari", `/meldinger/${NOTHING}/skriv-ut`),
  },
};
