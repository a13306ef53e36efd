/** The first five minutes, as an investigator has them: in Chinese, in English, and by the keyboard alone. */
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { words as board } from "../../src/views/board/words";
import { words as inspector } from "../../src/panels/inspector/words";
import { reached, server, settled, subject, visit, type Subject } from "./visit.mjs";

type Lang = "zh" | "en";
interface Canvas {
  things: number;
  lines: number;
}
/** A canvas has no elements that a test could find: it asks the drawing what is on it. */
const onBoard = (page: Page): Promise<Canvas> => page.evaluate(() => ({ things: window.board!.nodes().length, lines: window.board!.edges().length }));
const ready = (page: Page) => page.waitForFunction(() => (window.board?.nodes().length ?? 0) > 0);

/** Where the middle of something on the canvas is on the screen. */
async function spot(page: Page, selector: string): Promise<{ x: number; y: number; id: string }> {
  const at = await page.evaluate((wanted) => {
    const one = window.board!.$(wanted)[0]!;
    const p = one.isNode() ? one.renderedPosition() : { x: 0, y: 0 };
    return { x: p.x, y: p.y, id: one.id() };
  }, selector);
  const box = (await page.getByTestId("canvas").boundingBox())!;
  return { x: at.x + box.x, y: at.y + box.y, id: at.id };
}

let of: Subject;
beforeAll(async () => {
  of = await subject();
});

async function firstAlert(page: Page): Promise<void> {
  await page.goto(server.base);
  await settled(page);
  await page.locator("[data-row]").first().click();
  await ready(page);
}

describe.each<Lang>(["zh", "en"])("the first five minutes in %s", (lang) => {
  const w = board[lang];
  test("from an alert to a row, and into a case", async () => {
    await visit({ ...server, lang }, async (page: Page, context: BrowserContext) => {
      const asked = reached(context);
      await firstAlert(page);
      await page.goto(`${server.base}/board?finding=${of.finding}`);
      await ready(page);
      const before = await onBoard(page);

      const most = await page.evaluate(() => window.board!.nodes("[id ^= 'acc-']").max((n) => n.data("more") as number).ele.id());
      const account = await spot(page, `#${most}`);
      await page.mouse.click(account.x, account.y);
      await page.waitForFunction((id) => window.board!.getElementById(id).selected(), most);
      await page.keyboard.press("e");
      await page.getByRole("dialog").locator("[type=submit]").click();
      await page.waitForFunction((n) => window.board!.nodes().length > n, before.things);
      await page.keyboard.press("Control+z");
      await page.waitForFunction((n) => window.board!.nodes().length === n, before.things);
      expect(await onBoard(page)).toEqual(before);
      await expect.poll(() => page.locator("#board-live").textContent()).toContain(w.undone("").slice(0, 3));

      await page.evaluate(() => void window.board!.$("edge.money").filter((e) => !e.id().includes(" "))[0]!.select());
      const panel = page.getByRole("complementary", { name: inspector[lang].label });
      await panel.getByRole("tab").first().waitFor();
      expect(await panel.getByRole("tab").count()).toBeGreaterThanOrEqual(4);
      await panel.getByRole("tab").nth(2).click();
      await expect.poll(() => panel.textContent()).toMatch(/\d{4}-\d\d-\d\d/);

      await page.getByRole("button", { name: w.saveCase }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.locator("#board-case").click();
      await page.keyboard.press("Enter");
      await dialog.locator("#board-reason").fill("e2e");
      await dialog.getByRole("button", { name: w.saveCase }).click();
      await expect.poll(() => page.locator(".ant-message").textContent()).toContain(w.saved(1).replace(/\d.*/, ""));
      expect(asked()).toEqual([]);
    });
  });
});

/** Press Tab until what is focused fits. */
async function tabTo(page: Page, selector: string, named = ""): Promise<void> {
  for (let i = 0; i < 250; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(([s, n]) => document.activeElement?.matches(s!) && (document.activeElement.ariaLabel ?? document.activeElement.textContent).includes(n!), [selector, named])) return;
  }
  throw new Error(`Tab never came to ${selector} ${named}`);
}

