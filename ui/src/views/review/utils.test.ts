import { expect, test } from "vitest";
import type { Neighbours, Waiting } from "./types";
import { agreement, next, overlap, parted, sided } from "./utils";

const side = (id: string) => ({ id, kind: "Person" as const, caption: id });
const pair = (left: string, right: string): Waiting => ({ left: side(left), right: side(right), alike: [], differ: [] });
const near = (left: number, right: number, shared: number): Neighbours => ({ link: "OWNS", label: "", kind: "Account", kindLabel: "", left, right, shared, names: [] });

test("two texts are cut where they part", () => {
  expect(parted("甲区一号路12号", "甲区一号路十二号")).toEqual(["甲区一号路", "12", "号"]);
  expect(parted("1964-02", "1964-03")).toEqual(["1964-0", "2", ""]);
  expect(parted("某某", "某某某")).toEqual(["某某", "", ""]);
});

test("after a pair comes the one behind it; after an answered one the first that waits; after the last none", () => {
  const queue = [pair("a", "b"), pair("c", "d")];
  expect(next(queue, { left: "a", right: "b" })).toEqual({ left: "c", right: "d" });
  expect(next(queue, { left: "gone", right: "b" })).toEqual({ left: "a", right: "b" });
  expect(next(queue, { left: "c", right: "d" })).toBeUndefined();
});

test("neighbours are alike where all are shared, near where some are, unknown where one has none", () => {
  expect([near(2, 2, 2), near(2, 3, 1), near(2, 3, 0), near(0, 3, 0)].map(overlap)).toEqual(["eq", "approx", "neq", "blank"]);
});

test("agreement counts pairs, not reviewers", () => {
  expect(agreement([{ other: "a", pairs: 3, agreed: 3, kappa: null }, { other: "b", pairs: 1, agreed: 0, kappa: null }])).toEqual({ pairs: 4, share: 0.75 });
  expect(agreement([])).toBeUndefined();
});

test("what both state comes apart from what one alone does", () => {
  const property = (name: string, state: "eq" | "blank") => ({ property: name, label: name, type: "text", left: 1, right: 1, state });
  const [both, one] = sided({ properties: [property("a", "blank"), property("b", "eq")], neighbours: [near(1, 0, 0), near(1, 1, 1)] });
  expect([both.properties.map((p) => p.property), both.neighbours.length, one.properties.map((p) => p.property), one.neighbours.length]).toEqual([["b"], 1, ["a"], 1]);
});
