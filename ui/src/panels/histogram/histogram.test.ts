import { expect, test } from "vitest";
import { dateTicks, lastDay, niceTicks } from "./axis";
import { dragged, drawn, inside, moved, played, rangeOf, spanOf } from "./brush";
import type { Bin } from "./types";

const start = Date.parse("2025-11-30T16:00:00Z"); // midnight of 1 December in China
const DAY = 86_400_000;
const weeks = (n: number): Bin[] => Array.from({ length: n }, (_, i) => ({ low: new Date(start + i * 7 * DAY).toISOString(), high: new Date(start + (i + 1) * 7 * DAY).toISOString(), count: i + 1, amount: (i + 1) * 100 }));
const bins = weeks(10);

test("a span that comes from bars gives these bars again", () => {
  for (const range of [[0, 3], [4, 4], [7, 9], [1, 8]] as const) expect(rangeOf(bins, spanOf(bins, range))).toEqual(range);
});

test("all bars are no span, and no span is all bars", () => {
  expect(spanOf(bins, [0, 9])).toBeNull();
  expect(rangeOf(bins, null)).toEqual([0, 9]);
});

test("a span inside one bar is that bar, and one beside all bars is all of them", () => {
  const at = (days: number) => new Date(start + days * DAY).toISOString();
  expect(rangeOf(bins, { since: at(8), until: at(9) })).toEqual([1, 1]);
  expect(rangeOf(bins, { since: at(-9), until: at(-8) })).toEqual([0, 9]);
});

test("an edge stops at the other and at the end", () => {
  expect(dragged([2, 5], "from", 8, 10)).toEqual([5, 5]);
  expect(dragged([2, 5], "to", 0, 10)).toEqual([2, 2]);
  expect(dragged([2, 5], "to", 40, 10)).toEqual([2, 9]);
  expect(dragged([2, 5], "from", -4, 10)).toEqual([0, 5]);
});

test("a window that moves keeps its width, at the ends too", () => {
  expect(moved([2, 5], 3, 10)).toEqual([5, 8]);
  expect(moved([2, 5], 9, 10)).toEqual([6, 9]);
  expect(moved([2, 5], -9, 10)).toEqual([0, 3]);
});

test("a window can be drawn in either direction", () => {
  expect(drawn(7, 3, 10)).toEqual([3, 7]);
  expect(drawn(-2, 30, 10)).toEqual([0, 9]);
});

test("a playback begins with an eighth, goes bar by bar and ends", () => {
  const seen = [];
  for (let now = played([0, 9], 10); now; now = played(now, 10)) seen.push(now);
  expect(seen[0]).toEqual([0, 1]);
  expect(seen.at(-1)).toEqual([8, 9]);
  expect(seen).toHaveLength(9);
  expect(played([0, 0], 1)).toBeNull();
});

test("what is in the window is told of all", () => {
  expect(inside(bins, [1, 2])).toEqual({ count: 5, amount: 500, all: 55 });
});

test.each([[412_000_000, 2, [0, 200_000_000, 400_000_000]], [7, 3, [0, 2, 4, 6]], [0, 3, [0]], [10, 2, [0, 5, 10]], [41, 1, [0, 20, 40]], [1, 2, [0, 1]]])("ticks are round and never above the highest", (most, about, wanted) => {
  expect(niceTicks(most, about)).toEqual(wanted);
});

test("dates have room, and the year is said where it changes", () => {
  expect(dateTicks(bins, "week", 840).map((t) => t.text)).toEqual(["2025-12-01", "12-08", "12-15", "12-22", "12-29", "2026-01-05", "01-12", "01-19", "01-26", "02-02"]);
  const few = dateTicks(weeks(400), "week", 600);
  expect(few.length).toBeLessThanOrEqual(7);
  expect(few.length).toBeGreaterThan(4);
  expect(dateTicks(bins, "month", 840)[0]!.text).toBe("2025-12");
});

test("a week ends on its Sunday", () => {
  expect(lastDay(bins[0]!)).toBe("2025-12-07");
});