describe.each<Lang>(["zh", "en"])("by the keyboard alone in %s", (lang) => {
  const w = board[lang];
  /** Press keys by turns until what is selected fits, or has a line that does. */
  const until = async (page: Page, keys: string[], fits: string, line = "*") => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press(keys[i % keys.length]!);
      const there = await page.evaluate(([s, l]) => {
        const chosen = window.board!.$(":selected");
        return chosen.is(s!) && (l === "*" || chosen.connectedEdges(l).nonempty());
      }, [fits, line]);
      if (there) return;
    }
    throw new Error(`${keys.join()} never came to ${fits} ${line}`);
  };

  test("from an alert to a row, and into a case", async () => {
    await visit({ ...server, lang }, async (page: Page) => {
      await page.goto(server.base);
      await settled(page);
      await page.keyboard.press("Control+k");
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/^find/);
      await page.keyboard.press("Escape");
      await tabTo(page, "[data-row]");
      await page.keyboard.press("Enter");
      await ready(page);
      const before = await onBoard(page);

      await tabTo(page, "[data-testid=canvas]");
      await until(page, ["ArrowRight"], "node[more > 0]"); // its badge says that there is something to bring
      await page.keyboard.press("e");
      await page.getByRole("dialog").locator("[type=submit]").waitFor();
      await tabTo(page, "[role=dialog] [type=submit]");
      await page.keyboard.press("Enter");
      await page.waitForFunction((n) => window.board!.nodes().length > n, before.things);
      await page.keyboard.press("Control+z");
      await page.waitForFunction((n) => window.board!.nodes().length === n, before.things);

      await until(page, ["ArrowUp", "ArrowRight"], "node[id ^= 'acc-']", "[id ^= 'flow-']"); // the keys go on from the canvas
      await page.keyboard.press("m");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });

      await until(page, ["r"], "edge[id ^= 'flow-']");
      const panel = page.getByRole("complementary", { name: inspector[lang].label });
      await panel.getByRole("tab").nth(2).waitFor();
      await tabTo(page, `[aria-label="${inspector[lang].label}"] [role=tab]`);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await expect.poll(() => panel.textContent()).toMatch(/\d{4}-\d\d-\d\d/);

      await tabTo(page, "button", w.saveCase);
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.locator("#board-case").waitFor();
      if (!(await page.evaluate(() => document.activeElement?.id === "board-case"))) await tabTo(page, "#board-case");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await tabTo(page, "#board-reason");
      await page.keyboard.type("e2e");
      await tabTo(page, "[role=dialog] button", w.saveCase);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(".ant-message").textContent()).toContain(w.saved(1).replace(/\d.*/, ""));

      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    });
  });
});

test("what was done survives a reload, with its undo", async () => {
  await visit({ ...server }, async (page: Page) => {
    await page.goto(`${server.base}/board?finding=${of.finding}`);
    await ready(page);
    const before = await onBoard(page);
    await page.evaluate(() => void window.board!.nodes()[0]!.select());
    await page.keyboard.press("Delete");
    await page.waitForFunction((n) => window.board!.nodes().length === n - 1, before.things);
    const after = await onBoard(page);
    await page.waitForTimeout(1_500); // it is kept 400 ms after the last act
    await page.reload();
    await ready(page);
    await expect.poll(() => onBoard(page)).toEqual(after);
    await page.keyboard.press("Control+z");
    await page.waitForFunction((n) => window.board!.nodes().length === n, before.things);
  });
});

test("without WebGL, hardware or software, the board draws", async () => {
  await visit({ ...server, flags: ["--disable-software-rasterizer", "--disable-3d-apis"] }, async (page: Page) => {
    await page.goto(`${server.base}/board?finding=${of.finding}`);
    await ready(page);
    expect(await page.evaluate(() => document.createElement("canvas").getContext("webgl2"))).toBeNull();
    const drawn = await page.getByTestId("canvas").screenshot();
    expect(drawn.length).toBeGreaterThan(20_000);
  });
});

test("fifty boards opened and closed leave no heap behind", async () => {
  await visit({ ...server, flags: ["--js-flags=--expose-gc"] }, async (page: Page) => {
    await page.goto(`${server.base}/board?finding=${of.finding}`);
    await ready(page);
    const cycle = async (times: number) => {
      for (let i = 0; i < times; i++) {
        await page.evaluate(() => history.pushState({}, "", "/help") ?? dispatchEvent(new PopStateEvent("popstate")));
        await page.waitForFunction(() => !document.querySelector(".board-canvas"));
        await page.evaluate((id) => history.pushState({}, "", `/board?finding=${id}`) ?? dispatchEvent(new PopStateEvent("popstate")), of.finding);
        await page.waitForSelector(".board-canvas canvas");
      }
      return page.evaluate(() => {
        (globalThis as never as { gc: () => void }).gc();
        return (performance as never as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1e6;
      });
    };
    const first = await cycle(10);
    const last = await cycle(40);
    expect(last - first).toBeLessThan(Math.max(20, first * 0.3)); // MB
  });
});
