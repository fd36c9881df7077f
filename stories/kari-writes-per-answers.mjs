// The whole of it once: Kari writes to those who help her, Per answers, she reads,
// and she signs out so that nobody else can read.

import assert from "node:assert/strict";
import { HEALTHY_LIFE, HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";

export const title = "Kari writes, Per answers, and Kari signs out everywhere";

const TOPIC = "Plaster til såret";
const MESSAGE = "Hei! Jeg har bare to plaster igjen. Kan dere ta med flere i morgen?\n\nHilsen Kari";
const ANSWER = "Hei, Kari. Vi tar med en ny pakke i morgen.\n\nPer";
const LIMIT = 1000;
const TOO_MANY = 37;

export async function tell(given) {
  const { scene } = given;
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);

  await scene("Per signs in with HelseID and leaves his work list open", async () => {
    await per.signInFromDemo(PER.given, PER.name);
    await per.seesHeading("Arbeidsliste");
    // From now on his page is told of what is new.
    const isStream = (answer) => answer.url().endsWith("/ansatt/arbeidsliste/nytt");
    await Promise.all([per.page.waitForResponse(isStream), per.page.reload()]);
    await per.page.evaluate(() => { window.sameAsBefore = true; });
  });

  await scene("Kari signs in with ID-porten and sees whom she can write to", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.seesHeading("Hei, Kari");
    for (const unit of [HOME_NURSING, HEALTHY_LIFE]) {
      await kari.page.getByRole("heading", { level: 3, name: unit }).waitFor();
    }
    await kari.sees("Åpent nå, til kl. 15.30");
  });

  await scene("she reads when an answer comes before she writes, and whom to call if it is urgent", async () => {
    await kari.go(`Skriv melding til ${HOME_NURSING}`);
    await kari.seesHeading(`Skriv til ${HOME_NURSING}`);
    await kari.sees("senest onsdag 3. februar kl. 15.30");
    await kari.page.getByRole("complementary", { name: "Hvis det haster" }).getByRole("link", { name: "113" }).waitFor();
  });

  await scene("the letters that are left are counted while she types", async () => {
    const box = kari.page.getByLabel("Melding", { exact: true });
    await kari.sees("1000 tegn igjen av 1000");
    await box.pressSequentially("Hei!");
    await kari.sees("996 tegn igjen av 1000");
    await box.fill("x".repeat(LIMIT + TOO_MANY));
    await kari.sees(`${TOO_MANY} tegn for mye`);
  });

  await scene("what is too long is not taken, and she is told what to put right", async () => {
    await kari.page.getByLabel("Hva gjelder det?").fill(TOPIC);
    const answer = await kari.press("Fortsett");
    assert.equal(answer.status(), 422);
    assert.match(await kari.page.title(), /^Feil: /);
    await kari.hasFocusOn(".ds-error-summary");
    await kari.sees("Meldingen er ikke sendt. Rett dette først:");
    const box = kari.page.getByLabel("Melding", { exact: true });
    assert.equal((await box.inputValue()).length, LIMIT + TOO_MANY);
    assert.equal(await kari.page.getByLabel("Hva gjelder det?").inputValue(), TOPIC);
    await kari.page.locator(".ds-error-summary a").click();
    await kari.hasFocusOn("#body");
  });

  await scene("she looks it over and sends it", async () => {
    await kari.page.getByLabel("Melding", { exact: true }).fill(MESSAGE);
    await kari.press("Fortsett");
    await kari.seesHeading("Se over og send");
    await kari.sees(TOPIC);
    await kari.sees("Kari Nilsen", kari.page.locator("main"));
    await kari.press("Send meldingen");
    await kari.seesHeading("Meldingen er sendt");
    await kari.hasFocusOn("h1");
  });

  const { reference, thread } = await scene("she gets a receipt with a reference and a time", async () => {
    const facts = await kari.words();
    const found = facts.match(/SOL-2027-\d{6}/);
    assert.ok(found, `no reference in:\n${facts}`);
    assert.match(facts, /tirsdag 2\. februar kl\. 09\.\d\d/);
    const receipt = kari.path;
    // Whoever goes back finds the receipt, and cannot send it once more.
    await kari.page.goBack();
    await kari.seesHeading("Meldingen er sendt");
    assert.equal(kari.path, receipt);
    await kari.sees(found[0]);
    await kari.go("Gå til samtalen");
    return { reference: found[0], thread: kari.path };
  });

  await scene("the conversation says when she can expect an answer", async () => {
    await kari.seesHeading(TOPIC);
    await kari.sees("Du får svar senest onsdag 3. februar kl. 15.30.");
    await kari.sees(`Levert. Referanse ${reference}`);
    assert.equal(await kari.page.title(), "Samtale – Helsebro");
  });

  await scene("Per is told without loading his page again", async () => {
    // Others in the town may have written as well.
    await per.sees(/^(1 ny samtale|\d+ nye samtaler)\./);
    assert.ok(await per.page.evaluate(() => window.sameAsBefore === true));
    await per.go("Vis", per.page.locator("#live"));
    await per.page.getByRole("link", { name: TOPIC, exact: true }).waitFor();
  });

  await scene("he takes the conversation and answers", async () => {
    const row = per.page.getByRole("row").filter({ hasText: TOPIC });
    await per.press("Ta samtalen med Kari Nilsen", row);
    await per.sees("Du har tatt samtalen.");
    await per.sees("Jeg har bare to plaster igjen");
    await per.page.getByLabel("Melding", { exact: true }).fill(ANSWER);
    await per.press("Send svar");
    await per.sees("Svaret er sendt.");
  });

  await scene("Kari sees that something is unread, and reads it", async () => {
    await kari.go("Hjem");
    await kari.page.getByRole("link", { name: /Meldinger.* ulest/ }).first().waitFor();
    await kari.go(/^Meldinger/, kari.page.locator("header"));
    const row = kari.page.getByRole("listitem").filter({ hasText: TOPIC });
    await kari.sees("Ulest", row);
    await kari.go(TOPIC, row);
    await kari.sees("Vi tar med en ny pakke i morgen.");
    await kari.sees("Per Haug, sykepleier");
    await kari.sees("Svaret kom innen fristen");
  });

  await scene("Per sees that she has read it", async () => {
    await per.open(`/ansatt${thread.replace("/meldinger/", "/samtaler/")}`);
    await per.sees(/Lest av Kari Nilsen/);
  });

  await scene("Kari has a telephone too, and signs out everywhere from her own page", async () => {
    const phone = await Person.atMachine(given, "Kari's telephone", { viewport: { width: 390, height: 844 } });
    await phone.signInFromDemo(KARI.given, KARI.name);
    await phone.seesHeading("Hei, Kari");
    await kari.go(KARI.name, kari.page.locator("header"));
    await kari.press("Logg ut overalt");
    await kari.page.waitForURL(/\/utlogget/);
    await kari.sees("Du er logget ut på alle maskiner og telefoner.");
    await isOut(phone, "/meldinger");
    await isOut(kari, "/hjem");
  });

  await scene("an ordinary sign-out ends what ID-porten let in by the same sign-in", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.seesHeading("Hei, Kari");
    const twin = await sameSignIn(given, kari);
    await twin.seesHeading("Hei, Kari");
    await kari.press("Logg ut", kari.page.locator("header"));
    await kari.page.waitForURL(/\/utlogget/);
    await kari.seesHeading("Du er logget ut");
    await isOut(twin, "/hjem");
  });
}

/** Makes sure that her own pages are closed to her. */
async function isOut(person, path) {
  await person.open(path);
  const heading = await person.page.locator("h1").innerText();
  assert.match(heading, /Du er logget ut|Logg inn med ID-porten/, `${person.name} is still signed in`);
}

/** Another browser that ID-porten knows by the same session, and we do not yet. */
async function sameSignIn(given, person) {
  const twin = await Person.atMachine(given, "Kari's other browser");
  const cookies = await person.context.cookies();
  await twin.context.addCookies(cookies.filter((cookie) => cookie.domain === "127.0.0.1"));
  await twin.open("/logg-inn");
  return twin;
}
