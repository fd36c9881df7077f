// Turns off the checks of authorisation one after another, and says which of them no test
// misses.
//
//   node scripts/mutate.mjs [--list] [NAME…]
//
// All, or those whose name holds a NAME. Run it in a clone that nobody works in: each check of
// `domain` is taken out of its file, the narrow tests are run, and the file is put back. Those of
// `actions` are put behind switches, all in one build, and the tests are run once for each switch;
// then the files are put back. On SQLite alone, so CI must not be set.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const ACTIONS = join(root, "crates/actions/src");
const DOMAIN = ["-p", "helsebro-domain"];
const ACTS = ["-p", "helsebro-actions"];

/** What chooses a switch at run time; without it all checks are on. */
const CHOSEN = "HELSEBRO_MUTATED";
const SWITCHES = `
/// Whether a check is switched off in this run.
pub(crate) fn is_off(which: u32) -> bool {
    std::env::var("${CHOSEN}").is_ok_and(|chosen| chosen.parse() == Ok(which))
}
`;

/** Checks by hand: where, what stands there, what it becomes, and which tests must miss it. In
 *  \`actions\` ON stands for the switch of the check, and OFF for the same turned around. */
const BY_HAND = [
  ["crates/domain/src/representation/access.rs", "if level < EidLevel::High {", "if false {", DOMAIN],
  ["crates/domain/src/representation/access.rs", "if !self.basis.allows(deed) {", "if false {", DOMAIN],
  ["crates/domain/src/representation/access.rs", "if !self.reach.allows(deed) {", "if false {", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "    person.can_be_represented()?;\n    actor.can_represent()?;\n    let today", "    actor.can_represent()?;\n    let today", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "    person.can_be_represented()?;\n    actor.can_represent()?;\n    let today", "    person.can_be_represented()?;\n    let today", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "Some(basis) if actor.id != person.id =>", "Some(basis) =>", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "parenthood.is_blocked || !parenthood.one_lives_with_child", "!parenthood.one_lives_with_child", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "parenthood.is_blocked || !parenthood.one_lives_with_child", "parenthood.is_blocked", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "..CHILD_UNTIL => Some(Basis::Parent)", "..=CHILD_UNTIL => Some(Basis::Parent)", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "YOUTH_UNTIL if parenthood.has_opened", "YOUTH_UNTIL if true", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "found.guardianship?.is_personal().then_some", "true.then_some", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "grant.giver == person.id && grant.receiver == actor.id", "grant.receiver == actor.id", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "grant.giver == person.id && grant.receiver == actor.id", "grant.giver == person.id", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "let holds = |grant: &&Grant| grant.holds_at(now);", "let holds = |_: &&Grant| true;", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "(is_of_these && is_adult && decision.holds_at(now))", "(is_adult && decision.holds_at(now))", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "(is_of_these && is_adult && decision.holds_at(now))", "(is_of_these && decision.holds_at(now))", DOMAIN],
  ["crates/domain/src/representation/rule.rs", "(is_of_these && is_adult && decision.holds_at(now))", "(is_of_these && is_adult)", DOMAIN],
  ["crates/domain/src/representation/grant.rs", "        giver.can_be_represented()?;\n", "", DOMAIN],
  ["crates/domain/src/representation/grant.rs", "        receiver.can_represent()?;\n", "", DOMAIN],
  ["crates/domain/src/representation/asking.rs", "if began.party.age_on(today).is_none_or(|age| age < least) {", "if false {", DOMAIN],
  ["crates/domain/src/representation/asking.rs", "if began.open >= MAX_OPEN_REQUESTS {", "if false {", DOMAIN],
  ["crates/domain/src/representation/asking.rs", "if !self.is_open_on(today) || began.id != self.asker {", "if began.id != self.asker {", DOMAIN],
  ["crates/domain/src/representation/asking.rs", "if !self.is_open_on(today) || began.id != self.asker {", "if !self.is_open_on(today) {", DOMAIN],
  ["crates/domain/src/representation/asking.rs", "giver.can_be_represented().is_ok() && receiver.can_represent().is_ok()", "giver.can_be_represented().is_ok()", DOMAIN],
  ["crates/domain/src/representation/asking.rs", "giver.can_be_represented().is_ok() && receiver.can_represent().is_ok()", "receiver.can_represent().is_ok()", DOMAIN],
  ["crates/actions/src/representation/asking.rs", "found.filter(|found| found.direction == direction)", "found.filter(|found| OFF || found.direction == direction)", ACTS],
  ["crates/domain/src/representation/paper.rs", "if by == self.by {", "if false {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if staff.hpr.is_none() || staff.id != access.staff() {", "if staff.id != access.staff() {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if staff.hpr.is_none() || staff.id != access.staff() {", "if staff.hpr.is_none() {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if !is_young || !is_parent {", "if !is_young {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if !is_young || !is_parent {", "if !is_parent {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if !is_youth || !is_parent {", "if !is_youth {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if !is_youth || !is_parent {", "if !is_parent {", DOMAIN],
  ["crates/domain/src/representation/clinical.rs", "if told == YouthTold::No {", "if false {", DOMAIN],
  ["crates/domain/src/consent/rule.rs", "found.is_none_or(|found| found.is_blocked) || parent.id == youth.id", "found.is_none_or(|found| found.is_blocked)", DOMAIN],
  ["crates/domain/src/consent/rule.rs", "found.is_none_or(|found| found.is_blocked) || parent.id == youth.id", "found.is_none() || parent.id == youth.id", DOMAIN],
  ["crates/domain/src/consent/rule.rs", "        if !may {", "        if false {", DOMAIN],
  ["crates/domain/src/consent/rule.rs", "(WhoAgrees::WithAParent, ParentSays::Yes, Portal::Active(_))", "(WhoAgrees::WithAParent, _, Portal::Active(_))", DOMAIN],
  ["crates/domain/src/parties/staff.rs", "found.staff == staff && found.unit == unit && found.holds_on(today)", "found.unit == unit && found.holds_on(today)", DOMAIN],
  ["crates/domain/src/parties/staff.rs", "found.staff == staff && found.unit == unit && found.holds_on(today)", "found.staff == staff && found.holds_on(today)", DOMAIN],
  ["crates/domain/src/parties/staff.rs", "found.staff == staff && found.unit == unit && found.holds_on(today)", "found.staff == staff && found.unit == unit", DOMAIN],
  ["crates/domain/src/audit/emergency.rs", "if staff.hpr.is_none() || staff.id != access.staff() {", "if staff.id != access.staff() {", DOMAIN],
  ["crates/domain/src/audit/seen.rs", "if is_block && !self.viewer.is_own() {", "if false {", DOMAIN],
  ["crates/domain/src/audit/seen.rs", "Some(Why::Emergency | Why::Review)) && !self.viewer.is_own()", "Some(Why::Emergency | Why::Review)) && false", DOMAIN],
  ["crates/domain/src/audit/seen.rs", "line.subject != self.viewer.person() || line.thing == Thing::Closed", "line.thing == Thing::Closed", DOMAIN],
  ["crates/domain/src/audit/seen.rs", "line.subject != self.viewer.person() || line.thing == Thing::Closed", "line.subject != self.viewer.person()", DOMAIN],
  ["crates/actions/src/dialog/desk/decide.rs", "let opens = desk.open(&stored.thread).map(drop);", "let opens = if ON { desk.open(&stored.thread).map(drop) } else { Ok(()) };", ACTS],
  ["crates/actions/src/representation/paper.rs", "const fn may_register(is_served: bool, waiting: usize) -> Result<(), Refusal> {\n    if !is_served {", "fn may_register(is_served: bool, waiting: usize) -> Result<(), Refusal> {\n    if ON && !is_served {", ACTS],
  ["crates/actions/src/dialog/start.rs", "    if citizen.may(Deed::Write).is_err() {", "    if ON && citizen.may(Deed::Write).is_err() {", ACTS],
  ["crates/actions/src/representation/clinical.rs", "            if let Err(refusal) = Clinician::of(access, &staff) {", "            if let (true, Err(refusal)) = (ON, Clinician::of(access, &staff)) {", ACTS],
  ["crates/actions/src/audit/emergency.rs", "    if !judges(acts, desk).await? {", "    if ON && !judges(acts, desk).await? {", ACTS],
];

