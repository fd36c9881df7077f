// The journal system beside the town: what it has got, and what it is told to do.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** How long it may take before something is there. */
const PATIENCE_MS = 20_000;
const ASK_EVERY_MS = 100;
/** How long a large file may take to be handed over. */
const LARGE_MS = 90_000;

/** The journal system that the demo's front page leads to. */
export async function journalOf(person) {
  const link = person.page.getByRole("link", { name: "Åpne Fjellheim Journal" });
  return new Journal(person.context.request, await link.getAttribute("href"));
}

class Journal {
  constructor(request, screen) {
    Object.assign(this, { request, screen });
  }

  /** What it has seen so far. */
  async seen() {
    return (await this.request.get(new URL("/_control", this.screen).href)).json();
  }

  /** Does what it is told. */
  async told(order) {
    const answer = await this.request.post(new URL("/_control/orders", this.screen).href, { data: order, timeout: LARGE_MS });
    assert.equal(answer.status(), 200, `${order.act}: ${await answer.text()}`);
    return answer.json();
  }

  /** What it has seen when that is so. */
  async until(isSo) {
    const end = Date.now() + PATIENCE_MS;
    let seen = await this.seen();
    while (!isSo(seen)) {
      assert.ok(Date.now() < end, `it did not come to that; the journal has seen:\n${JSON.stringify(seen, null, 1)}`);
      await pause(ASK_EVERY_MS);
      seen = await this.seen();
    }
    return seen;
  }

  /** The files in an entry's document, in order. */
  async files(number) {
    const answer = await this.request.get(new URL(`/_control/entries/${number}/document`, this.screen).href);
    const text = (await answer.body()).toString("latin1");
    return [...text.matchAll(/<Base64Container[^>]*>([^<]*)</g)].map(([, base64]) => Buffer.from(base64, "base64"));
  }

  /** The entry that was sent with this text. */
  async sent(text) {
    const is = (one) => one.way === "sent" && one.text === text;
    const seen = await this.until(({ entries }) => entries.some(is));
    return seen.entries.find(is);
  }

  /** The entry that came and is like this. */
  async gets(isLike) {
    const is = (one) => one.way === "received" && isLike(one);
    const seen = await this.until(({ entries }) => entries.some(is));
    return seen.entries.find(is);
  }
}
