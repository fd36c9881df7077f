// By keyboard alone: nobody in this story touches a mouse.

import assert from "node:assert/strict";
import { BJORG, HOME_NURSING, SIRI } from "./lib/cast.mjs";
import { desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";

export const title = "Everything can be done from the keyboard";

/** How far «Logg ut» may be from the top of a page. */
const SIGN_OUT_WITHIN = 12;
/** How far anything on a page may be. */
const PAGE_TABS = 60;

const TOPIC = "Brev fra sykehuset";
const BODY = "Jeg har fått brev fra sykehuset. Kan dere lese det når dere kommer?";

export async function tell(given) {
  const { scene } = given;
  const bjorg = await Person.atMachine(given, BJORG.name);
  const siri = await Person.atMachine(given, SIRI.name);

  await scene("Bjørg signs in", async () => {
    await bjorg.open("/");
    await tabTo(bjorg, "Logg inn");
    await enter(bjorg);
    await tabTo(bjorg, `Logg inn som ${BJORG.name}`);
    await enter(bjorg);
    await bjorg.seesHeading("Hei, Bjørg");
  });

  await scene("the first thing she comes to leads past the menu, and can be seen", async () => {
    await bjorg.page.keyboard.press("Tab");
    await bjorg.hasFocusOn(".hb-skip");
    const box = await bjorg.page.locator(".hb-skip").boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.height > 20, `the link lies at ${JSON.stringify(box)}`);
    await bjorg.page.keyboard.press("Enter");
    await bjorg.hasFocusOn("#innhold");
    await bjorg.page.keyboard.press("Tab");
    assert.ok(await bjorg.page.evaluate(() => document.activeElement.closest("main") !== null));
  });

  await scene(`«Logg ut» is within ${SIGN_OUT_WITHIN} tabs on every console`, async () => {
    await bjorg.open("/hjelp");
    await tabTo(bjorg, "Logg ut", SIGN_OUT_WITHIN);
  });

  await scene("she writes, is told what is missing with the focus on it, and sends", async () => {
    await bjorg.open("/hjem");
    await tabTo(bjorg, `Skriv melding til ${HOME_NURSING}`);
    await enter(bjorg);
    await tabTo(bjorg, "Fortsett");
    await enter(bjorg);
    await bjorg.hasFocusOn(".ds-error-summary");
    await tabTo(bjorg, "Skriv hva meldingen gjelder.");
    await bjorg.page.keyboard.press("Enter");
    await bjorg.hasFocusOn("#topic");
    await bjorg.page.keyboard.type(TOPIC);
    await bjorg.page.keyboard.press("Tab");
    await bjorg.hasFocusOn("#body");
    await bjorg.page.keyboard.type(BODY);
    await tabTo(bjorg, "Fortsett");
    await enter(bjorg);
    await bjorg.seesHeading("Se over og send");
    await tabTo(bjorg, "Send meldingen");
    await enter(bjorg);
    await bjorg.seesHeading("Meldingen er sendt");
    await bjorg.hasFocusOn("h1");
  });

  await scene("what has the focus can always be seen", async () => {
    await bjorg.open("/meldinger");
    for (let tab = 0; tab < SIGN_OUT_WITHIN; tab += 1) {
      await bjorg.page.keyboard.press("Tab");
      const ring = await bjorg.page.evaluate(() => {
        // The ring of a whole row is drawn by what lies over it.
        return [null, "::after"].some((pseudo) => {
          const style = getComputedStyle(document.activeElement, pseudo);
          const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          return outlined || style.boxShadow !== "none";
        });
      });
      assert.ok(ring, `nothing shows the focus on ${JSON.stringify(await bjorg.focus())}`);
    }
  });

  const older = await scene("Siri signs in; two conversations wait", async () => {
    const thread = await writes(bjorg, HOME_NURSING, "Eggdosisen", "Husker dere oppskriften?");
    await siri.open("/ansatt/arbeidsliste");
    await tabTo(siri, `Logg inn som ${SIRI.name}`);
    await enter(siri);
    await siri.seesHeading("Arbeidsliste");
    await siri.page.reload();
    await tabTo(siri, "Logg ut", SIGN_OUT_WITHIN);
    return thread;
  });

  await scene("J and K go down and up the list, and Enter opens", async () => {
    await siri.page.evaluate(() => document.activeElement.blur());
    await siri.page.keyboard.press("j");
    const first = await rowInFocus(siri);
    await siri.page.keyboard.press("j");
    const second = await rowInFocus(siri);
    assert.notEqual(second, first);
    await siri.page.keyboard.press("k");
    assert.equal(await rowInFocus(siri), first);
    await enter(siri);
    assert.equal(siri.path, desk.at(first));
    await siri.page.keyboard.press("g");
    await Promise.all([siri.nextPage(), siri.page.keyboard.press("a")]);
    await siri.seesHeading("Arbeidsliste");
  });

  await scene("T takes, S goes to the box, Escape leaves it, Ctrl and Enter sends", async () => {
    await siri.open(desk.at(older));
    await Promise.all([siri.nextPage(), siri.page.keyboard.press("t")]);
    await siri.sees("Du har tatt samtalen.");
    await siri.page.keyboard.press("s");
    await siri.hasFocusOn("#body");
    await siri.page.keyboard.type("Vi t");
    await siri.page.keyboard.press("Escape");
    assert.notEqual((await siri.focus()).id, "body");
    await siri.page.keyboard.press("s");
    await siri.hasFocusOn("#body");
    await siri.page.keyboard.type("ar den med.");
    assert.equal(await siri.page.locator("#body").inputValue(), "Vi tar den med.");
    await Promise.all([siri.nextPage(), siri.page.keyboard.press("Control+Enter")]);
    await siri.sees("Svaret er sendt.");
  });

  await scene("V sends on and ? lists the keys", async () => {
    await siri.open(desk.at(older));
    await Promise.all([siri.nextPage(), siri.page.keyboard.press("v")]);
    await siri.seesHeading("Send samtalen videre");
    await siri.open("/ansatt/arbeidsliste");
    await Promise.all([siri.nextPage(), siri.page.keyboard.press("?")]);
    await siri.seesHeading("Snarveier");
  });

  await scene("she turns the keys off, and they do nothing any more", async () => {
    await siri.page.locator("#shortcuts-off").focus();
    await siri.page.keyboard.press("Space");
    await tabTo(siri, "Lagre valgene");
    await enter(siri);
    await siri.sees("Valgene er lagret.");
    await siri.open(desk.at(older));
    for (const key of ["?", "v", "s", "j"]) await siri.page.keyboard.press(key);
    assert.equal(siri.path, desk.at(older));
    assert.notEqual((await siri.focus()).id, "body");
    await siri.open("/ansatt/snarveier");
    await siri.page.locator("#shortcuts-on").check();
    await siri.press("Lagre valgene");
  });
}

/** Tabs on until what has this name has the focus. */
async function tabTo(person, name, most = PAGE_TABS) {
  const passed = [];
  for (let tab = 0; tab < most; tab += 1) {
    await person.page.keyboard.press("Tab");
    const { text } = await person.focus();
    if (text === name) return;
    passed.push(text.slice(0, 40));
  }
  assert.fail(`«${name}» is not within ${most} tabs of ${person.page.url()}: ${passed.join(" | ")}`);
}

/** Presses Enter on something that leads to another page. */
async function enter(person) {
  const [answer] = await Promise.all([person.nextPage(), person.page.keyboard.press("Enter")]);
  return answer;
}

/** The conversation whose row holds the focus. */
async function rowInFocus(person) {
  const id = await person.page.evaluate(() => document.activeElement.closest("[data-row]")?.id ?? "");
  assert.match(id, /^row-/, `the focus is on ${JSON.stringify(await person.focus())}, not in a row`);
  return id.replace("row-", "");
}
