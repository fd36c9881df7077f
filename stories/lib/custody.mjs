// Records that change hands, planned in the municipality's console.

import { HOME_NURSING } from "./cast.mjs";
import { begins, bringsIntoForce, entersDelivery, entersOrganisation, fillsIn } from "./console.mjs";

const PLANS = "/kommune/ansvar/flyttinger";

/** Makes a plan; its own page comes. */
export async function plans(person, { why, place, day, to }) {
  await person.open(PLANS);
  const { page } = person;
  await page.locator(`#case-${why}`).check();
  await page.locator("#place").selectOption({ label: place });
  await page.locator("#day").fill(day);
  if (to) await page.locator("#party").selectOption({ label: to });
  const answer = await person.press("Lag planen");
  return { answer, path: person.path };
}

/** A plan that those who get home nursing are told of. */
export async function toldOf(person) {
  const [name, title] = ["Gamma Omsorg AS", "H-2030-1"];
  await entersOrganisation(person, { name, kind: "PRIVATE_COMMERCIAL" });
  await begins(person, { kind: "SERVICE", title, others: [name], places: [HOME_NURSING], first: "1.1.2030" });
  await fillsIn(person);
  await bringsIntoForce(person);
  await entersDelivery(person, { place: HOME_NURSING, how: "OUTSOURCED", agreement: title, first: "1.1.2030" });
  const { path } = await plans(person, { why: "II", place: HOME_NURSING, day: "1.6.2030", to: "Granli kommune" });
  await person.press("Gi pasientene beskjed på sidene deres");
  return path;
}

/** Where somebody concerned reads of a plan. */
export const ofHers = (path) => `/meg/ansvar/flytting/${path.split("/").at(-1)}`;
