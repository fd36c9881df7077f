// The journal system's door: no pages, and no way in without a token of HelseID's.

import { WHY_NOT } from "../lib/visits.mjs";

const { noPage } = WHY_NOT;

/** What a caller without a token is answered is tried with every door. */
const DOOR = { empty: noPage, filled: noPage, error: noPage, refused: "who has no token is refused at the door" };

const NAMES = ["Messages", "Message", "Document", "Status", "AppRec", "Read", "Receipt"];

export const EPJ = Object.fromEntries(NAMES.map((name) => [`epj::${name}`, DOOR]));
