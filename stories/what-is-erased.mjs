// What somebody demands to be erased: granted by one, carried out by another, and told of then.

import assert from "node:assert/strict";
import { BERIT, HILDE, HOME_NURSING, KARI, PER } from "./lib/cast.mjs";
import { desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Kari demands that a conversation is erased: one says yes, another erases it, and her own copy stays";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const kari = await Person.atMachine(given, KARI.name);
  const per = await Person.atMachine(given, PER.name);
  const hilde = await Person.atMachine(given, HILDE.name);
  const berit = await Person.atMachine(given, BERIT.name);
  const comes = (person, who) => person.signInFromDemo(who.given, who.name);

  let thread;
  await scene("a conversation is answered and closed, and another goes on", async () => {
    await comes(kari, KARI);
    await comes(per, PER);
    thread = await writes(kari, HOME_NURSING, "Såret på leggen", "Det gjelder ikke meg, men naboen.");
    await desk.takes(per, thread);
    await desk.answers(per, thread, "Takk, da vet vi det.");
    await desk.closes(per, thread, { reason: "answered" });
    await writes(kari, HOME_NURSING, "Plaster", "Har dere plaster?");
  });

  await scene("Kari demands erasure of what home nursing has", async () => {
    await kari.open("/meg/krav/ny");
    await kari.page.getByLabel("Sletting i journalen", { exact: true }).check();
    await kari.press("Fortsett");
    await kari.page.locator("#unit").selectOption({ label: `${HOME_NURSING}, Solvik kommune` });
    await kari.page.locator("#body").fill("Det jeg skrev om såret, gjelder en annen.");
    await kari.press("Fortsett");
    await kari.press("Send kravet");
    await kari.sees("Kravet er sendt.");
  });
  const request = kari.path;

  await scene("Hilde says yes and names it; the one that goes on cannot be named", async () => {
    await comes(hilde, HILDE);
    await hilde.open("/kommune/krav");
    await hilde.follow(hilde.page.locator('a[href^="/kommune/krav/"]').first());
    const named = hilde.page.locator('input[name^="erase."]');
    assert.equal(await named.count(), 1);
    await hilde.page.getByLabel("Du får det du ba om.").check();
    await named.check();
    await hilde.page.locator("#body").fill("Vi sletter samtalen om såret.");
    const answer = await hilde.press("Send svaret");
    assert.equal(answer.status(), 200, await hilde.words());
    await hilde.sees("Det må være en annen enn den som svarte.");
    assert.equal(await hilde.page.getByRole("button", { name: "Slett nå" }).count(), 0);
  });

  await scene("Kari reads that it is not done yet", async () => {
    await kari.open(request);
    await kari.sees("Slettingen er ikke gjort ennå.");
  });

  await scene("Berit, who may bind the municipality, carries it out", async () => {
    await comes(berit, BERIT);
    await berit.open("/kommune/sletting");
    await berit.follow(berit.page.locator('a[href^="/kommune/sletting/"]').first());
    await berit.sees("Sletting etter krav");
    await berit.press("Slett nå");
    await berit.sees("Gjennomført");
  });

  await scene("home nursing has it no more, and Kari reads that and keeps her own", async () => {
    await per.open(desk.at(thread));
    await per.seesNot("naboen");
    await kari.open(request);
    await kari.sees("slettet det");
    await kari.seesNot("Slettingen er ikke gjort ennå.");
    await kari.open(`/meldinger/${thread}`);
    await kari.sees("Det gjelder ikke meg, men naboen.");
  });
}
