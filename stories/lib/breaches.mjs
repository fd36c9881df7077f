// Entering a breach of security.

export const NATURE = "En arbeidsliste ble lagt igjen på bussen.";

/** Enters a breach that was known of at a time. */
export async function registersBreach(person, list, { day, time }) {
  await person.open(list);
  await person.page.getByLabel("Hvilken dag fikk dere vite det?").fill(day);
  await person.page.getByLabel("Klokkeslett").fill(time);
  await person.page.getByLabel("Hva har skjedd?").fill(NATURE);
  return person.press("Før inn bruddet");
}
