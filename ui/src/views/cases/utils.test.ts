import { expect, test } from "vitest";
import { closedAt, dayOf, pasted, stages, told } from "./utils";

test("a comment reads as it was last corrected, with what it said before", () => {
  const at = "2026-01-01T00:00:00Z";
  const notes = [{ seq: 1, at, who: "a", text: "one" }, { seq: 2, at, who: "b", text: "two" }, { seq: 5, at, who: "a", text: "first", corrects: 1 }];
  const read = told(notes);
  expect(read.map((n) => n.text)).toEqual(["first", "two"]);
  expect(read[0]!.before.map((n) => n.text)).toEqual(["one"]);
  const again = told([...notes, { seq: 6, at, who: "a", text: "1st", corrects: 5 }]);
  expect(again.map((n) => n.text)).toEqual(["1st", "two"]);
  expect(again[0]!.before.map((n) => n.text)).toEqual(["one", "first"]);
});

test("a reopened case has a stage more", () => {
  expect(stages("working")).toEqual({ names: ["open", "working", "closed"], now: 1 });
  expect(stages("reopened")).toEqual({ names: ["open", "reopened", "working", "closed"], now: 1 });
});

test("the day of opening is day one", () => {
  expect(dayOf("2026-01-01T08:00:00Z", Date.parse("2026-01-01T09:00:00Z"))).toBe(1);
  expect(dayOf("2026-01-01T08:00:00Z", Date.parse("2026-01-03T08:00:00Z"))).toBe(3);
});

test("a case closed twice was closed the last time", () => {
  expect(closedAt([{ act: "close", at: "2026-02-02T00:00:00Z" }, { act: "reopen", at: "2026-01-03T00:00:00Z" }, { act: "close", at: "2026-01-01T00:00:00Z" }])).toBe("2026-02-02T00:00:00Z");
  expect(closedAt([{ act: "open", at: "2026-01-01T00:00:00Z" }])).toBeUndefined();
});

test("pasted ids are taken once each", () => {
  expect(pasted("a-1, b-2\n a-1；c-3")).toEqual(["a-1", "b-2", "c-3"]);
});
