/** One picture: node tests/e2e/shot.mjs PATH OUT.png [--size 1280x800] [--theme dark] [--lang en] [--click SELECTOR]… [--eval SCRIPT]…
 *  JINYING_URL, JINYING_NAME and JINYING_SECRET say where and as whom. */
import { settled, visit } from "./visit.mjs";

const [path, out, ...rest] = process.argv.slice(2);
const option = (name, usual) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : usual);
const clicks = rest.flatMap((word, i) => (word === "--click" ? [rest[i + 1]] : []));
const evals = rest.flatMap((word, i) => (word === "--eval" ? [rest[i + 1]] : []));
const { JINYING_URL: base = "http://127.0.0.1:8471", JINYING_NAME: name = "", JINYING_SECRET: password = "" } = process.env;
await visit({ base, name, password, size: option("--size", "1280x800").split("x").map(Number), theme: option("--theme", "light"), lang: option("--lang", "zh") }, async (page) => {
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && console.log(`${m.type()}: ${m.text().slice(0, 300)}`));
  page.on("pageerror", (e) => console.log(`fault: ${e.message}`));
  await page.goto(base + path);
  await settled(page);
  for (const one of clicks) {
    await page.click(one, { timeout: 5000 });
    await settled(page);
  }
  for (const one of evals) {
    await page.evaluate(one);
    await settled(page);
  }
  await page.screenshot({ path: out });
});
