// Who comes in by a route and who does not, tried for every route by its door.

import assert from "node:assert/strict";
import { NOTHING } from "./visits.mjs";

/** Who is outside a door. */
const OUTSIDE = { Citizen: ["nobody", "per"], Staff: ["nobody", "kari"], Municipality: ["nobody", "kari"], Operator: ["nobody", "kari", "Gro"], SignedIn: ["nobody"] };
/** Who is inside it. */
const INSIDE = { Citizen: "kari", Staff: "per", Municipality: "Gro", Operator: "Nina", SignedIn: "kari", Public: "nobody", Demo: "nobody" };
/** Where whoever is outside is sent: to sign in, or to be told that her session is no good here. */
const GATE = { Citizen: "/logg-inn?tilbake=", Staff: "/ansatt/logg-inn?tilbake=", Municipality: "/ansatt/logg-inn?tilbake=", Operator: "/ansatt/logg-inn?tilbake=" };
const ENDED = "/utlogget?tilbake=";

/** Fails when a stranger comes in, or a form is taken that no page of ours has sent. */
export async function doors({ pattern, door, verbs }, people) {
  const path = pattern.replace("{her}", "1").replace(/\{[^}]*\}/g, NOTHING);
  const ask = (who, method, form) => {
    const { context, town } = people[who];
    return context.request.fetch(`${town.base}${path}`, { method, form, maxRedirects: 0 });
  };
  if (door === "Epj") return onlyByToken(verbs, ask, path);
  for (const who of OUTSIDE[door] ?? []) {
    if (verbs.includes("Get")) {
      const answer = await ask(who, "GET");
      assert.equal(answer.status(), 303, `${who} gets ${answer.status()} at ${path}`);
      const { location } = answer.headers();
      assert.ok([GATE[door], ENDED].some((gate) => location.startsWith(gate)), `${who} is sent to ${location}`);
    }
    if (verbs.includes("Post")) {
      const answer = await ask(who, "POST", { body: "x" });
      assert.ok([401, 404, 419].includes(answer.status()), `${who} gets ${answer.status()} for a form to ${path}`);
    }
  }
  const inside = INSIDE[door];
  if (inside && verbs.includes("Post")) {
    const answer = await ask(inside, "POST", { body: "x", csrf: "not-ours" });
    assert.ok([403, 404, 419].includes(answer.status()), `a strange form to ${path} is answered ${answer.status()}`);
  }
}

/** A door for machines: whoever sits at a browser is asked for a token, whatever she asks. */
async function onlyByToken(verbs, ask, path) {
  assert.ok(verbs.length > 0, `nothing can be asked of ${path}`);
  for (const verb of verbs) {
    for (const who of ["nobody", "kari", "per"]) {
      const answer = await ask(who, verb.toUpperCase());
      assert.equal(answer.status(), 401, `${who} gets ${answer.status()} for ${verb} ${path}`);
      assert.match(answer.headers()["www-authenticate"] ?? "", /^DPoP /);
    }
  }
}
