import { expect, test } from "vitest";
import { after, beside, narrowed, sorted, type Row } from "./order";

const row = (id: string, score: number, taken: number | null, caption: string): Row => ({
  id, score, state: "open", sentence: `说 ${caption}`, facts: taken === null ? {} : { taken }, detector: { name: "burst" },
  subjects: [{ role: "", kind: "Enterprise", entity: { id: `e-${id}`, kind: "Enterprise", caption } }],
});
const ROWS = [row("a", 0.9, 5, "丙"), row("b", 0.9, null, "乙"), row("c", 0.5, 9, "甲")];
const ids = (rows: readonly Row[]) => rows.map((one) => one.id).join("");
const same = (name: string) => name;

test("what has no value stands last, whichever way the list is sorted", () => {
  expect(ids(sorted(ROWS, { by: "amount", down: true }, same))).toBe("cab");
  expect(ids(sorted(ROWS, { by: "amount", down: false }, same))).toBe("acb");
});

test("equal rows stay in the order in which they came", () => {
  expect(ids(sorted(ROWS, { by: "score", down: true }, same))).toBe("abc");
  expect(ids(sorted(ROWS, { by: "score", down: false }, same))).toBe("cab");
});

test("a text narrows by sentence and subject", () => {
  expect(ids(narrowed(ROWS, "乙"))).toBe("b");
  expect(ids(narrowed(ROWS, "  "))).toBe("abc");
  expect(narrowed(ROWS, "丁")).toEqual([]);
});

test("walking stops at both ends and begins where nothing is chosen", () => {
  expect([beside(ROWS, "a", 1), beside(ROWS, "c", 1), beside(ROWS, "a", -1)]).toEqual(["b", "c", "a"]);
  expect([beside(ROWS, null, 1), beside(ROWS, null, -1), beside([], null, 1)]).toEqual(["a", "c", undefined]);
});

test("once some are done the next is looked at, or the one before where none follows", () => {
  expect([after(ROWS, ["a"]), after(ROWS, ["c"]), after(ROWS, ["b", "c"]), after(ROWS, ["a", "b", "c"])]).toEqual(["b", "b", "a", undefined]);
});
