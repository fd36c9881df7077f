// What is done on a page to come to another.

import { visit } from "../lib/visits.mjs";

/** Presses a button on a page, or on one that a link there leads to, and is told something. */
export const presses = (who, path, button, told, { link, beside = "main", ...options } = {}) =>
  visit(who, async (person, facts) => {
    await person.open(typeof path === "function" ? await path(facts, person) : path);
    if (link) await person.follow(person.page.locator(link));
    const answer = await person.press(button, person.page.locator(beside));
    await person.sees(told, person.page.locator("main"));
    return answer;
  }, options);

/** Something that a button does; what comes after is another page of the list. */
export const done = (who, path, button, told) => presses(who, path, button, told, { once: true });

/** Fills the fields of a form and presses its button. */
export const fills = (who, path, fields, button, told, options) =>
  visit(who, async (person, facts) => {
    await person.open(path(facts));
    for (const [id, text] of Object.entries(fields)) await person.page.locator(id).fill(text);
    const answer = await person.press(button, person.page.locator("main"));
    await person.sees(told, person.page.locator("main"));
    return answer;
  }, options);
