// How a story is told and counted: scene by scene, each said on a line of its own.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where pictures are left; never committed. */
export const OUT = resolve(import.meta.dirname, "../out");
mkdirSync(OUT, { recursive: true });

/** What takes longer than this is said to. */
const SLOW_SECONDS = 2;

/** Thrown when a scene failed and what comes after would not make sense. */
class StoryBroken extends Error {}

export class Tally {
  passed = 0;
  failed = 0;

  /** Tells one story: `tell` gets `scene` and `check` beside what it is given. */
  async story(title, tell, given) {
    console.log(`\n${title}`);
    const people = [];
    const began = Date.now();
    try {
      await tell({
        ...given,
        people,
        scene: (name, play) => this.#play(name, play, people, true),
        check: (name, play) => this.#play(name, play, people, false),
      });
    } catch (error) {
      if (!(error instanceof StoryBroken)) this.#fail("the story could not begin", error);
    }
    for (const person of people) {
      if (person.faults.length > 0) this.#fail(`${person.name}'s browser complained`, listed(person.faults));
      await person.context.close();
    }
    console.log(`  told in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }

  /** A scene that the next ones build on, or a check that stands alone. */
  async #play(name, play, people, isNeeded) {
    const began = Date.now();
    try {
      const result = await play();
      this.passed += 1;
      console.log(`  ok    ${name}${took(began)}`);
      return result;
    } catch (error) {
      this.#fail(name, error);
      if (!isNeeded) return undefined;
      await picturesOf(people, this.failed);
      throw new StoryBroken(name);
    }
  }

  #fail(name, error) {
    this.failed += 1;
    const where = error.stack?.split("\n").find((line) => line.includes("/stories/"))?.trim() ?? "";
    console.log(`  FAIL  ${name}\n        ${error.message.replaceAll("\n", "\n        ")}\n        ${where}`);
  }
}

/** How long something took, when it is worth saying. */
function took(began) {
  const seconds = (Date.now() - began) / 1000;
  return seconds < SLOW_SECONDS ? "" : ` (${seconds.toFixed(1)} s)`;
}

function listed(faults) {
  return new Error([...new Set(faults)].join("\n"));
}

/** What everybody had before them when it went wrong. */
async function picturesOf(people, number) {
  for (const { name, page } of people) {
    const path = join(OUT, `failed-${number}-${name.toLowerCase().replace(/[^a-zæøå]+/g, "-")}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => {});
    console.log(`        ${name} was at ${page.url()}, see ${path}`);
  }
}
