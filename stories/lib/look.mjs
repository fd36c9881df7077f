// How a page is looked at: what a tool can see of whether everybody can use it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { OUT } from "./tally.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const WIDE = { width: 1280, height: 900 };
/** 1280 px at 400 % zoom. */
const NARROW = { width: 320, height: 800 };
/** Pictures are drawn by whoever asks for them: that is slow, and no check looks at them. */
const DRAWS = process.argv.includes("--pictures");

const TITLE = /^(Feil: |Error: )?.+ – Helsebro$/;

/** Looks at the page that is open; what is wrong comes back in words. */
export async function look(page, name) {
  const faults = await shape(page);
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size);
    faults.push(...(await axe(page, `${size.width} px`)), ...(await sideways(page)));
    if (DRAWS) await page.screenshot({ path: join(OUT, `${name}-${size.width}.png`), fullPage: true, animations: "disabled" });
  }
  return faults;
}

/** The words of the page, but for what only script shows and what time changes. */
export async function mainWords(page) {
  return page.evaluate(() => {
    const main = document.querySelector("main").cloneNode(true);
    const passing = "[data-counter], [data-counter-said], .hb-live, noscript, script, dialog";
    for (const element of main.querySelectorAll(passing)) element.remove();
    // The clock goes on between the two looks, and every answer has a support code of its own.
    const words = main.textContent.replace(/\b[A-Z2-9]{6}\b/g, "CODE");
    return words.replace(/\s+/g, " ").replace(/\d+/g, "0").trim();
  });
}

async function shape(page) {
  const found = await page.evaluate(() => ({
    headings: document.querySelectorAll("h1").length,
    lang: document.documentElement.lang,
    title: document.title,
    landmarks: ["header", "main", "footer"].filter((name) => !document.querySelector(name)),
  }));
  const faults = [];
  if (found.headings !== 1) faults.push(`${found.headings} h1`);
  if (!["nb", "nn", "en"].includes(found.lang)) faults.push(`lang is «${found.lang}»`);
  if (!TITLE.test(found.title)) faults.push(`the title is «${found.title}»`);
  if (found.landmarks.length > 0) faults.push(`no ${found.landmarks.join(", ")}`);
  return faults;
}

async function axe(page, width) {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(AXE);
  const violations = await page.evaluate(async (rules) => {
    const options = { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] };
    return (await window.axe.run(document, options)).violations;
  }, RULES);
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
    return `axe at ${width}: ${id} (${help}): ${where.slice(0, 3).join("; ")}`;
  });
}

/** Whether the page must be scrolled sideways, and what makes it so. */
async function sideways(page) {
  const found = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const width = document.documentElement.scrollWidth;
    if (width <= room) return null;
    const wide = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > room + 1);
    const named = wide.slice(0, 5).map((it) => `${it.tagName.toLowerCase()}.${it.className}`);
    return `${width} px wide at ${room} px: ${named.join(", ")}`;
  });
  return found ? [found] : [];
}
