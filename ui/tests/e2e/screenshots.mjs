/** Pictures of every page and state, in both themes and sizes, and a contact sheet of them:
 *  JINYING_URL=… JINYING_NAME=… JINYING_SECRET=… node tests/e2e/screenshots.mjs [FOLDER] [PAGE]… ; `make screenshots` does it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pages } from "./pages.mjs";
import { server, settled, subject, visit } from "./visit.mjs";

const [folder = "tests/e2e/shots", ...only] = process.argv.slice(2);
const { THEMES: themes = "light,dark", SIZES: sizes = "1280x800,1920x1080" } = process.env;
const THEMES = themes.split(",");
const SIZES = sizes.split(",").map((size) => size.split("x").map(Number));
const out = resolve(folder);
mkdirSync(out, { recursive: true });
const of = await subject();

/** What is done on a page before its picture. */
const STATES = {
  board: async (page) => page.waitForFunction(() => window.board?.nodes().length, undefined, { timeout: 60_000 }),
  "board-line": async (page) => {
    await STATES.board(page);
    await page.evaluate(() => window.board.edges(".money").filter((e) => !e.id().includes(" "))[3].select());
  },
  "board-expand": async (page) => {
    await STATES.board(page);
    await page.evaluate(() => window.board.nodes("[id ^= 'acc-']").max((n) => n.data("more")).ele.select());
    await page.waitForTimeout(300);
    await page.keyboard.press("e");
  },
};
const list = [...pages(of), ["board-line", `/board?finding=${of.finding}`], ["board-expand", `/board?finding=${of.finding}`]];
for (const size of SIZES)
  for (const theme of THEMES)
    await visit({ ...server, theme, size }, async (page) => {
      for (const [name, path] of list.filter(([one]) => !only.length || only.includes(one))) {
        await page.goto(server.base + path);
        await settled(page);
        await STATES[name]?.(page);
        await settled(page);
        await page.screenshot({ path: join(out, `${name}-${theme}-${size[0]}.png`) });
        console.log(`${name}-${theme}-${size[0]}`);
      }
    });

/** The contact sheet of the README: what a newcomer is to see first. */
const SHEET = ["home-light", "board-line-light", "board-expand-light", "money-light", "finding-light", "entity-light", "case-light", "review-light", "imports-light", "statistics-light", "board-dark", "money-dark"];
const there = new Set(readdirSync(out));
const cell = (name) => `<figure><img src="data:image/png;base64,${readFileSync(join(out, `${name}-1280.png`)).toString("base64")}"></figure>`;
const shown = SHEET.filter((name) => there.has(`${name}-1280.png`)).map(cell);
writeFileSync(join(out, "sheet.html"), `<!doctype html><meta charset="utf-8"><style>body{margin:12px;display:grid;grid-template-columns:repeat(3,1fr);gap:12px;background:#dce2ea}figure{margin:0}img{width:100%;display:block;border-radius:4px}</style>${shown.join("")}`);
await visit({ ...server, size: [1680, 900] }, async (page) => {
  await page.goto(`file://${join(out, "sheet.html")}`);
  await page.screenshot({ path: join(out, "sheet.jpg"), type: "jpeg", quality: 70, fullPage: true });
});
