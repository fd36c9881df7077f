// The unit works in its journal system: Kari's message goes there and the answer comes
// back; it is away for an hour; it does not know Kari; and the unit moves home again.
// A town of its own, since its clock is moved and its unit too.

import assert from "node:assert/strict";
import { HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { downloads, file, pdf, png, scanner } from "./lib/files.mjs";
import { clockStep, writes } from "./lib/forms.mjs";
import { journalOf } from "./lib/journal.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "The unit answers in its journal system, which goes away and comes back";

const QUESTION = "Kan dere komme litt senere på torsdag? Jeg skal til legen.";
const ANSWER = "Hei, Kari. Vi kommer etter klokka tolv på torsdag.";
const WITH_PICTURE = "Slik ser såret ut i dag.";
const PICTURE_BACK = "Slik skal det se ut om en uke.";
const NEVER_SHOWN = "Denne kommer aldri fram.";
const WAITS = "Denne venter på å bli sjekket.";
const MEGABYTE = 1_000_000;
const twoKinds = Buffer.concat([pdf("to ting"), png(1_000)]);
const WHILE_AWAY = "Jeg glemte å si at legetimen er klokka ti.";
const UNKNOWN = "Får dere denne meldingen?";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene, town } = given;
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);
  let journal;
  let thread;

  await scene("home nursing moves to its journal system", async () => {
    await per.open("/demo");
    await per.press("Flytt enheten til journalsystemet");
    await per.sees(`${HOME_NURSING} svarer i Fjellheim Journal.`);
    journal = await journalOf(per);
    await per.signInFromDemo(PER.given, PER.name);
    await per.sees("Enheten svarer i journalsystemet.");
  });

  await scene("Kari writes, and the journal system reads a message that is as it must be", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    thread = await writes(kari, HOME_NURSING, "Besøket på torsdag", QUESTION);
    const entry = await journal.gets((one) => one.text === QUESTION);
    assert.equal(entry.code, "HE");
    assert.equal(entry.msg_id, thread);
    assert.deepEqual(entry.verdict, []);
    await journal.until((seen) => seen.entries.some((one) => one.msg_id === thread && one.receipt.state === "given"));
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Levert. Referanse");
  });

  await scene("the console leaves it alone, and tells where it is answered", async () => {
    await per.open(`/ansatt/samtaler/${thread}`);
    await per.sees("Samtalen besvares i journalsystemet.");
    await per.sees("Kvittert av journalsystemet.");
    assert.equal(await per.page.getByRole("button", { name: "Ta samtalen" }).count(), 0);
  });

  await scene("it answers on its own screen, and Kari reads the answer", async () => {
    const nurse = await Person.atMachine(given, "the nurse at the journal system");
    await nurse.page.goto(journal.screen);
    await nurse.follow(nurse.page.getByRole("link", { name: "Besøket på torsdag" }));
    await nurse.sees(QUESTION);
    await nurse.sees("Kontroll: godkjent.");
    const box = nurse.page.locator("#svar-tekst");
    if (!(await box.isVisible())) await nurse.page.locator("details", { has: box }).locator("summary").click();
    await box.fill(ANSWER);
    await nurse.page.locator("#svar-navn").fill(PER.name);
    await nurse.follow(nurse.page.locator("form", { has: box }).getByRole("button"));
    await nurse.sees(ANSWER);
    await nurse.leave(given.people);
    await journal.until((seen) => seen.entries.some((one) => one.way === "sent" && one.receipt.state === "came"));
    await kari.open(`/meldinger/${thread}`);
    await kari.sees(ANSWER);
    await kari.sees(PER.name);
  });

  await scene("Kari sends a picture along, and the journal system has it byte for byte", async () => {
    await kari.open(`/meldinger/${thread}`);
    await kari.page.getByLabel("Skriv mer i samtalen").fill(WITH_PICTURE);
    await kari.press("Legg ved fil");
    await kari.sees("Til sammen kan vedleggene være 7 MB.");
    const picture = png(240_000);
    await kari.page.setInputFiles("#file", file("såret.png", picture, "image/png"));
    await kari.press("Legg ved filen");
    await kari.sees("Filen er lagt ved.");
    await kari.go("Tilbake til meldingen");
    await kari.press("Send");
    const entry = await journal.gets((one) => one.text === WITH_PICTURE);
    assert.deepEqual([entry.attachments, entry.verdict], [["såret.png (image/png)"], []]);
    assert.ok((await journal.files(entry.number))[0].equals(picture));
  });

  await scene("the journal system answers with a picture, and Kari opens what was sent", async () => {
    const nurse = await Person.atMachine(given, "the nurse at the journal system");
    await nurse.page.goto(journal.screen);
    await nurse.follow(nurse.page.getByRole("link", { name: "Besøket på torsdag" }).first());
    const box = nurse.page.locator("#svar-tekst");
    if (!(await box.isVisible())) await nurse.page.locator("details", { has: box }).locator("summary").click();
    await box.fill(PICTURE_BACK);
    await nurse.page.locator("#svar-vedlegg").selectOption({ label: "Et bilde" });
    await nurse.follow(nurse.page.locator("form", { has: box }).getByRole("button"));
    await nurse.leave(given.people);
    await kari.finds(`/meldinger/${thread}`, PICTURE_BACK);
    const { answer, bytes } = await downloads(kari, "Såret i dag.png");
    const [sent] = await journal.files((await journal.sent(PICTURE_BACK)).number);
    assert.ok(bytes.equals(sent));
    assert.match(answer.headers()["content-disposition"], /^attachment; /);
  });

  await scene("a file that is not taken refuses its message, in words that name the file; none of it is shown", async () => {
    const large = (bytes) => ({ name: "stort.png", media_type: "image/png", base64: png(bytes).toString("base64") });
    for (const [attachment, codes] of [
      ["harmful", ["T99"]],
      ["mislabelled", ["T99"]],
      ["spreadsheet", ["T99"]],
      [{ name: "to.pdf", media_type: "application/pdf", base64: twoKinds.toString("base64") }, ["T99"]],
      [{ name: "x.pdf", media_type: "application/pdf", base64: "ikke base64!" }, ["T99"]],
      [large(18 * MEGABYTE + 1), ["T99"]],
    ]) {
      const { entry } = await journal.told({ act: "answer", thread, text: NEVER_SHOWN, attachment });
      const come = await journal.until(({ entries }) => entries.some((one) => one.number === entry && one.receipt.state === "came"));
      const { receipt } = come.entries.find((one) => one.number === entry);
      assert.deepEqual([receipt.status, receipt.codes], [2, codes], JSON.stringify(receipt));
    }
    await kari.open(`/meldinger/${thread}`);
    await kari.seesNot(NEVER_SHOWN);
  });

  await scene("ten and eighteen megabytes come through whole", async () => {
    for (const megabytes of [10, 18]) {
      const name = `stort-${megabytes}.png`;
      const sent = png(megabytes * MEGABYTE);
      const attachment = { name, media_type: "image/png", base64: sent.toString("base64") };
      await journal.told({ act: "answer", thread, text: `Her er ${megabytes} MB.`, attachment });
      await kari.finds(`/meldinger/${thread}`, name);
      const { bytes } = await downloads(kari, name);
      assert.ok(bytes.equals(sent));
    }
  });

  await scene("the scanner is cut off in the middle: the message waits and nobody sees it; then it comes", async () => {
    await scanner(town, "cut");
    await journal.told({ act: "answer", thread, text: WAITS, attachment: "document" });
    await kari.page.waitForTimeout(1_500);
    await kari.open(`/meldinger/${thread}`);
    await kari.seesNot(WAITS);
    await scanner(town, "fine");
    await kari.finds(`/meldinger/${thread}`, WAITS);
    assert.ok((await downloads(kari, "Plan.pdf")).bytes.includes("bandasje"));
  });

  await scene("it goes away; what Kari writes is queued, and she is told so", async () => {
    await journal.told({ act: "leave" });
    await kari.page.getByLabel("Skriv mer i samtalen").fill(WHILE_AWAY);
    await kari.press("Send");
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Lagret, og i kø.");
    await clockStep(per, "hour");
    // An hour without use has signed both out.
    await kari.signInFromDemo(KARI.given, KARI.name);
    await per.signInFromDemo(PER.given, PER.name);
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Lagret, og i kø.");
  });

  await scene("it comes back after an hour and has everything once", async () => {
    await journal.told({ act: "come_back" });
    const entry = await journal.gets((one) => one.text === WHILE_AWAY);
    assert.equal(entry.thread, thread);
    const seen = await journal.until((now) => now.entries.every((one) => one.receipt.state !== "owed"));
    assert.equal(seen.doubles, 0);
    assert.equal(seen.entries.filter((one) => one.thread === thread && one.way === "received" && !one.is_receipt).length, 3);
    await kari.open(`/meldinger/${thread}`);
    await kari.page.getByText("Lagret, og i kø.").waitFor({ state: "detached" });
  });

  await scene("it does not know her (E35): sending stops, and staff are told", async () => {
    await journal.told({ act: "receipts", answer: "rejected", code: "E35", lasting: "next" });
    const unknown = await writes(kari, HOME_NURSING, "Er dere der", UNKNOWN);
    await journal.gets((one) => one.text === UNKNOWN);
    await journal.until((seen) => seen.entries.some((one) => one.text === UNKNOWN && one.receipt.state === "given"));
    await per.open(`/ansatt/samtaler/${unknown}`);
    await per.sees("Journalsystemet tok ikke imot meldingen.");
    await per.page.getByRole("button", { name: "Ta samtalen" }).first().waitFor();
    const before = (await journal.seen()).received;
    const kept = await writes(kari, HOME_NURSING, "En til", "Denne blir hos dere.");
    await per.open(`/ansatt/samtaler/${kept}`);
    await per.page.getByRole("button", { name: "Ta samtalen" }).first().waitFor();
    assert.equal((await journal.seen()).received, before);
  });

  await scene("a contact list shows that it knows her, and messages go there again", async () => {
    await journal.told({ act: "list_contacts", patient: "kari", services: ["HJSP-OST"] });
    await journal.until((seen) => seen.entries.some((one) => one.message_type?.includes("TJENESTEOVERSIKT") && one.receipt.state === "came"));
    await writes(kari, HOME_NURSING, "Nå da", "Kommer denne fram?");
    await journal.gets((one) => one.text === "Kommer denne fram?");
  });

  await scene("the unit moves back to the work list with what is open", async () => {
    await per.open("/demo");
    await per.press("Flytt enheten til arbeidslisten");
    await per.sees(`${HOME_NURSING} svarer i arbeidslisten her.`);
    await per.open("/ansatt/arbeidsliste?del=alle");
    await per.sees("Nå da");
    await per.seesNot("Enheten svarer i journalsystemet.");
  });
}
