// Asking another unit for data about a patient.

export const LIST = "/ansatt/utleveringer";
export const NOTES = "Såret er stelt annenhver dag med skumbandasje.";
export const WHY = "Jeg steller såret og må vite hva som er prøvd.";

/** Fills in that Kari's wound notes are asked for of Solbakken, and sends it. */
export async function asksForNotes(person, { whose, compelling, from = "1.1.2027", to = "28.2.2027", why = WHY } = {}) {
  await person.open(`${LIST}/ny`);
  await person.page.getByLabel("Fødselsnummer").fill("12864800015");
  if (whose) await person.page.getByLabel(whose).check();
  await person.page.getByLabel("Hvem har opplysningene?").selectOption({ label: "Solbakken sykehjem (Solvik)" });
  await person.page.getByLabel("Helsehjelp til pasienten").check();
  await person.page.getByLabel("Hva ber du om?").fill("Sårjournal");
  await person.page.getByLabel("Fra og med").fill(from);
  await person.page.getByLabel("Til og med").fill(to);
  await person.page.getByLabel("Hvorfor er det relevant og nødvendig?").fill(why);
  const answer = await person.press("Send forespørselen");
  if (!compelling) return answer;
  await person.page.getByLabel("Tungtveiende grunner").fill(compelling);
  return person.press("Send forespørselen");
}
