// The switches of the stand-ins for ID-porten and HelseID.

import assert from "node:assert/strict";

/** Lets the stand-in whose page is open do something wrong; what comes back ends it. */
export async function breaks(person, fault, lasting = "once") {
  const { origin } = new URL(person.page.url());
  assert.notEqual(origin, person.town.base, "no stand-in's page is open");
  const switched = await fetch(`${origin}/_control/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fault, lasting }),
  });
  assert.equal(switched.status, 204);
  return async () => {
    const cleared = await fetch(`${origin}/_control/faults/${fault}`, { method: "DELETE" });
    assert.equal(cleared.status, 204);
  };
}
