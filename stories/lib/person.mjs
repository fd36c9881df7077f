// A person with a browser: what she can see and do, in the words of the page.

import assert from "node:assert/strict";
import { openContext, PATIENCE_MS } from "./browser.mjs";

/** How long the worker may take for what it does in its own time. */
export const WORKER_MS = 40_000;

/** How often somebody who waits for it looks. */
export const LOOK_EVERY_MS = 250;

export class Person {
  /** Sits down at a machine. `script: false` turns JavaScript off there. */
  static async atMachine({ browser, town, people }, name, { script = true, ...options } = {}) {
    const { context, faults } = await openContext(browser, { javaScriptEnabled: script, ...options });
    const person = new Person(name, town, context, faults, await context.newPage());
    person.hasScript = script;
    people.push(person);
    return person;
  }

  constructor(name, town, context, faults, page) {
    Object.assign(this, { name, town, context, faults, page });
  }

  /** Leaves her machine; what went wrong there is still told. */
  async leave(people) {
    if (this.twin) await this.twin.leave(people);
    await this.context.close();
    if (this.faults.length === 0) people.splice(people.indexOf(this), 1);
  }

  /** Somebody else sits down at the machine, which remembers nobody. */
  async isAnother() {
    await this.page.goto("about:blank");
    await this.context.clearCookies();
    await this.twin?.isAnother();
  }

  /** The path she is at. */
  get path() {
    return new URL(this.page.url()).pathname;
  }

  /** Goes to an address; the last answer comes back. */
  async open(path) {
    return this.page.goto(new URL(path, this.town.base).href);
  }

  /** Presses a button with this name, and waits for the page that comes. */
  async press(name, within = this.page) {
    return this.follow(within.getByRole("button", { name, exact: typeof name === "string" }));
  }

  /** Follows a link with this name, and waits for the page that comes. */
  async go(name, within = this.page) {
    return this.follow(within.getByRole("link", { name, exact: typeof name === "string" }));
  }

  /** Clicks something that leads to another page. */
  async follow(locator) {
    const way = locator.filter({ visible: true }).first();
    await way.waitFor({ timeout: PATIENCE_MS }).catch(async () => {
      const shown = await this.page.locator("h1").allInnerTexts();
      assert.fail(`${this.name} finds no ${locator} at ${this.page.url()}, under the heading «${shown}»`);
    });
    const [answer] = await Promise.all([this.nextPage(), way.click()]);
    return answer;
  }

  /** The answer that the next whole page comes with. */
  async nextPage() {
    const isPage = (answer) =>
      answer.request().isNavigationRequest() &&
      answer.frame() === this.page.mainFrame() &&
      !(answer.status() >= 300 && answer.status() < 400);
    const answer = await this.page.waitForResponse(isPage);
    await answer.finished();
    await this.page.waitForLoadState("load");
    return answer;
  }

  /** Waits until the text is to be seen. */
  async sees(text, within = this.page) {
    await within.getByText(text).filter({ visible: true }).first().waitFor({ timeout: PATIENCE_MS }).catch(async () => {
      const shown = await this.page.locator("main").innerText().catch(() => "(no main)");
      assert.fail(`${this.name} does not see ${text} at ${this.page.url()}, but:\n${shown}`);
    });
  }

  /** Opens a page again and again until it says this; the worker has its own time. */
  async finds(path, text) {
    const end = Date.now() + WORKER_MS;
    do {
      await this.open(path);
      if ((await this.words()).includes(text)) return;
      await this.page.waitForTimeout(LOOK_EVERY_MS);
    } while (Date.now() < end);
    await this.sees(text);
  }

  /** What stands on the page, with every space an ordinary one. */
  async words(selector = "main") {
    return (await this.page.locator(selector).innerText()).replaceAll("\u00a0", " ");
  }

  /** Waits until the page's heading is this. */
  async seesHeading(text) {
    const heading = this.page.getByRole("heading", { level: 1, name: text });
    await heading.waitFor({ timeout: PATIENCE_MS }).catch(async () => {
      const shown = await this.page.locator("h1").allInnerTexts();
      assert.fail(`${this.name} sees the heading «${shown}» and not «${text}» at ${this.page.url()}`);
    });
  }

  /** Makes sure that the text is not there. */
  async seesNot(text, within = this.page) {
    const count = await within.getByText(text).filter({ visible: true }).count();
    assert.equal(count, 0, `${this.name} sees ${text} at ${this.page.url()}`);
  }

  /** What has the focus: its tag, id, classes and words. */
  async focus() {
    return this.page.evaluate(() => {
      const it = document.activeElement;
      const words = it.getAttribute("aria-label") ?? it.innerText ?? "";
      return { tag: it.tagName.toLowerCase(), id: it.id, classes: it.className, text: words.replace(/\s+/g, " ").trim() };
    });
  }

  /** Waits until what the selector finds has the focus. */
  async hasFocusOn(selector) {
    const found = this.page.locator(`${selector}:focus`);
    await found.waitFor({ state: "attached", timeout: PATIENCE_MS }).catch(async () => {
      assert.fail(`the focus is on ${JSON.stringify(await this.focus())} and not on ${selector}`);
    });
  }

  /** Signs in from the demo's start page, at the stand-in for ID-porten or HelseID. */
  async signInFromDemo(given, fullName) {
    await this.open("/demo");
    await this.press(`Logg inn som ${given}`);
    await this.seesHeading(/Logg inn med (ID-porten|HelseID)/);
    return this.press(`Logg inn som ${fullName}`);
  }
}
