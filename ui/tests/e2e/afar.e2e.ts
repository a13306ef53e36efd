/** The board from so far that no letter is read: what we draw ourselves, and what a mouse finds there. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { server, subject, visit } from "./visit.mjs";

interface Seen {
  id: string;
  x: number; // on the screen, as r
  y: number;
  r: number;
  fill: string;
}

/** Things that stand clear of each other, of the heads above them and of the tools beside them. */
const clear = (page: Page): Promise<Seen[]> =>
  page.evaluate(() => {
    const box = document.querySelector(".board-cy")!.getBoundingClientRect();
    const zoom = window.board!.zoom();
    const all = window.board!.nodes().map((n) => ({ id: n.id(), ...n.renderedPosition(), r: (n.data("size") / 2) * zoom, fill: n.data("fill") as string }));
    const apart = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);
    return all
      .filter((n) => n.y > 60 && n.y < box.height - 12 && n.x > 12 && n.x < box.width - 80 && all.every((o) => o === n || apart(o, n) > 2 * n.r + 12))
      .map((n) => ({ ...n, x: n.x + box.x, y: n.y + box.y }));
  });

/** The colours of the sheet that things are drawn on at places of the screen, as #rrggbb and how dense. */
const inked = (page: Page, at: readonly { x: number; y: number }[]): Promise<[string, number][]> =>
  page.evaluate((places) => {
    const sheet = document.querySelector<HTMLCanvasElement>('.board-cy canvas[data-id="layer2-node"]')!;
    const box = sheet.getBoundingClientRect();
    const by = sheet.width / box.width;
    return places.map(({ x, y }) => {
      const [r, g, b, a] = sheet.getContext("2d")!.getImageData(Math.round((x - box.x) * by), Math.round((y - box.y) * by), 1, 1).data;
      return [`#${[r, g, b].map((v) => v!.toString(16).padStart(2, "0")).join("")}`, a!] as [string, number];
    });
  }, at);

const still = (page: Page) => page.waitForTimeout(600); // a moving view is a picture that moves; then all is drawn sharp

test("from afar things have their colours; a click, a drag and a box find them; near again there are letters", async () => {
  const { finding } = await subject();
  await visit(server, async (page: Page) => {
    await page.goto(`${server.base}/board?finding=${finding}`);
    await page.waitForFunction(() => (window.board?.nodes().length ?? 0) > 0);
    await page.evaluate(() => {
      const cy = window.board!;
      const { x1, x2, y1, y2 } = cy.nodes().boundingBox({ includeLabels: false });
      const zoom = 0.25; // no icons either
      cy.viewport({ zoom, pan: { x: cy.width() / 2 - (zoom * (x1 + x2)) / 2, y: cy.height() / 2 - (zoom * (y1 + y2)) / 2 } });
    });
    await still(page);
    const seen = await clear(page);
    expect(seen.length).toBeGreaterThan(4);
    const away = (seen.map((s) => s.fill));
    expect((await inked(page, seen)).map(([ink]) => ink)).toEqual(away);

    const [one, ...others] = seen;
    const beside = { x: one!.x - one!.r - 3, y: one!.y + one!.r };
    const [[, before]] = (await inked(page, [beside])) as [[string, number]];
    await page.mouse.click(one!.x, one!.y);
    await page.waitForFunction((id) => window.board!.getElementById(id).selected(), one!.id);
    await page.mouse.move(4, 300);
    await still(page);
    const [[, after]] = (await inked(page, [beside])) as [[string, number]];
    expect(after).toBeGreaterThan(before); // the halo of what is chosen

    const to = { x: one!.x + 3 * one!.r + 9, y: one!.y + 2 };
    await page.mouse.move(one!.x, one!.y);
    await page.mouse.down();
    await page.mouse.move(to.x - 5, to.y, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 2 });
    await page.mouse.up();
    await page.mouse.move(4, 300);
    await still(page);
    const moved = (await clear(page)).find((s) => s.id === one!.id) ?? (await page.evaluate((id) => window.board!.getElementById(id).position(), one!.id));
    expect(moved).not.toMatchObject({ x: one!.x, y: one!.y });
    expect((await inked(page, [to]))[0]![0]).toBe(one!.fill);
    await page.keyboard.press("Control+z");
    await still(page);
    expect((await inked(page, [one!]))[0]![0]).toBe(one!.fill);

    await page.keyboard.press("Escape");
    await page.keyboard.press("b");
    const few = others.slice(0, 2);
    const [x, y] = [few.map((s) => s.x), few.map((s) => s.y)];
    await page.mouse.move(Math.min(...x) - 9, Math.min(...y) - 9);
    await page.mouse.down();
    await page.mouse.move(Math.max(...x) + 9, Math.max(...y) + 9, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => page.evaluate(() => window.board!.$("node:selected").map((n) => n.id()))).toEqual(expect.arrayContaining(few.map((s) => s.id)));
    await page.keyboard.press("v");
    await page.keyboard.press("Escape");

    await page.evaluate((id) => void window.board!.viewport({ zoom: 1, pan: { x: 0, y: 0 } }).center(window.board!.getElementById(id)), one!.id);
    await still(page);
    const under = await page.evaluate((id) => {
      const { x: left, y: top } = document.querySelector(".board-cy")!.getBoundingClientRect();
      const p = window.board!.getElementById(id).renderedPosition();
      return Array.from({ length: 60 }, (_, i) => ({ x: left + p.x - 30 + i, y: top + p.y + 28 }));
    }, one!.id);
    expect(new Set((await inked(page, under)).map(([ink]) => ink)).size).toBeGreaterThan(3); // its name beneath it
  });
});
