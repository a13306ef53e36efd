/** Pictures of every page and state, in both themes and sizes, with sheets of many and the contact sheet of the README:
 *  JINYING_URL=… JINYING_NAME=… JINYING_SECRET=… node tests/e2e/screenshots.mjs [FOLDER] [PAGE]… ; `make screenshots` does it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pages } from "./pages.mjs";
import { ROLES, shown, TROUBLES } from "./shown.mjs";
import { server, settled, somebody, subject, visit } from "./visit.mjs";

const [folder = "tests/e2e/shots", ...only] = process.argv.slice(2);
const { THEMES: themes = "light,dark", SIZES: sizes = "1280x800,1920x1080", LANGS: langs = "zh" } = process.env;
const THEMES = themes.split(",");
const SIZES = sizes.split(",").map((size) => size.split("x").map(Number));
const out = resolve(folder);
mkdirSync(out, { recursive: true });
const of = await subject("样例资金盘案", "由预警与发现立案");

/** Each page as it opens, and what else it can show. */
const all = [...pages(of), ...shown(of)];
const wanted = (name) => !only.length || only.includes(name);
const file = (name) => join(out, `${name}.png`);

/** Pictures of a list, one after another; one that can't be had is told and does not end the others. */
async function taken(page, list, ending, trouble) {
  for (const [name, path, act] of list) {
    try {
      if (trouble) await page.goto(server.base + path, { waitUntil: "commit" });
      else await page.goto(server.base + path);
      await (trouble === "loading" ? page.waitForTimeout(4_500) : settled(page));
      if (!trouble) await act?.(page);
      if (act && !trouble) await settled(page);
      await page.screenshot({ path: file(`${name}-${ending}`) });
      console.log(`${name}-${ending}`);
    } catch (error) {
      console.log(`${name}-${ending}: ${String(error).split("\n")[0]}`);
    }
  }
}

for (const lang of langs.split(","))
  for (const size of SIZES)
    for (const theme of THEMES) {
      const ending = [theme, size[0], ...(lang === "zh" ? [] : [lang])].join("-");
      await visit({ ...server, theme, size, lang }, (page) => taken(page, all.filter(([name]) => wanted(name)), ending));
    }

const first = { size: SIZES[0], theme: THEMES[0] };
for (const [trouble, make] of Object.entries(TROUBLES))
  if (wanted(trouble))
    await visit({ ...server, ...first }, async (page) => {
      await page.goto(`${server.base}/help`);
      await settled(page);
      await make(page);
      await taken(page, pages(of), trouble, trouble);
    });
for (const role of ROLES) if (wanted(role)) await visit({ ...(await somebody(role)), ...first }, (page) => taken(page, pages(of), role));

/** Many on one picture. */
async function sheet(name, names, columns, to) {
  const cell = (one) => `<figure><img src="data:image/png;base64,${readFileSync(file(one)).toString("base64")}"><figcaption>${to ? "" : one}</figcaption></figure>`;
  const page = join(out, `${name}.html`);
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>body{margin:12px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:12px;background:#dce2ea;font:12px sans-serif}figure{margin:0}img{width:100%;display:block;border-radius:4px}</style>${names.map(cell).join("")}`);
  await visit({ ...server, size: [1680, 900] }, async (tab) => {
    await tab.goto(`file://${page}`);
    await tab.screenshot({ path: to ?? join(out, `${name}.jpg`), type: "jpeg", quality: 70, fullPage: true });
  });
}

/** The contact sheet of the README: what a newcomer is to see first. */
const SHEET = ["home-light", "board-line-light", "board-expand-light", "money-light", "finding-light", "entity-light", "case-light", "review-light", "imports-light", "statistics-light", "board-dark", "money-dark"];
const there = new Set(readdirSync(out));
await sheet("sheet", SHEET.map((name) => `${name}-1280`).filter((name) => there.has(`${name}.png`)), 3, join(out, "sheet.jpg"));
for (const state of [...Object.keys(TROUBLES), ...ROLES]) {
  const names = [...there].filter((name) => name.endsWith(`-${state}.png`)).map((name) => name.slice(0, -4));
  if (names.length) await sheet(state, names, 4);
}
