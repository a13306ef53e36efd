import { expect, test } from "vitest";
import { brought, narrowest, ofMoves, onceEach, stepSaid, type WayShown } from "./ways";

const one = (id: string) => ({ id, kind: "Account" as const, caption: id, risk: null });
const flow = (id: string, fromId: string, sum: number, count = 1) => ({ id, type: "FLOW" as const, fromId, sum, count, first: `2024-01-0${count}T00:00:00Z`, last: `2024-02-0${count}T00:00:00Z` });
const way = (...steps: ReturnType<typeof flow>[][]): WayShown => ({ entities: ["a", "b", "c"].slice(0, steps.length + 1).map(one), steps: steps.map((links) => ({ total: links.length, truncated: false, links })) });

test("a step sums its links and says in which direction they go", () => {
  expect(stepSaid({ links: [flow("f1", "a", 500, 2), flow("f2", "a", 100)] }, "a")).toEqual({ types: ["FLOW"], way: "on", links: 3, sum: 600, first: "2024-01-01T00:00:00Z", last: "2024-02-02T00:00:00Z" });
  expect(stepSaid({ links: [{ type: "OWNS", fromId: "b" }] }, "a")).toMatchObject({ way: "back", sum: null, links: 1, first: null });
  expect(stepSaid({ links: [flow("f", "a", 1), { type: "OWNS", fromId: "b" }] }, "a")).toMatchObject({ way: "both", types: ["FLOW", "OWNS"] });
});

test("no more can have gone the whole way than its narrowest step", () => {
  expect(narrowest(way([flow("f1", "a", 500)], [flow("f2", "b", 80)]))).toBe(80);
  expect(narrowest(way())).toBeNull();
});

test("what several ways bring is told once", () => {
  const found = brought([way([flow("f1", "a", 5)]), way([flow("f1", "a", 5)], [flow("f2", "b", 5)])]);
  expect(found.entities.map((e) => e.id)).toEqual(["a", "b", "c"]);
  expect(found.links).toEqual(["f1", "f2"]);
});

test("transfers in order of time make a way", () => {
  const made = ofMoves([{ id: "t1", at: "2024-01-01T00:00:00Z", amount: 9, from: one("a"), to: one("b") }, { id: "t2", at: "2024-01-02T00:00:00Z", amount: 7, from: one("b"), to: one("c") }]);
  expect(made.entities.map((e) => e.id)).toEqual(["a", "b", "c"]);
  expect(narrowest(made)).toBe(7);
  expect(stepSaid(made.steps[1]!, "b")).toMatchObject({ sum: 7, first: "2024-01-02T00:00:00Z", way: "on" });
});

test("a way and the same from its end are one", () => {
  const there = way([flow("f1", "a", 5)], [flow("f2", "b", 5)]);
  const back = { entities: [...there.entities].reverse(), steps: [...there.steps].reverse() };
  expect(onceEach([there, back, way([flow("f1", "a", 5)])])).toEqual({ ways: [there, way([flow("f1", "a", 5)])], mirrored: 1 });
});