/** A line of an act that lets a door be used for a deed, or stops it there. */
const ALLOWED = /^ *(?:trail::)?allowed\((?:[^;]|\n)*?\)\s*\.await\?;\n/gm;

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : path.endsWith(".rs") ? [path] : [];
  });
}

/** Each check: its name, where it stands, what it becomes, and the tests that must miss it. */
function all() {
  const byHand = BY_HAND.map(([file, from, to, tests]) => {
    const path = join(root, file);
    const at = readFileSync(path, "utf8").indexOf(from);
    if (at < 0) throw new Error(`${file} does not say ${from}`);
    const first = (text) => text.trim().split("\n")[0] || "(nothing)";
    return { name: `${file.replace(/^crates\//, "")}: ${first(from)} -> ${first(to)}`, path, tests, at, from, to };
  });
  const allowed = files(ACTIONS).flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return [...text.matchAll(ALLOWED)].map(({ 0: from, index: at }) => ({
      name: `${relative(join(root, "crates"), path)}: line ${text.slice(0, at).split("\n").length} allowed -> (nothing)`,
      path, tests: ACTS, at, from, to: `if ON {\n${from}}\n`,
    }));
  });
  return [...byHand, ...allowed];
}

function cargo(args, which) {
  const env = which === undefined ? process.env : { ...process.env, [CHOSEN]: String(which) };
  return spawnSync("cargo", ["nextest", "run", ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, env });
}

