// Pages that anybody may see, and the ways in and out.

import assert from "node:assert/strict";
import { ANNE, JON, JONAS, MONA, OLA, UNITS } from "../lib/cast.mjs";
import { look } from "../lib/look.mjs";
import { breaks } from "../lib/stand_ins.mjs";
import { at, NOTHING, visit, WHEN, WHY_NOT } from "../lib/visits.mjs";

const { forAll, noPage, nothingListed, nothingTyped, sameAs } = WHY_NOT;

/** Half an hour without use ends a session; the warning comes two minutes before. */
const UNTIL_WARNED_MS = 28 * 60 * 1000;

const plain = (path) => ({
  empty: nothingListed,
  filled: [at("nobody", path), at("kari", path, { named: "signed-in" })],
  error: nothingTyped,
  refused: forAll,
});

/** Somebody picks a person at a stand-in that does something wrong this once. */
const withFault = (path, fault, who, heading, status) =>
  visit("visitor", async (person) => {
    await person.open(path);
    await breaks(person, fault);
    const answer = await person.press(`Logg inn som ${who.name}`);
    await person.seesHeading(heading);
    return answer;
  }, { status, named: fault, alone: true });

const away = (path, heading) =>
  visit("visitor", async (person) => {
    await person.open(path);
    const heal = await breaks(person, "down", "until_cleared");
    try {
      const answer = await person.open(path);
      await person.seesHeading(heading);
      return answer;
    } finally {
      await heal();
    }
  }, { status: 503, named: "away", alone: true });

/** The stand-in's own page is no page of ours. */
const gate = (path, heading) =>
  visit("visitor", async (person) => {
    const answer = await person.open(path);
    await person.seesHeading(heading);
    return answer;
  }, { isPage: false });

const signsOut = (who, home, path) =>
  visit(who, async (person) => {
    await person.open(home);
    await person.press("Logg ut", person.page.locator("header"));
    await person.page.waitForURL(/\/utlogget/);
    await person.seesHeading("Du er logget ut");
    await person.open(home);
    assert.ok(!person.page.url().startsWith(person.town.base), `${path} did not end the session`);
    return null;
  }, { isPage: false, when: WHEN.last });

/** The warning that comes two minutes before a session ends, and the way to stay. */
const warned = visit(ANNE.given, async (person) => {
  const { page } = person;
  await page.clock.install();
  await person.open("/hjelp");
  const dialog = page.getByRole("alertdialog", { name: "Du blir snart logget ut" });
  assert.equal(await dialog.count(), 0);
  await page.clock.fastForward(UNTIL_WARNED_MS);
  await dialog.waitFor();
  await person.hasFocusOn("#hb-session-heading");
  const faults = await look(page, "session-extend-filled-warned");
  assert.equal(faults.length, 0, faults.join("\n"));
  const isExtended = (answer) => answer.url().endsWith("/okt/forleng");
  const [answer] = await Promise.all([page.waitForResponse(isExtended), dialog.getByRole("button", { name: "Fortsett" }).click()]);
  assert.equal(answer.status(), 200);
  await dialog.waitFor({ state: "hidden" });
  return null;
}, { isPage: false, named: "warned", once: true });

