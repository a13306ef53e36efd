/** The end of a job that one started is told by a quiet number, in a list that leads on, and once. */
import { expect, test } from "vitest";
import { ask, server, settled, visit } from "./visit.mjs";

test("a job's end is told, read, and stays read", async () => {
  await visit(server, async (page, context) => {
    await page.goto(server.base + "/help");
    await settled(page);
    const bell = page.getByRole("button", { name: /^通知/ });
    await bell.click();
    await expect.poll(() => page.getByRole("region", { name: "通知" }).isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await bell.click();
    const before = await page.locator(".notices li").count();
    await bell.click(); // what was there is read
    await ask(context, 'mutation { startJob(kind: "detect", params: {detectors: ["ring"]}) { id } }');
    await expect.poll(() => bell.getAttribute("aria-label"), { timeout: 300_000 }).toMatch(/^通知，\d+ 条未读$/);
    await bell.click();
    const list = page.getByRole("region", { name: "通知" });
    await expect.poll(() => list.getByText("检测 已完成").count()).toBe(1);
    expect(await page.locator(".notices li").count()).toBeGreaterThan(before);
    await list.getByText("检测 已完成").click();
    await expect.poll(() => new URL(page.url()).pathname).toBe("/findings");
    expect(await bell.getAttribute("aria-label")).toBe("通知");
    await page.reload();
    await settled(page);
    expect(await bell.getAttribute("aria-label")).toBe("通知");
  });
});
