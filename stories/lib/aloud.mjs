// What a screen reader is given of a page: names and roles, as the browser's own
// accessibility tree has them.

import assert from "node:assert/strict";

/** The accessibility tree of a part of the page, a line for each thing in it. */
export async function aloud(person, selector = "main") {
  return (await person.page.locator(selector).ariaSnapshot()).replaceAll("\u00a0", " ");
}

/** The focus is on what went wrong, so that it is read at once: a group with a name, under a
 *  heading, with the reason as a link to the place that it is about. */
export async function hearsWhy(person, reason) {
  await person.hasFocusOn(".ds-error-summary");
  const said = await aloud(person, ".ds-error-summary");
  assert.match(said, /^- group "Rett dette:"/, said);
  assert.match(said, /- heading "Rett dette:" \[level=2\]/, said);
  assert.ok(said.includes(`- link "${reason}`), `${person.name} does not hear «${reason}», but\n${said}`);
  const [, target] = said.match(/- \/url: "(#[a-z0-9_-]+)"/);
  assert.equal(await person.page.locator(target).count(), 1, `${target} is not on the page`);
  assert.ok((await person.page.title()).startsWith("Feil"), `the title is ${await person.page.title()}`);
}

/** What is missing is an entry of the list called so, with its heading, its reason, and who can
 *  do it. */
export async function hearsMissing(person, reason, who) {
  const said = await aloud(person, "section[aria-labelledby=mangler]");
  assert.match(said, /^- region "Mangler"/, said);
  const entries = said.split("- listitem").slice(1);
  const entry = entries.find((words) => words.includes(reason));
  assert.ok(entry, `${person.name} does not hear «${reason}», but\n${said}`);
  assert.match(entry, /- heading "[^"]+ Mangler" \[level=3\]/, entry);
  assert.ok(entry.includes(who), `${who} is not in\n${entry}`);
}
