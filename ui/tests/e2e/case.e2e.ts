/** A case from its opening to a file in hand: a cell filled, a version frozen, formats exported, one fetched and compared. */
import axe from "axe-core";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { words as cases } from "../../src/views/cases/words";
import { words as difference } from "../../src/views/cases/difference/words";
import { words as exports } from "../../src/views/cases/exports/words";
import { words as matrix } from "../../src/views/cases/matrix/words";
import { ask, PATIENCE, reached, server, settled, subject, visit } from "./visit.mjs";

const ROOMS = ["overview", "timeline", "matrix", "ledger", "difference", "tasks", "exports", "handover"] as const;
const room = (page: Page, name: (typeof ROOMS)[number]) => page.locator(`#case-room-${name}`).click();

async function opened(page: Page): Promise<string> {
  const w = cases.zh;
  await page.goto(`${server.base}/cases`);
  await page.getByRole("button", { name: w.openNew }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("#title").fill("e2e 封存案");
  await dialog.locator("#cause").fill("投诉");
  await dialog.locator("#suspected").click();
  await page.keyboard.press("Enter");
  await dialog.locator("[type=submit]").click();
  await page.waitForURL(/\/cases\/case-/);
  return new URL(page.url()).pathname.split("/").at(-1)!;
}

/** What axe finds serious in the room that is open. */
async function wrongs(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as never as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] });
    return violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  });
}

test("a cell is filled, a version frozen, formats exported, a file fetched as it was registered", async () => {
  const { finding, entity } = await subject();
  await visit({ ...server }, async (page, context) => {
    const asked = reached(context);
    const id = await opened(page);
    await ask(context, 'mutation($id: ID!, $t: [ID!]!) { addToCase(id: $id, things: $t, reason: "e2e") { changed } }', { id, t: [finding, entity] });

    await page.reload();
    await room(page, "matrix");
    await page.locator(".mx-todo").first().click();
    await page.locator("#text").fill("没有吸收公众存款的许可");
    await page.getByRole("dialog").getByRole("button", { name: matrix.zh.put }).click();
    await page.locator("article.mx-piece", { hasText: "没有吸收公众存款的许可" }).waitFor();

    await room(page, "difference");
    await page.getByRole("button", { name: difference.zh.freeze }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("textarea").fill("e2e 底稿");
    await dialog.locator("[type=submit]").click();
    await page.locator(".case-freeze").waitFor({ timeout: PATIENCE });
    expect(await page.locator(".case-freeze").textContent()).toContain("e2e 底稿");

    await room(page, "exports");
    await ask(context, 'mutation($id: ID!) { redactByHand(id: $id, text: "公众存款", reason: "e2e") { seq } }', { id });
    await page.getByRole("button", { name: exports.zh.ahead }).click();
    expect(await page.getByRole("list", { name: exports.zh.ahead }).getByRole("listitem").filter({ hasText: "e2e" }).textContent({ timeout: PATIENCE })).toMatch(/[1-9]\d* 段文字/);
    await page.getByRole("button", { name: exports.zh.none, exact: true }).click();
    await page.locator(".take-list input[value=graphml]").check();
    await page.locator(".take-list input[value=pdf]").check();
    await page.getByRole("button", { name: exports.zh.export(2) }).click();
    await page.locator(".taken-one").waitFor({ timeout: PATIENCE });
    expect(await page.locator(".taken-one").count()).toBe(1);
    expect(await page.locator(".taken-one").textContent()).toContain(server.name);
    const row = page.locator(".taken-file").filter({ hasText: ".graphml" });
    const digest = await row.locator(".case-hash").getAttribute("title");
    const [saved] = await Promise.all([page.waitForEvent("download"), row.getByRole("button", { name: exports.zh.download }).click()]);
    expect(createHash("sha256").update(readFileSync(await saved.path())).digest("hex")).toBe(digest);

    for (const one of ROOMS) {
      await room(page, one);
      await settled(page);
      expect([one, await wrongs(page)]).toEqual([one, []]);
    }
    expect(asked()).toEqual([]);
  });
});