export const PUBLIC = {
  "public::Front": plain("/"),
  "public::Help": plain("/hjelp"),
  "public::Privacy": plain("/personvern"),
  "public::Accessibility": plain("/tilgjengelighet"),
  "public::UnitPrivacy": {
    ...plain(`/personvern/${UNITS.solbakken}`),
    refused: { ...at("nobody", `/personvern/${NOTHING}`, { status: 404 }), named: "unknown" },
  },
  "public::SignedOut": { ...plain("/utlogget"), filled: at("nobody", "/utlogget") },

  "public::Language": {
    empty: nothingListed,
    filled: ["Nynorsk", "English"].map((language) =>
      visit("reader", async (person) => {
        await person.open("/");
        return person.press(language, person.page.locator("footer"));
      }, { named: language.toLowerCase() })),
    error: nothingTyped,
    refused: visit("reader", async (person) => {
      const answer = await person.context.request.post(`${person.town.base}/sprak`, { form: { language: "en" } });
      assert.equal(answer.status(), 419);
      return null;
    }, { isPage: false }),
  },

  "public::SignIn": {
    empty: nothingListed,
    filled: gate("/logg-inn", "Logg inn med ID-porten"),
    error: [
      away("/logg-inn", "Innloggingen virker ikke akkurat nå"),
      // Her session ended while she wrote; what she wrote is there, and comes along.
      visit("ola", async (person) => {
        const answer = await person.press("Fortsett");
        await person.seesHeading("Skjemaet var åpent for lenge");
        assert.equal(await person.page.locator("#written").inputValue(), person.wrote);
        // Meanwhile the page has tried to keep her draft, and was told no.
        person.faults.splice(0);
        return answer;
      }, { status: 401, named: "session-ended", once: true, when: WHEN.tomorrow }),
      visit("ola", async (person) => {
        await person.press("Send på nytt");
        const answer = await person.press(`Logg inn som ${OLA.name}`);
        await person.sees("Vi tok vare på det du skrev.");
        assert.equal(await person.page.getByLabel("Melding", { exact: true }).inputValue(), person.wrote);
        return answer;
      }, { named: "kept", once: true, when: WHEN.tomorrow }),
    ],
    refused: "who is refused learns so on the way back",
  },

  "public::SignInReturn": {
    empty: nothingListed,
    filled: sameAs("citizen::Home"),
    error: at("visitor", "/logg-inn/tilbake?code=x&state=y", { status: 400 }),
    refused: [
      withFault("/logg-inn", "lower_level", JONAS, /høyeste sikkerhetsnivå/, 403),
      withFault("/logg-inn", "missing_pid", JONAS, "Vi vet ikke hvem du er", 403),
      withFault("/logg-inn", "access_denied", JONAS, "Du er ikke logget inn", 200),
    ],
  },

  "public::SignOut": {
    empty: nothingListed,
    filled: [
      visit("nobody", async (person) => {
        const answer = await person.open("/logg-ut");
        assert.equal(person.path, "/utlogget");
        return answer;
      }, { isPage: false }),
      signsOut("gerd", "/hjem", "/logg-ut"),
    ],
    error: nothingTyped,
    refused: forAll,
  },

  "public::StaffSignIn": {
    empty: nothingListed,
    filled: gate("/ansatt/logg-inn", "Logg inn med HelseID"),
    error: away("/ansatt/logg-inn", "Innloggingen virker ikke akkurat nå"),
    refused: "who is refused learns so on the way back",
  },

  "public::StaffSignInReturn": {
    empty: nothingListed,
    filled: sameAs("staff::WorkList"),
    error: at("visitor", "/ansatt/logg-inn/tilbake?code=x&state=y", { status: 400 }),
    refused: [
      visit("visitor", async (person) => {
        await person.open("/ansatt/logg-inn");
        const answer = await person.press(`Logg inn som ${JON.name}`);
        await person.seesHeading("Du kommer ikke inn her");
        await person.sees(/Hjemmesykepleien Solvik øst.*31\.\sjanuar/);
        return answer;
      }, { status: 403, named: "ended" }),
      withFault("/ansatt/logg-inn", "lower_level", MONA, /høyeste sikkerhetsnivå/, 403),
    ],
  },

  "public::StaffSignOut": {
    empty: nothingListed,
    filled: signsOut(MONA.given, "/ansatt/arbeidsliste", "/ansatt/logg-ut"),
    error: nothingTyped,
    refused: forAll,
  },

  "partner::FrontChannel": told(async (person) => {
    const answer = await person.context.request.get(`${person.town.base}/logg-ut/frontkanal?iss=x&sid=y`);
    assert.equal(answer.status(), 400);
    assert.match(answer.headers()["content-security-policy"], /frame-ancestors http:\/\/127/);
  }),
  "partner::BackChannel": told((person) => notBelieved(person, "/logg-ut/bakkanal")),
  "partner::StaffBackChannel": told((person) => notBelieved(person, "/ansatt/logg-ut/bakkanal")),
  "gateway::SmsReport": told(async (person) => {
    const report = { refId: "x-1", id: "x", resultCode: 1001 };
    const answer = await person.context.request.post(`${person.town.base}/varsel/sms/${NOTHING}`, { data: report });
    assert.equal(answer.status(), 404);
  }),

  "gateway::MailReport": told(async (person) => {
    const letter = "Subject: Undelivered";
    const answer = await person.context.request.post(`${person.town.base}/varsel/epost/${NOTHING}`, { data: letter });
    assert.equal(answer.status(), 404);
  }),

  "session::Extend": {
    empty: nothingListed,
    filled: [warned, visit("kari", async (person) => {
      await person.open("/hjelp");
      const dialog = person.page.locator("dialog.hb-session");
      const { request } = person.context;
      const form = { csrf: await dialog.getAttribute("data-csrf"), back: "/hjelp" };
      const headers = { accept: "application/json" };
      const answer = await request.post(`${person.town.base}/okt/forleng`, { form, headers });
      assert.equal(answer.status(), 200);
      assert.ok((await answer.json()).end_in > 0);
      return null;
    }, { isPage: false })],
    error: nothingTyped,
    refused: visit("nobody", async (person) => {
      const answer = await person.context.request.post(`${person.town.base}/okt/forleng`, { form: {} });
      assert.ok([401, 419].includes(answer.status()), `${answer.status()}`);
      return null;
    }, { isPage: false }),
  },

  "demo::Start": {
    empty: nothingListed,
    filled: at("nobody", "/demo"),
    error: nothingTyped,
    refused: forAll,
  },
  "demo::Clock": {
    empty: nothingListed,
    filled: at("nobody", "/demo/klokke"),
    error: visit("nobody", async (person) => {
      await person.open("/demo/klokke");
      await person.page.locator("#day").fill("31");
      await person.page.locator("#month").fill("2");
      await person.page.locator("#time").fill("25.00");
      const answer = await person.press("Flytt klokka");
      await person.sees("Datoen finnes ikke.");
      return answer;
    }, { status: 422 }),
    refused: forAll,
  },
};

function told(go) {
  return { empty: noPage, filled: noPage, error: visit("nobody", go, { isPage: false }), refused: noPage };
}

async function notBelieved(person, path) {
  const answer = await person.context.request.post(`${person.town.base}${path}`, { form: { logout_token: "x" } });
  assert.equal(answer.status(), 400);
}
