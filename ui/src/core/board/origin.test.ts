import { expect, test } from "vitest";
import { feeding, wayTo } from "./origin";
import type { Line } from "./types";

const line = (from: string, to: string, sum: number | null = 1): Line => ({ id: `${from}>${to}`, type: sum == null ? "OWNS" : "FLOW", from, to, count: 1, sum, first: null, last: null, money: sum != null });
const path = (way: ReturnType<typeof wayTo>) => way && [way.from, ...way.steps.map((s) => s.to)].join("");

test("the shortest way of money from a seed is told, the larger sum of two alike", () => {
  const lines = [line("a", "b", 5), line("a", "c", 9), line("b", "d"), line("c", "d", 2), line("d", "e")];
  expect(path(wayTo("e", ["a"], lines))).toBe("acde");
  expect(wayTo("e", ["a"], lines)!.steps.map((s) => s.line)).toEqual(["a>c", "c>d", "d>e"]);
  expect(path(wayTo("d", ["a", "b"], lines))).toBe("bd");
  expect(path(wayTo("a", ["a"], lines))).toBe("a");
});

test("where no money leads there, any line in any direction does", () => {
  const lines = [line("b", "a", 3), line("p", "b", null)];
  expect(path(wayTo("p", ["a"], lines))).toBe("abp");
  expect(wayTo("x", ["a"], lines)).toBeNull();
  expect(wayTo("x", [], [])).toBeNull();
});

test("what feeds an account comes from lower layers alone", () => {
  const layers: Record<string, number> = { a: 0, b: 1, c: 1, d: 2 };
  const lines = [line("a", "d", 3), line("b", "d", 7), line("d", "c", 9), line("x", "d", 99), line("c", "b", 5), line("p", "d", null)];
  const layer = (id: string) => layers[id] ?? null;
  expect(feeding("d", layer, lines).map((l) => l.id)).toEqual(["b>d", "a>d"]);
  expect(feeding("b", layer, lines)).toEqual([]);
  expect(feeding("x", layer, lines)).toEqual([]);
});
