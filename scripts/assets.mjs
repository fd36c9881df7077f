// Picks what the pages use out of the npm packages and lays it in assets/.
// The design system's style sheet is cut to the components that occur in a template,
// and its theme to the colours and type that are used: a phone fetches less.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const COMPONENTS = [
  "alert", "button", "card", "error-summary", "field", "fieldset",
  "heading", "input", "label", "link", "list", "paragraph", "table", "tag",
  "validation-message",
];

const ICONS = [
  "ArrowRedo", "ArrowUndo",
  "Bell", "Chat", "ChatAdd", "CheckmarkCircle", "CheckmarkCircleFill",
  "ChevronLeft", "ChevronRight", "Clock", "ExclamationmarkTriangleFill", "Eye",
  "InformationSquare", "MenuHamburger", "MinusCircle", "PadlockLocked", "PersonGroup", "PersonPlus",
  "Phone", "PrinterSmall",
];

const out = "assets";
const modules = "node_modules";
const design = `${modules}/@digdir/designsystemet-css/dist`;
const read = (file) => readFileSync(file, "utf8");

rmSync(out, { recursive: true, force: true });
mkdirSync(`${out}/icons`, { recursive: true });

for (const icon of ICONS) {
  const svg = read(`${modules}/@navikt/aksel-icons/dist/svg/${icon}.svg`);
  // Titles and ids would be spoken or clash; pages say in words what an icon shows.
  const bare = svg.replace(/<title[^>]*>.*?<\/title>/g, "").replace(/ (id|role|aria-[a-z]+)="[^"]*"/g, "");
  writeFileSync(`${out}/icons/${icon}.svg`, bare);
}

for (const set of ["latin", "latin-ext"]) {
  cpSync(
    `${modules}/@fontsource-variable/inter/files/inter-${set}-wght-normal.woff2`,
    `${out}/inter-${set}.woff2`,
  );
}

// The letters' fonts: our own, and one that has the alphabets that ours has not.
mkdirSync(`${out}/letters`);
const inter = `${modules}/@expo-google-fonts/inter`;
cpSync(`${inter}/400Regular/Inter_400Regular.ttf`, `${out}/letters/regular.ttf`);
cpSync(`${inter}/600SemiBold/Inter_600SemiBold.ttf`, `${out}/letters/strong.ttf`);
cpSync(`${modules}/dejavu-fonts-ttf/ttf/DejaVuSans.ttf`, `${out}/letters/others.ttf`);

cpSync(`${modules}/htmx.org/dist/htmx.min.js`, `${out}/htmx.js`);
cpSync(`${modules}/htmx.org/dist/ext/hx-sse.min.js`, `${out}/htmx-sse.js`);

// The brand colours and the long and short body types occur nowhere in our pages.
const UNUSED_RULES = /\[data-color-scheme\]\[data-color=brand\d\],\[data-color=brand\d\]\{[^}]*\}/g;
const UNUSED_VALUES = /--ds-(color-brand\d|body-short|body-long|heading-2xl|body-xl|heading-xl)-[a-z0-9-]+:[^;}]*;?/g;
const theme = read(`${design}/theme/designsystemet.css`).replace(UNUSED_RULES, "").replace(UNUSED_VALUES, "");

const known = new Set(readdirSync(`${design}/src`));
const sheets = COMPONENTS.map((name) => {
  if (!known.has(`${name}.css`)) throw new Error(`the design system has no ${name}.css`);
  return `@layer ds.components{${read(`${design}/src/${name}.css`)}}`;
});

// Our elements first, then the design system, then our components: who comes later wins.
const order = "@layer hb-base,ds,hb;@layer ds.theme,ds.base,ds.components;";
const base = `@layer ds.base{${read(`${design}/src/base.css`)}}`;
const sheet = [order, theme, base, ...sheets].join("\n").replace(/\n?\/\*# sourceMappingURL=.*?\*\//g, "");

// Drawings inside the sheet become files, so that the pages' policy needs no "data:".
let drawings = 0;
const inline = /url\("data:image\/svg\+xml;charset=utf-8,([^"]*)"\)/g;
const outside = sheet.replace(inline, (_, encoded) => {
  const name = `ds-${(drawings += 1)}.svg`;
  writeFileSync(`${out}/${name}`, decodeURIComponent(encoded));
  return `url("${name}")`;
});
writeFileSync(`${out}/ds.css`, outside);
