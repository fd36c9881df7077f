// What administrators do in the municipality's console, by its own pages.

import assert from "node:assert/strict";

const AGREEMENTS = "/kommune/avtaler";
/** How often the checklist is gone through: what is chosen in one item adds others. */
const ROUNDS = 3;

/** Enters an organisation that an agreement can be with. */
export async function entersOrganisation(person, { name, number, kind }) {
  await person.open(AGREEMENTS);
  const { page } = person;
  await page.locator("#org-name").fill(name);
  if (number) await page.locator("#org-number").fill(number);
  await page.locator(`#org-kind-${kind}`).check();
  await page.locator("#org-contact").fill("personvern@fjordro.example");
  await page.locator("#org-phone").fill("75 00 09 00");
  await person.press("Før inn virksomheten");
  await person.sees("Lagret.");
}

/** Begins an agreement; its own page comes. */
export async function begins(person, { kind, title, others, places, first, last = "" }) {
  await person.open(AGREEMENTS);
  const { page } = person;
  const form = page.locator("form", { has: page.locator("#title") });
  await form.locator(`#kind-${kind}`).check();
  await form.locator("#title").fill(title);
  for (const other of others) await form.getByLabel(other, { exact: true }).check();
  for (const place of places) await form.getByLabel(place, { exact: true }).check();
  await form.locator("#first").fill(first);
  await form.locator("#last").fill(last);
  await person.press("Begynn");
  await person.seesHeading(title);
  return person.path;
}

/** Fills in every field that is empty, item by item, saving each as she goes. */
export async function fillsIn(person, chosen = {}) {
  for (let round = 0; round < ROUNDS; round += 1) {
    const items = person.page.locator("section.ds-card", { has: person.page.locator("input[name=item]") });
    const count = await items.count();
    for (let place = 0; place < count; place += 1) {
      const item = items.nth(place);
      if (await fillsItem(item, chosen)) await person.press(/^Lagre/, item);
    }
  }
}

async function fillsItem(item, chosen) {
  let changed = false;
  for (const field of await item.locator("select, textarea, input.ds-input").all()) {
    const [id, kind, tag] = await field.evaluate((it) => [it.id, it.type, it.tagName]);
    const value = await field.inputValue();
    if (kind === "checkbox") {
      if (await field.isChecked()) continue;
      await field.check();
    } else if (value !== "" && !(id in chosen && value !== chosen[id])) {
      continue;
    } else if (tag === "SELECT") {
      await field.selectOption(chosen[id] ?? { index: 1 });
    } else {
      const isDay = (await field.getAttribute("class")).includes("hb-short");
      await field.fill(chosen[id] ?? (isDay ? "15.1.2027" : "Som vedlegg 1 sier"));
    }
    changed = true;
  }
  return changed;
}

/** Brings the agreement on the page into force. */
export async function bringsIntoForce(person) {
  const answer = await person.press("Sett i kraft");
  assert.equal(answer.status(), 200, await person.words());
  await person.sees("Avtalen er i kraft.");
}

/** Enters who delivers a part of the services. */
export async function entersDelivery(person, { place, how, agreement, first, last = "" }) {
  await person.open("/kommune/ansvar/ny");
  const { page } = person;
  await page.locator("#place").selectOption({ label: place });
  await page.locator(`#how-${how}`).check();
  if (agreement) {
    const option = page.locator("#basis option", { hasText: agreement }).first();
    await page.locator("#basis").selectOption(await option.getAttribute("value"));
  }
  await page.locator("#first").fill(first);
  await page.locator("#last").fill(last);
  return person.press("Før inn");
}
