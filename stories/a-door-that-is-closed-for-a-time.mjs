// A unit wants to stop somebody from writing after threats. She is told first, comments,
// and another decides; she reads all along, and it is lifted. Then it is looked through what
// would be deleted. In a town of its own, since the clock is moved.

import assert from "node:assert/strict";
import { noticesBlock, WHY } from "./lib/blocks.mjs";
import { BERIT, GRO, HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { clockTo, desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "A unit closes for messages: told first, commented, decided by another, lifted; and a plan of deletion";

const HERS = "Jeg var redd og sint den dagen, og det er over nå.";
const DECISION = "Truslene var alvorlige, og de har fortsatt etter varselet.";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const anybody = await Person.atMachine(given, "anybody");
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);
  const gro = await Person.atMachine(given, GRO.name);
  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  let thread;

  await scene("Kari writes something she should not have; Per tells her that she may be stopped", async () => {
    await comes(kari, KARI);
    thread = await writes(kari, HOME_NURSING, "Sinna", "Kommer dere hit igjen, går det galt med dere.");
    await comes(per, PER);
    await desk.takes(per, thread);
    await noticesBlock(per, thread);
    assert.equal(per.path, desk.at(thread));
  });

  await scene("Kari reads why and until when she can comment, and comments; she can still write", async () => {
    await kari.open("/meg/stenginger");
    await kari.follow(kari.page.locator("main table a"));
    await kari.sees(WHY);
    await kari.sees("Du kan skrive til enheten.");
    await kari.sees("Skriv innen tirsdag 16. februar");
    await kari.page.getByLabel("Hva vil du si til dette?").fill(HERS);
    await kari.press("Send det jeg skrev");
    await kari.sees("Det du skrev, er sendt.");
    await writes(kari, HOME_NURSING, "Plaster", "Jeg har bare to igjen.");
  });

  await scene("Gro cannot close before the day, and does the day after", async () => {
    await comes(gro, GRO);
    const decides = async () => {
      await gro.open("/kommune/stenginger");
      await gro.follow(gro.page.locator("main table a"));
      await gro.sees(HERS);
      await gro.page.getByLabel("Det stenges", { exact: true }).check();
      await gro.page.getByLabel("Stengt til og med").fill("30.4.2027");
      await gro.page.getByLabel("Begrunnelse").fill(DECISION);
      return gro.press("Lagre avgjørelsen");
    };
    assert.equal((await decides()).status(), 422);
    await gro.sees("Fristen for å uttale seg er ikke ute.");
    await clockTo(anybody, { day: "17", month: "2", time: "09.00" });
    await comes(gro, GRO);
    await decides();
    await gro.sees("Lagret.");
  });

  await scene("Kari cannot write to the unit, reads all she has, and knows how to complain", async () => {
    await comes(kari, KARI);
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("går det galt med dere");
    await kari.open("/meg/stenginger");
    await kari.follow(kari.page.locator("main table a"));
    await kari.sees("Du kan ikke skrive til enheten nå.");
    await kari.sees(DECISION);
    await kari.sees("Du kan klage innen tre uker.");
    await kari.open("/meg/hvem-har-sett");
    await kari.sees("Avgjorde om det skal være stengt for meldinger fra deg");
  });

  await scene("Gro lifts it, and Kari writes again", async () => {
    await gro.press("Opphev stengingen");
    await gro.sees("Opphevet");
    await writes(kari, HOME_NURSING, "Takk", "Takk for at jeg får skrive igjen.");
  });

  await scene("Gro looks through what would be deleted; Berit carries it out, and nothing is due", async () => {
    await gro.open("/kommune/sletting");
    await gro.press("Lag en plan");
    await gro.sees("Beholdes: samtalen er åpen");
    assert.equal(await gro.page.getByRole("button", { name: "Slett nå" }).count(), 0);
    const plan = gro.path;
    const berit = await Person.atMachine(given, BERIT.name);
    await comes(berit, BERIT);
    await berit.open(plan);
    await berit.press("Slett nå");
    await berit.sees("Gjennomført");
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("går det galt med dere");
    await berit.leave(given.people);
  });
}
