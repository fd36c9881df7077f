// Takes the rules and flags of who is controller away one after another, and says which of
// them the second reading of the table does not miss.
//
//   node scripts/without-each-rule.mjs
//
// The rules stand in crates/domain/src/controllership/resolve/. A copy of the room gets a
// switch that skips the one named in WITHOUT, is built once, and asked once for each.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "helsebro-rules-"));
const RULES = "crates/domain/src/controllership/resolve/rules.rs";
const FLAGS = "crates/domain/src/controllership/resolve/flags.rs";
/** The test that holds the rules to every combination. */
const READING = "the_rules_give_every_combination_the_row_and_the_flags_of_the_second_reading";
/** What holds when no rule does: it stands last, and cannot be taken away. */
const OTHERWISE = "CT-60";

function changed(file, from, to) {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} has not exactly one ${from}`);
  writeFileSync(path, text.replace(from, to));
}

const cargo = (args, more = {}) =>
  spawnSync("cargo", args, { cwd: copy, encoding: "utf8", env: { ...process.env, ...more } });

try {
  for (const path of ["crates/domain", "Cargo.toml", "Cargo.lock", "clippy.toml", "rust-toolchain.toml"]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  const manifest = join(copy, "Cargo.toml");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/members = \[[^\]]*\]/, 'members = ["crates/domain"]'));
  changed(RULES, "(rule.holds)(case))", 'std::env::var("WITHOUT").as_deref() != Ok(rule.row.code()) && (rule.holds)(case))');
  changed(FLAGS, "if is_raised &&", 'if std::env::var("WITHOUT").as_deref() != Ok(flag.code()) && is_raised &&');

  const built = cargo(["test", "--offline", "-p", "helsebro-domain", "--test", "controllership", "--no-run", "--message-format=json"]);
  if (built.status !== 0) throw new Error(built.stderr);
  const test = built.stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .find((it) => it.executable && it.target?.name === "controllership").executable;
  const passes = (without) =>
    spawnSync(test, ["--exact", `reading::${READING}`], { env: { ...process.env, WITHOUT: without } }).status === 0;

  const table = execFileSync("grep", ["-oE", "rule\\(Row::Ct[0-9]+", join(root, RULES)], { encoding: "utf8" });
  const rows = [...new Set(table.match(/[0-9]+/g))].map((number) => `CT-${number}`).filter((row) => row !== OTHERWISE);
  const flags = ["CT-43", "CT-64", "CT-65", "CT-66", "CT-67", "CT-68"];
  if (!passes("nothing")) throw new Error("it does not pass with every rule in place");
  const unmissed = [...rows, ...flags].filter(passes);
  console.log(`${rows.length} rules and ${flags.length} flags taken away one by one: ${unmissed.length} not missed`);
  for (const one of unmissed) console.log(`  ${one}`);
  process.exitCode = unmissed.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
