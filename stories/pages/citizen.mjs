// The citizen's pages.

import { ANNE, HEALTHY_LIFE, JONAS, LISE } from "../lib/cast.mjs";
import { file, png } from "../lib/files.mjs";
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
const asks = (number) => async (person) => {
  await person.open("/meg/fullmakter/be-om");
  await person.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill(number);
  return person.press("Fortsett");
};

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

  "citizen::ActFor": {
    empty: at(ANNE.given, "/meg/opptrer-for"),
    filled: [
      at(LISE.given, "/meg/opptrer-for"),
      visit(LISE.given, async (person) => {
        await person.open("/meg/opptrer-for");
        await person.page.getByLabel("Emil Berg").check();
        const answer = await person.press("Fortsett");
        await person.seesHeading("Emil Berg");
        return answer;
      }, { named: "home-for-emil" }),
      at(LISE.given, "/meg/opptrer-for", { named: "acting" }),
      at(LISE.given, "/meldinger", { named: "messages-for-emil", once: true }),
      at(LISE.given, "/meg", { status: 403, named: "profile-for-emil" }),
    ],
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::ActForSelf": {
    empty: nothingListed,
    filled: visit(LISE.given, async (person) => {
      await person.open("/meg/opptrer-for");
      await person.page.getByLabel("Emil Berg").check();
      await person.press("Fortsett");
      await person.press("Gå tilbake til meg selv");
      await person.sees("Du er tilbake som deg selv.");
      return null;
    }, { isPage: false }),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::Helpers": {
    empty: at(ANNE.given, "/meg/fullmakter"),
    filled: at("kari", "/meg/fullmakter"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::AskForGrant": {
    empty: at(ANNE.given, "/meg/fullmakter/be-om"),
    filled: visit(ANNE.given, asks("12864800015"), { named: "check" }),
    error: visit(ANNE.given, asks("123"), { status: 422 }),
    refused: visit(ANNE.given, async (person, facts) => {
      // Her own number.
      await asks("03837500035")(person, facts);
      const answer = await person.press("Send forespørselen");
      await person.seesHeading("Du har ikke fullmakt til dette.");
      return answer;
    }, { status: 403 }),
  },

  "citizen::GrantAsked": {
    empty: nothingListed,
    filled: at("kari", "/meg/fullmakter/spurt"),
    error: nothingTyped,
    refused: ownOnly,
  },

  "citizen::GrantRequest": {
    empty: nothingListed,
    filled: at("kari", (facts) => facts.asked),
    error: nothingTyped,
    refused: notFound("kari", `/meg/fullmakter/sporsmal/${NOTHING}`),
  },

  "citizen::Grant": {
    empty: nothingListed,
    filled: at("kari", (facts) => facts.grant),
    error: nothingTyped,
    refused: notFound("kari", `/meg/fullmakter/${NOTHING}`),
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
