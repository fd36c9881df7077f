// A visit: who goes where, in which state the page is then, and what it answers.

import assert from "node:assert/strict";

/** Every state that a page may be in; a route says of each how to get there, or why
 *  there is no such thing. */
export const STATES = ["empty", "filled", "error", "refused"];

/** Why a route has no page in some state. */
export const WHY_NOT = {
  nothingListed: "nothing is listed on it",
  nothingTyped: "nothing is typed on it",
  forAll: "anybody may see it",
  ownOnly: "it shows only what is one's own; others are sent to sign in",
  noPage: "it answers no page",
  sameAs: (route) => `it is the same page as ${route}`,
};

/** An id that nothing has. */
export const NOTHING = "01900000-0000-7000-8000-000000000000";

/** When a visit is made: before the town's clock is moved, the day after, or last of all. */
export const WHEN = { today: 0, tomorrow: 1, last: 2 };

/** A visit by somebody; `go` comes back with the page's answer. One that breaks what others
 *  rest on is made `alone`. */
export function visit(who, go, { status = 200, named = "", isPage = true, once = false, alone = false, when = WHEN.today } = {}) {
  return { who, go, status, named, isPage, once, alone, when };
}

/** A visit to an address that the story's facts tell. */
export function at(who, path, options) {
  const go = async (person, facts) => {
    const asked = typeof path === "function" ? path(facts) : path;
    const answer = await person.open(asked);
    assert.equal(person.path, asked.split("?")[0], "it leads to another page");
    return answer;
  };
  return visit(who, go, options);
}

/** What is not there, or not for whoever asks. */
export function notFound(who, path) {
  return at(who, path, { status: 404 });
}
