import { expect, test } from "vitest";
import { TILES } from "./provinces";
import { byProvince, measured, monthOf, ranked, shade, total, type Region } from "./utils";

const region = (name: string | null, province: string | null, entities: number, red = 0, amber = 0): Region => ({ region: name, province, entities, red, amber, yellow: 0 });

test("there are 34 tiles, and no two lie on each other", () => {
  expect(TILES).toHaveLength(34);
  expect(new Set(TILES.map((t) => `${t.x},${t.y}`)).size).toBe(34);
  expect(new Set(TILES.map((t) => t.code)).size).toBe(34);
});

test("regions are summed to their province in either language; the others are told apart", () => {
  const { tiles, outside } = byProvince([region("广州市越秀区", "广东", 5, 1), region("深圳市", "Guangdong", 7, 0, 2), region("东田县", null, 9), region(null, null, 4)]);
  expect(tiles.find((t) => t.tile.code === "44")).toMatchObject({ entities: 12, red: 1, amber: 2 });
  expect(outside.map((o) => o.region)).toEqual(["东田县"]);
});

test("the riskiest come first, and those without a name are not ranked", () => {
  expect(ranked([region("a", null, 9), region(null, null, 99), region("b", null, 1, 1)]).map((r) => r.region)).toEqual(["b", "a"]);
});

test("shades go from nothing to four", () => {
  expect([0, 1, 25, 100].map((v) => shade(v, 100))).toEqual([0, 1, 2, 4]);
  expect(shade(5, 0)).toBe(0);
});

test("a share of nobody is nothing", () => {
  expect(measured(region("a", null, 0), "share")).toBe(0);
  expect(measured(region("a", null, 4, 1, 1), "share")).toBe(0.5);
  expect(total([region("a", null, 4, 1), region("b", null, 2, 0, 1)])).toMatchObject({ entities: 6, red: 1, amber: 1 });
});

test("a bin that begins at midnight in China is of that month", () => {
  expect(monthOf("2022-06-30T16:00:00Z")).toBe("2022-07");
});
