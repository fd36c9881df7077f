// The screens of the SMS gateway and the mail server beside the town: what was sent, looked
// through for everything that no notice may hold.

import assert from "node:assert/strict";
import { LOOK_EVERY_MS, WORKER_MS } from "./person.mjs";
import { leaksIn, sentFrom } from "./sent.mjs";

/** How long nothing must come, for it to be nothing. */
export const SILENCE_MS = 2_500;

/** The screens beside the town where what was sent is seen. */
export class Gateways {
  constructor(person, at) {
    Object.assign(this, { person, at });
  }

  /** The way there is on the town's front page. */
  static async of(person) {
    await person.open("/demo");
    const href = await person.page.getByRole("link", { name: "Sendte SMS", exact: true }).getAttribute("href");
    return new Gateways(person, href);
  }

  async seen() {
    return sentFrom(this.at);
  }

  /** Waits until so many have come, and none more; all of them are looked through. */
  async has({ sms, mail }) {
    const end = Date.now() + WORKER_MS;
    let seen = await this.seen();
    while ((seen.sms.length < sms || seen.mail.length < mail) && Date.now() < end) {
      await this.person.page.waitForTimeout(LOOK_EVERY_MS);
      seen = await this.seen();
    }
    await this.person.page.waitForTimeout(SILENCE_MS);
    seen = await this.seen();
    assert.deepEqual([seen.sms.length, seen.mail.length], [sms, mail], JSON.stringify(seen));
    for (const { whole } of [...seen.sms, ...seen.mail]) assert.deepEqual(leaksIn(whole), [], whole);
    return seen;
  }

  /** Something outside changes. */
  async order(order) {
    const answer = await fetch(new URL("/_control/orders", this.at), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order),
    });
    assert.equal(answer.status, 200, await answer.text());
  }
}
