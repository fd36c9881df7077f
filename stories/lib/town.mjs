// The demo town: one process with a database of its own in a temporary folder.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { lookThrough } from "./sent.mjs";

/** How long the town may take to answer after it was started. */
const START_LIMIT_MS = 60_000;
/** How long it may take to end after it was asked to. */
const END_LIMIT_MS = 15_000;
/** How often it is asked whether it answers. */
const ASK_EVERY_MS = 100;
/** How much of what it says is kept, to be shown when a story fails. */
const KEPT_LINES = 200;

const root = resolve(import.meta.dirname, "../..");

/** The binary that was built before the stories are told. */
export const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "helsebro");

/** Runs the binary to its end, as a person at a terminal would. */
export async function command(...args) {
  const { stdout } = await promisify(execFile)(binary, args, { cwd: root });
  return stdout;
}

/** A story told in a town of its own, since it moves the clock or changes what others rest on.
 *  What the town sent is looked through at the end. Everybody goes home before the town does: an
 *  open page that is told of news would ask a town that is gone, and complain. */
export const inOwnTown = (told, ...args) => async (shared) => {
  const town = await startTown(...args);
  try {
    await told({ ...shared, town });
    await lookThrough(town.base);
  } finally {
    await Promise.allSettled(shared.people.map(({ context }) => context.close()));
    await town.stop();
  }
};

/** Starts a town and waits until it answers; `args` say how, as to the binary itself. */
export async function startTown(...args) {
  if (!existsSync(binary)) throw new Error(`build it first, with cargo build -p helsebro-app: no ${binary}`);
  const folder = mkdtempSync(join(tmpdir(), "helsebro-stories-"));
  const data = join(folder, "town");
  // Port 0: the system chooses, and the town says which.
  const child = spawn(binary, ["demo", "--port", "0", "--data", data, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said.push(...text.split("\n").filter(Boolean));
      said.splice(0, Math.max(0, said.length - KEPT_LINES));
    });
  }
  try {
    const base = await answers(said, child);
    return { base, data, said, stop: () => stop(child, folder) };
  } catch (error) {
    await stop(child, folder);
    throw new Error(`${error.message}\n${said.join("\n")}`, { cause: error });
  }
}

/** The town's address, once it answers there. */
async function answers(said, child) {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the town ended at once with ${child.exitCode}`);
    const start = said.join("\n").match(/(http:\/\/localhost:\d+)\/demo/);
    if (start) {
      const answer = await fetch(start[0]).catch(() => null);
      if (answer?.ok) return start[1];
    }
    await pause(ASK_EVERY_MS);
  }
  throw new Error(`the town did not answer in ${START_LIMIT_MS / 1000} seconds`);
}

async function stop(child, folder) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), END_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  }
  rmSync(folder, { recursive: true, force: true });
}
