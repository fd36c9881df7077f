// What a municipality is invoiced for is what the law or its own terms describe: one enters
// it, another approves, and the municipality reads what it is charged and why.

import assert from "node:assert/strict";
import { GRO, NINA, ODD } from "./lib/cast.mjs";
import { Person } from "./lib/person.mjs";
import { inOwnTown } from "./lib/town.mjs";

export const title = "A municipality is charged what the law or its terms describe, and reads why";

const COSTS = "/kommune/oppkobling/kostnader";

export const tell = inOwnTown(told);

async function told(given) {
  const { scene } = given;
  const [nina, odd, gro] = [await Person.atMachine(given, NINA.name), await Person.atMachine(given, ODD.name), await Person.atMachine(given, GRO.name)];
  let charges = "";

  const comes = async (person, who) => {
    await person.isAnother();
    await person.signInFromDemo(who.given, who.name);
  };
  const enters = async (fields) => {
    for (const [id, value] of Object.entries(fields)) {
      const field = nina.page.locator(`#${id}`);
      if (["kind", "payee"].includes(id)) await field.selectOption(value);
      else await field.fill(value);
    }
    return nina.press("Før inn linjen");
  };

  await scene("Nina is refused a line for onboarding that no terms describe", async () => {
    await comes(nina, NINA);
    await nina.open("/drift/kommuner");
    await nina.go("Solvik kommune");
    await nina.go("Fakturagrunnlag");
    charges = nina.path;
    await nina.sees("Ingenting er ført inn.");
    const refused = await enters({ kind: "ESTABLISHMENT", payee: "OPERATOR", what: "Etablering", amount: "25 000" });
    assert.equal(refused.status(), 422);
    await nina.hasFocusOn(".ds-error-summary");
    await nina.sees("Denne kostnaden kan ikke faktureres.");
  });

  await scene("the fee cannot be paid to the operator", async () => {
    const wrong = await enters({ kind: "DIGIFIN_FEE", payee: "OPERATOR", what: "Tilknytning", amount: "20 000" });
    assert.equal(wrong.status(), 422);
    await nina.hasFocusOn(".ds-error-summary");
    await nina.sees("Tilknytningsavgiften skal betales til KS.");
  });

  await scene("with the section of the accepted terms the line is entered, and another approves it", async () => {
    await enters({ kind: "GENERAL_TERMS", payee: "OPERATOR", what: "Utskrift av brev", amount: "25 000", clause: "4.2" });
    await nina.sees("Linjen er ført inn. En annen må godkjenne den.");
    await nina.sees("Du førte inn denne linjen. En annen må godkjenne den.");
    assert.equal(await nina.page.getByRole("button", { name: /^Godkjenn/ }).count(), 0);
    await enters({ kind: "STATUTORY_SHARE", payee: "OPERATOR", what: "Første kvartal", key: "0,0123", quarter: "4.1.2027" });
    assert.ok((await nina.words()).includes("621 457,50 kr"), await nina.words());
    await comes(gro, GRO);
    await gro.open(COSTS);
    await gro.sees("Kommunen er ikke fakturert for noe.");
    await comes(odd, ODD);
    await odd.open(charges);
    await odd.press(/^Godkjenn Utskrift av brev/);
    await odd.sees("Linjen er godkjent. Kommunen kan se den.");
    await odd.press(/^Godkjenn Første kvartal/);
  });

  await scene("Gro reads what Solvik is charged, who is paid, and why", async () => {
    await gro.open("/kommune/oppkobling");
    await gro.go("Kostnader");
    const words = await gro.words();
    for (const text of ["25 000,00 kr", "621 457,50 kr", "Punkt 4.2 i versjon 2.0."]) assert.ok(words.includes(text), words);
    await gro.sees("De generelle vilkårene som kommunen har godtatt, beskriver kostnaden. Punkt 4.2 i versjon 2.0.");
    await gro.sees(/^Forskriften om pasientjournal og e-helse/);
    await gro.sees("torsdag 4. mars");
  });

  await scene("who operates, and what is agreed with the association, is known", async () => {
    await nina.open("/drift/virksomhet");
    await nina.sees("Helsebro Drift AS");
    await nina.page.locator("#name").fill("Neste Drift AS");
    await nina.page.locator("#number").fill("123");
    const bad = await nina.press("Før inn virksomheten");
    assert.equal(bad.status(), 422);
    await nina.hasFocusOn(".ds-error-summary");
    await nina.page.locator("#number").fill("310000060");
    await nina.page.locator("#from").fill("1.1.2028");
    await nina.page.locator("#document").fill("HD 27/9");
    await nina.press("Før inn virksomheten");
    await nina.sees("Neste Drift AS");
    assert.ok((await nina.words()).includes("fredag 31. desember."), await nina.words());
    await gro.open("/kommune/oppkobling");
    await gro.sees(/^Helsebro Drift AS, fra/);
    await gro.sees("Samarbeidsavtale med KS: KS 26/0033.");
  });
}
