// One browser for all stories. Each person gets a context of her own, as if she
// sat at a machine of her own.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** How long anything on a page is waited for. */
export const PATIENCE_MS = 20_000;

/** What a context is unless a story says otherwise: a Norwegian browser on a wide screen. */
const CONTEXT = {
  locale: "nb-NO",
  timezoneId: "Europe/Oslo",
  viewport: { width: 1280, height: 900 },
  reducedMotion: "reduce",
};

/** Nothing is fetched from outside; the pages must not need it. */
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** Starts the browser of this machine, with a fresh profile. */
export async function openBrowser() {
  return chromium.launch({ executablePath: program(), args: FLAGS, headless: true });
}

/** Opens a context; what goes wrong on its pages is collected in `faults`. */
export async function openContext(browser, options = {}) {
  const context = await browser.newContext({ ...CONTEXT, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const faults = [];
  context.on("page", (page) => listen(page, faults));
  return { context, faults };
}

function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const name of PROGRAMS) {
    const found = folders.map((folder) => join(folder, name)).find(canRun);
    if (found) return found;
  }
  throw new Error(`no browser found; looked for ${PROGRAMS.join(", ")}`);
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Console errors, broken scripts and files that are not there. A breach of the
 *  content security policy comes as a console error. */
function listen(page, faults) {
  const refusedPages = new Set();
  page.on("response", (response) => {
    if (response.status() < 400) return;
    // A page that says no is an answer; a file that is not there is a fault.
    if (response.request().isNavigationRequest()) refusedPages.add(response.url().split("#")[0]);
    else faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const isPage = refusedPages.has(message.location().url.split("#")[0]);
    if (isPage && message.text().startsWith("Failed to load resource")) return;
    faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
}
