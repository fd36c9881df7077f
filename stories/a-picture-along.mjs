// Anne writes for Kari with a picture, and Per opens it. What is harmful is refused in
// clear words; when nobody can look through a file, nothing is lost and nothing is sent.

import assert from "node:assert/strict";
import { ANNE, HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { downloads, eicar, file, pdf, png, scanner } from "./lib/files.mjs";
import { desk } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";

export const title = "A picture goes along, and nothing that nobody has looked through";

const KARIS_NUMBER = "12864800015";
const TOPIC = "Slik ser såret ut";
const MESSAGE = "Her er et bilde av såret.";
const MEGABYTE = 1_000_000;

export async function tell(given) {
  const { scene } = given;
  const anne = await Person.atMachine(given, ANNE.name);
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);
  const picture = png(240_000);

  await scene("Anne may write for Kari", async () => {
    await anne.signInFromDemo(ANNE.given, ANNE.name);
    await kari.signInFromDemo(KARI.given, KARI.name);
    await helpsKari(anne, kari);
  });

  await scene("she writes for Kari, and comes to a page of files", async () => {
    await anne.open("/hjem");
    await anne.go(`Skriv melding til ${HOME_NURSING}`);
    await anne.page.getByLabel("Hva gjelder det?").fill(TOPIC);
    await anne.page.getByLabel("Melding", { exact: true }).fill(MESSAGE);
    await anne.press("Legg ved fil");
    await anne.seesHeading("Vedlegg");
    await anne.sees("Til sammen kan vedleggene være 10 MB.");
  });

  await scene("what is harmful, of another kind or too large is refused in clear words", async () => {
    for (const [sent, said] of [
      [file("plaster.pdf", pdf(eicar)), "Filen plaster.pdf inneholder skadelig kode og er ikke lagt ved."],
      [file("Rapport.docx", Buffer.from("PK\u0003\u0004 et brev")), "Vi tar imot PDF, JPEG og PNG. Rapport.docx er noe annet."],
      [file("plaster.jpg", png(1_000)), "plaster.jpg er ikke det navnet sier."],
      [file("plaster.png", png(9_000).subarray(0, 5_000)), "plaster.png er ikke en hel fil."],
      [file("side.png", Buffer.concat([png(1_000), Buffer.from("<script>alert(1)</script>")])), "side.png er ikke det navnet sier."],
      [file("stort.png", png(18 * MEGABYTE)), "Filen er 18 MB. Til sammen kan vedleggene være 10 MB."],
      [null, "Velg en fil først."],
    ]) {
      assert.equal((await uploads(anne, sent)).status(), 422);
      await anne.sees(said);
      await anne.hasFocusOn(".ds-error-summary");
      await anne.sees("Ingen filer er lagt ved.");
    }
  });

  await scene("exactly ten megabytes go along, and are taken away again", async () => {
    await uploads(anne, file("stort.png", png(10 * MEGABYTE)));
    await anne.sees("Filen er lagt ved.");
    await anne.press("Fjern stort.png");
    await anne.sees("Filen er tatt bort.");
  });

  await scene("the scanner goes away: the picture waits in the draft, and nothing is sent", async () => {
    await scanner(given.town, "down");
    await uploads(anne, file("plaster.png", picture, "image/png"));
    await anne.sees("Vi får ikke sjekket filen for virus akkurat nå.");
    await anne.go("Tilbake til meldingen");
    assert.equal(await anne.page.getByLabel("Melding", { exact: true }).inputValue(), MESSAGE);
    await anne.press("Fortsett");
    await anne.sees("plaster.png");
    await anne.press("Send meldingen");
    await anne.sees("Meldingen er ikke sendt");
    await anne.sees("Utkastet er lagret.");
    await anne.sees("plaster.png");
  });

  const thread = await scene("it is back, and the message goes with its picture", async () => {
    await scanner(given.town, "fine");
    // It is left alone for a while after repeated faults.
    for (let tries = 0; ; tries += 1) {
      await anne.go("Tilbake til meldingen");
      await anne.press("Fortsett");
      await anne.press("Send meldingen");
      if (anne.path.endsWith("/kvittering") || tries > 5) break;
    }
    await anne.seesHeading("Meldingen er sendt");
    return anne.path.split("/")[2];
  });

  await scene("Per opens it, and it is what Anne sent", async () => {
    await per.signInFromDemo(PER.given, PER.name);
    await per.open(desk.at(thread));
    const { answer, bytes } = await downloads(per, "plaster.png");
    assert.ok(bytes.equals(picture));
    const headers = answer.headers();
    assert.match(headers["content-disposition"], /^attachment; /);
    assert.equal(headers["content-type"], "image/png");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(headers["content-security-policy"], /sandbox/);
    assert.equal(headers["cache-control"], "no-store");
  });

  await scene("Per answers with a document, and Kari opens it", async () => {
    await desk.takes(per, thread);
    await per.open(desk.at(thread));
    await per.page.locator("#body").fill("Takk. Her er planen.");
    await per.press("Legg ved fil");
    await uploads(per, file("Plan for såret.pdf", pdf("mandag og torsdag"), "application/pdf"));
    await per.sees("Filen er lagt ved.");
    await per.go("Tilbake til meldingen");
    await per.press("Send svar");
    await kari.open(`/meldinger/${thread}`);
    const { bytes } = await downloads(kari, "Plan for såret.pdf");
    assert.ok(bytes.equals(pdf("mandag og torsdag")));
  });

  await scene("Per starts a conversation with a file along: what he wrote is kept, and Kari opens it", async () => {
    await per.open("/ansatt/samtaler/ny");
    await per.page.getByLabel(KARI.name).check();
    await per.page.locator("#topic").fill("Treningsplan");
    await per.page.locator("#body").fill("Dette er planen vi snakket om.");
    await per.press("Legg ved fil");
    await uploads(per, file("Trening.pdf", pdf("tirsdag og fredag"), "application/pdf"));
    await per.sees("Filen er lagt ved.");
    await per.go("Tilbake til meldingen");
    assert.equal(await per.page.locator("#body").inputValue(), "Dette er planen vi snakket om.");
    await per.sees("Trening.pdf");
    await per.press("Send meldingen");
    await kari.open("/meldinger");
    await kari.go("Treningsplan");
    const { bytes } = await downloads(kari, "Trening.pdf");
    assert.ok(bytes.equals(pdf("tirsdag og fredag")));
  });

  await scene("somebody else finds no such file", async () => {
    await kari.open(`/meldinger/${thread}`);
    const href = await kari.page.getByRole("link", { name: "plaster.png" }).getAttribute("href");
    const other = await anne.context.request.get(new URL(href, anne.town.base).href);
    assert.equal(other.status(), 200, "Anne acts for Kari");
    await kari.open("/meg/hvem-har-sett");
    await kari.sees("Åpnet et vedlegg i samtalen");
    await kari.open("/meg/fullmakter");
    await kari.go(ANNE.name);
    await kari.press("Trekk tilbake");
    const gone = await anne.context.request.get(new URL(href, anne.town.base).href);
    assert.notEqual(gone.status(), 200);
  });
}

/** Kari says yes to Anne, and Anne goes over to her. */
async function helpsKari(anne, kari) {
  await anne.open("/meg/fullmakter/be-om");
  await anne.page.getByLabel("Fødselsnummeret til den du vil hjelpe").fill(KARIS_NUMBER);
  await anne.press("Fortsett");
  await anne.press("Send forespørselen");
  await kari.open("/hjem");
  await kari.go("Anne Nilsen ber om fullmakt fra deg");
  await kari.press("Gi fullmakt");
  await anne.open("/meg/opptrer-for");
  await anne.page.getByLabel("Kari Nilsen").check();
  await anne.press("Fortsett");
}

/** Chooses a file and lays it ready; the last answer comes back. */
async function uploads(person, sent) {
  if (sent) await person.page.setInputFiles("#file", sent);
  return person.press("Legg ved filen");
}
