// Those who may not: another person's things are not found, and a colleague
// elsewhere is told why.

import assert from "node:assert/strict";
import { ANNE, GERD, HEGE, HOME_NURSING, JON, LIV } from "./lib/cast.mjs";
import { desk, writes } from "./lib/forms.mjs";
import { Person } from "./lib/person.mjs";

export const title = "Those who may not see do not see, and learn no more than they should";

/** An id that nothing has. */
const NOTHING = "01900000-0000-7000-8000-000000000000";
const TOPIC = "Nøkkelen til leiligheten";

export async function tell(given) {
  const { scene } = given;
  const gerd = await Person.atMachine(given, GERD.name);
  const thread = await scene("Gerd writes to home nursing", async () => {
    await gerd.signInFromDemo(GERD.given, GERD.name);
    return writes(gerd, HOME_NURSING, TOPIC, "Har dere den, eller er den blitt borte?");
  });

  await scene("Anne finds Gerd's conversation as little as one that does not exist", async () => {
    const anne = await Person.atMachine(given, ANNE.name);
    await anne.signInFromDemo(ANNE.given, ANNE.name);
    for (const after of ["", "/kvittering", "/skriv-ut"]) {
      await sameNotFound(anne, (id) => `/meldinger/${id}${after}`, thread);
    }
    await anne.seesHeading("Vi finner ikke siden");
    await anne.seesNot(TOPIC);
  });

  await scene("staff in Granli find it as little", async () => {
    const hege = await Person.atMachine(given, HEGE.name);
    await hege.signInFromDemo(HEGE.given, HEGE.name);
    for (const after of ["", "/send-videre", "/tildel", "/avslutt"]) {
      await sameNotFound(hege, (id) => `${desk.at(id)}${after}`, thread);
    }
    await hege.seesNot(TOPIC);
  });

  await scene("staff of another unit in Solvik are refused in words", async () => {
    const liv = await Person.atMachine(given, LIV.name);
    await liv.signInFromDemo(LIV.given, LIV.name);
    const answer = await liv.open(desk.at(thread));
    assert.equal(answer.status(), 403);
    await liv.sees("Verken du eller enheten har ansvar for denne innbyggeren.");
    await liv.sees("Be dem som har den nå, om å sende den videre til dere.");
    await liv.seesNot(TOPIC);
    await liv.seesNot("Gerd");
    await liv.page.locator("summary").filter({ hasText: "Hvorfor?" }).click();
    await liv.sees("NO_SERVICE_NEED");
  });

  await scene("a citizen is not let in to the console, nor staff to a citizen's pages, but led to their own", async () => {
    await gerd.open("/ansatt/arbeidsliste");
    await gerd.seesHeading("Hei, Gerd");
    const liv = given.people.find((person) => person.name === LIV.name);
    await liv.open("/hjem");
    await liv.seesHeading("Arbeidsliste");
  });

  await scene("Jon, whose authorisation has ended, is told so at the door", async () => {
    const jon = await Person.atMachine(given, JON.name);
    const answer = await jon.signInFromDemo(JON.given, JON.name);
    assert.equal(answer.status(), 403);
    await jon.seesHeading("Du kommer ikke inn her");
    await jon.sees(/tok slutt 31.\s*januar/);
    await jon.sees(/Be lederen (din )?fornye den\./);
  });

  await scene("who breaks off at ID-porten is not signed in, and is told so", async () => {
    const someone = await Person.atMachine(given, "Someone");
    await someone.open("/logg-inn");
    await someone.press("Avbryt");
    await someone.seesHeading("Du er ikke logget inn");
    await someone.sees("Du avbrøt innloggingen. Ingenting er endret.");
  });
}

/** The same answer, word for word, as for an id that nothing has. */
async function sameNotFound(person, path, id) {
  const said = [];
  for (const asked of [id, NOTHING]) {
    const answer = await person.open(path(asked));
    assert.equal(answer.status(), 404, path(asked));
    said.push(await person.page.locator("main").innerText());
  }
  assert.equal(said[0], said[1]);
}
