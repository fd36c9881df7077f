// A record is to change hands, and whoever a patient has named for hers says no.

import assert from "node:assert/strict";
import { GRO, KARI } from "./lib/cast.mjs";
import { entersOrganisation } from "./lib/console.mjs";
import { ofHers, toldOf } from "./lib/custody.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "Kari names who gets her record, that one says no, and she chooses anew";

const ARCHIVE = "Nasjonalarkivet";
const NORDFJELL = "Nordfjell kommune";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const gro = await Person.atMachine(given, GRO.name);
  const kari = await Person.atMachine(given, KARI.name);

  let plan;
  await scene("Gro plans that the records of home nursing go, and tells those concerned", async () => {
    await gro.signInFromDemo(GRO.given, GRO.name);
    plan = await toldOf(gro);
    await entersOrganisation(gro, { name: ARCHIVE, kind: "PRIVATE_NONPROFIT" });
  });

  await scene("Kari says that hers goes to Nordfjell", async () => {
    await kari.signInFromDemo(KARI.given, KARI.name);
    await kari.open(ofHers(plan));
    await kari.page.getByLabel(`Journalen min skal til ${NORDFJELL}`, { exact: true }).check();
    await kari.press("Lagre valget");
    await kari.sees("Lagret.");
  });

  await scene("Gro sees that Nordfjell is named, and not by whom; without a paper a no is not noted", async () => {
    await gro.open(plan);
    await gro.seesNot("Kari");
    await gro.page.getByText("En mottaker har sagt nei").click();
    const bare = await gro.press("Lagre at den har sagt nei");
    assert.equal(bare.status(), 422);
    await gro.hasFocusOn(".ds-error-summary");
    await gro.page.locator("#receiver").selectOption({ label: NORDFJELL });
    await gro.page.locator("#instead").selectOption({ label: ARCHIVE });
    await gro.page.getByLabel("Hvor står det at den sier nei?").fill("Brev 2.2.2027");
    await gro.press("Lagre at den har sagt nei");
    await gro.sees(`${NORDFJELL} sa nei`);
  });

  await scene("Kari reads that Nordfjell has said no, cannot choose it again, and chooses Solvik", async () => {
    await kari.open(ofHers(plan));
    await kari.sees(`${NORDFJELL} har sagt nei til å ta imot journalen din.`);
    await kari.sees(`Velger du ingenting, går den til ${ARCHIVE}.`);
    assert.equal(await kari.page.getByLabel(`Journalen min skal til ${NORDFJELL}`, { exact: true }).count(), 0);
    await kari.page.getByLabel("Journalen min skal til Solvik kommune", { exact: true }).check();
    await kari.press("Lagre valget");
    await kari.sees("Lagret.");
    await kari.seesNot("har sagt nei");
  });
}