/** The text with a check changed. */
function changed(text, { at, from, to }) {
  return text.slice(0, at) + to + text.slice(at + from.length);
}

function broken({ stderr }) {
  return `does not compile\n${stderr.split("\n").filter((line) => line.startsWith("error")).join("\n")}`;
}

/** What the tests say, built already. */
function said(tests, which) {
  const { status, stderr } = cargo(tests, which);
  if (status === 0) return "SURVIVED";
  const by = stderr.match(/(?:FAIL|TIMEOUT) \[[^\]]*\] (?:\([^)]*\) )?(.*)/)?.[1];
  return by ? `killed by ${by}` : `not run\n${stderr.split("\n").slice(-20).join("\n")}`;
}

/** One check is taken out, and the tests are built and run. */
function tried(one) {
  const before = readFileSync(one.path, "utf8");
  try {
    writeFileSync(one.path, changed(before, one));
    const built = cargo([...one.tests, "--no-run"]);
    return built.status === 0 ? said(one.tests) : broken(built);
  } finally {
    writeFileSync(one.path, before);
  }
}

/** All of them are put behind switches in one build, and the tests are run once for each. */
function* switched(those) {
  const library = join(ACTIONS, "lib.rs");
  const before = new Map([...those.map(({ path }) => path), library].map((path) => [path, readFileSync(path, "utf8")]));
  try {
    // From the end of a file to its beginning, so that places stand where they were found.
    const numbered = those.map((one, which) => ({ ...one, which }));
    for (const one of numbered.toSorted((a, b) => b.at - a.at)) {
      const off = `crate::is_off(${one.which})`;
      const to = one.to.replace("ON", `!${off}`).replace("OFF", off);
      writeFileSync(one.path, changed(readFileSync(one.path, "utf8"), { ...one, to }));
    }
    writeFileSync(library, readFileSync(library, "utf8") + SWITCHES);
    const built = cargo([...ACTS, "--no-run"]);
    if (built.status === 0 && said(ACTS) !== "SURVIVED") throw new Error("the tests fail with every check in place");
    for (const one of numbered) yield [one, built.status === 0 ? said(ACTS, one.which) : broken(built)];
  } finally {
    for (const [path, text] of before) writeFileSync(path, text);
  }
}

const asked = process.argv.slice(2);
const words = asked.filter((word) => !word.startsWith("--"));
const chosen = all().filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (asked.includes("--list")) {
  for (const { name } of chosen) console.log(name);
} else {
  const counted = {};
  const tell = (one, how) => {
    const kind = how.split(" ")[0];
    counted[kind] = (counted[kind] ?? 0) + 1;
    console.log(`${one.name}\n  ${how}`);
  };
  const inDomain = chosen.filter(({ tests }) => tests === DOMAIN);
  if (inDomain.length > 0 && said(DOMAIN) !== "SURVIVED") throw new Error("the tests fail with every check in place");
  for (const one of inDomain) tell(one, tried(one));
  const acts = chosen.filter(({ tests }) => tests === ACTS);
  if (acts.length > 0) for (const [one, how] of switched(acts)) tell(one, how);
  console.log(JSON.stringify(counted));
  process.exitCode = counted.killed === chosen.length ? 0 : 1;
}
