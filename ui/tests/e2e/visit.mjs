/** A signed-in browser for tests and pictures: Debian's Chromium, a context of its own, nothing asked of other machines. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];

/** `visit({base, name, password}, async (page, context) => …)`; `size`, `theme`, `lang`, `flags` as wished. */
export async function visit({ base, name, password, size = [1280, 800], theme = "light", lang = "zh", flags = [] }, work) {
  const folder = mkdtempSync(join(tmpdir(), "jinying-browser-"));
  const context = await chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, headless: true, args: [...FLAGS, ...flags], viewport: { width: size[0], height: size[1] }, locale: lang === "zh" ? "zh-CN" : "en-GB", timezoneId: "Asia/Shanghai" });
  try {
    await context.addInitScript(([l, t]) => {
      localStorage.setItem("jinying.lang", l);
      localStorage.setItem("jinying.theme", t);
    }, [lang, theme]);
    const answer = await context.request.post(`${base}/api/signin`, { data: { name, password } });
    if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
    const page = context.pages()[0] ?? (await context.newPage());
    return await work(page, context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wait until nothing is asked any more and what was asked is drawn. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => !document.querySelector(".skeleton, .ant-spin-spinning"), undefined, { timeout: 30_000 }).catch(() => undefined);
  await page.waitForTimeout(250);
}

/** Where the server is, as whom one comes, and a finding whose graph is looked at: tests/e2e/test_page.py says. */
const { JINYING_URL = "http://127.0.0.1:8471", JINYING_NAME = "", JINYING_SECRET = "", JINYING_FINDING = "" } = process.env;
export const server = { base: JINYING_URL, name: JINYING_NAME, password: JINYING_SECRET, finding: JINYING_FINDING };

/** Watches what a page asks; gives what it asked of other machines. */
export function reached(context) {
  const asked = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.origin !== server.base.replace(/\/$/, "")) asked.push(request.url());
  });
  return () => asked;
}
