// How a story is told and counted: scene by scene, each said on a line of its own.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where pictures are left; never committed. */
export const OUT = resolve(import.meta.dirname, "../out");
mkdirSync(OUT, { recursive: true });

/** What takes longer than this is said to. */
const SLOW_SECONDS = 3;

/** Thrown when a scene failed and what comes after would not make sense. */
class StoryBroken extends Error {}

/** How many scenes of all stories passed and failed. */
export class Tally {
  passed = 0;
  failed = 0;

  /** Tells one story; `say` gets its lines, one by one. */
  async story(title, tell, given, say) {
    const telling = new Telling(this, say);
    const began = Date.now();
    say(`\n${title}`);
    await telling.whole(tell, given);
    say(`  told in ${seconds(began).toFixed(0)} s`);
  }
}

/** One story while it is told. */
class Telling {
  people = [];

  constructor(tally, say) {
    Object.assign(this, { tally, say });
  }

  /** `tell` gets `scene` and `check` beside what it is given: a scene that the next
   *  ones build on, or a check that stands alone. */
  async whole(tell, given) {
    const { people } = this;
    const scene = (name, play) => this.play(name, play, true);
    const check = (name, play) => this.play(name, play, false);
    try {
      await tell({ ...given, people, scene, check });
    } catch (error) {
      if (!(error instanceof StoryBroken)) this.fail("the story broke off", error);
    }
    for (const { name, faults, context } of people) {
      if (faults.length > 0) this.fail(`${name}'s browser complained`, new Error([...new Set(faults)].join("\n")));
      await context.close();
    }
  }

  async play(name, play, isNeeded) {
    const began = Date.now();
    try {
      const result = await play();
      this.tally.passed += 1;
      const took = seconds(began);
      this.say(`  ok    ${name}${took < SLOW_SECONDS ? "" : ` (${took.toFixed(1)} s)`}`);
      return result;
    } catch (error) {
      this.fail(name, error);
      if (!isNeeded) return undefined;
      await this.pictures();
      throw new StoryBroken(name);
    }
  }

  fail(name, error) {
    this.tally.failed += 1;
    const where = error.stack?.split("\n").find((line) => line.includes("/stories/"))?.trim() ?? "";
    this.say(`  FAIL  ${name}`);
    for (const line of [...error.message.split("\n"), where]) this.say(`        ${line}`);
  }

  /** What everybody had before them when it went wrong. */
  async pictures() {
    for (const { name, page } of this.people) {
      const file = `failed-${this.tally.failed}-${name.toLowerCase().replace(/[^a-zæøå]+/g, "-")}.png`;
      await page.screenshot({ path: join(OUT, file), fullPage: true }).catch(() => {});
      this.say(`        ${name} was at ${page.url()}, see stories/out/${file}`);
    }
  }
}

const seconds = (since) => (Date.now() - since) / 1000;
