/** Every page when it can't be had: not yet, not by this person, not by the server, not at all. Each says so, and what to do. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { words as api } from "../../src/core/api/words";
import { words as parts } from "../../src/parts/words";
import { words as shell } from "../../src/shell/words";
import { wrongs } from "./axe";
import { pages } from "./pages.mjs";
import { server, settled, somebody, subject, visit, walk, type Subject } from "./visit.mjs";

let of: Subject;
beforeAll(async () => {
  of = await subject();
});
const ASKS_NOTHING = ["help", "nowhere", "board-empty"];
const asking = () => pages(of).filter(([name]) => !ASKS_NOTHING.includes(name));
const texts = (page: Page) => page.locator("main").innerText();

describe.each(["auditor", "intake", "modeller"])("as %s", (role) => {
  test("pages that are not theirs say so, and fail nowhere", async () => {
    await visit(await somebody(role), async (page) => {
      const faults: string[] = [];
      let at = "";
      page.on("pageerror", (e) => faults.push(`${at}: ${e.message}`));
      await page.goto(server.base); // once: what follows is as links lead
      for (const [name, path] of pages(of)) {
        at = name;
        await walk(page, path);
        await settled(page);
        const said = await texts(page);
        if (!said.trim()) faults.push(`${name}: nothing is there`);
        if (said.includes(parts.zh.failed)) faults.push(`${name}: ${said.slice(0, 200)}`);
        if (role === "auditor") faults.push(...(await wrongs(page)).map((w) => `${name}: ${w}`)); // who has fewest rights sees most of these states
      }
      if (role === "intake") {
        await page.goto(`${server.base}/board?seed=${of.entity}`); // may read, and not analyse
        await page.waitForFunction(() => (window.board?.nodes().length ?? 0) > 0);
      }
      expect(faults).toEqual([]);
    });
  });
});

test("while the server answers nothing, each page has its shape in grey and says how long it has been", async () => {
  await visit(server, async (page) => {
    await page.goto(`${server.base}/help`);
    await settled(page);
    await page.route("**/api/graphql", () => undefined);
    for (const [name, path] of asking()) {
      await walk(page, path);
      await page.locator("main .skeleton").first().waitFor();
      expect([name, await wrongs(page)]).toEqual([name, []]);
    }
    await expect.poll(() => texts(page), { timeout: 30_000 }).toMatch(/已等待 \d+ 秒/);
  });
});

test("where the graph is down, each page says what the server says, and asks again when told to", async () => {
  await visit(server, async (page) => {
    const words = "图引擎没有应答。稍后再试";
    let down = true;
    await page.route("**/api/graphql", (route) => (down ? route.fulfill({ status: 503, contentType: "application/json", body: JSON.stringify({ data: null, errors: [{ message: words, extensions: { retryAfter: 5 } }] }) }) : route.continue()));
    await page.goto(server.base);
    for (const [name, path] of asking()) {
      await walk(page, path);
      await page.locator("main .state.bad").first().waitFor();
      expect([name, await page.locator("main .state.bad").first().innerText()]).toEqual([name, expect.stringContaining(words)]);
      expect([name, await wrongs(page)]).toEqual([name, []]);
    }
    down = false;
    await page.goto(`${server.base}/statistics`);
    await settled(page);
    down = true;
    await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.rail a[href="/findings"]')!.click());
    const again = page.locator("main .state.bad").first().getByRole("button", { name: parts.zh.again });
    await again.waitFor();
    down = false;
    await again.click();
    await page.locator("main .state.bad").waitFor({ state: "detached" });
  });
});

describe.each(["zh", "en"] as const)("without a server, in %s", (lang) => {
  test("it is told in plain words, what was done is kept, and the page goes on by itself", async () => {
    await visit({ ...server, lang }, async (page, context) => {
      await page.goto(`${server.base}/board?finding=${of.finding}`);
      await page.waitForFunction(() => (window.board?.nodes().length ?? 0) > 0);
      await context.setOffline(true);
      const before = await page.evaluate(() => window.board!.nodes().length);
      await page.evaluate(() => void window.board!.nodes()[0]!.select());
      await page.getByTestId("canvas").focus();
      await page.keyboard.press("e");
      await page.locator(".board-expand .state.bad").waitFor();
      expect(await page.locator(".board-expand").innerText()).toContain(api[lang].away);
      await page.getByText(shell[lang].away).waitFor();
      expect(await wrongs(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Delete");
      await page.waitForFunction((n) => window.board!.nodes().length === n - 1, before);
      await page.locator('.rail a[href="/statistics"]').click(); // its parts were not fetched yet
      await page.locator("main .state.bad").waitFor();
      expect(await texts(page)).not.toMatch(/fetch/i);
      expect(await wrongs(page)).toEqual([]);
      await context.setOffline(false);
      await page.locator("main h2").first().waitFor(); // within seconds, nobody having pressed anything
      await page.getByText(shell[lang].away).waitFor({ state: "detached" });
      await page.goto(`${server.base}/board?finding=${of.finding}`);
      await page.waitForFunction((n) => window.board?.nodes().length === n - 1, before);
    });
  });
});
