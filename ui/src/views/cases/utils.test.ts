import { expect, test } from "vitest";
import { closedAt, dayOf, gathered, pasted, stages, told, type Step } from "./utils";

const step = (seq: number, act: string, subject = "", text = "", at = "2026-01-01T00:00:00Z"): Step => ({ seq, at, who: "a", act, subject, text });

test("things put in by one act are one step, newest first", () => {
  const steps = [step(1, "open"), step(2, "add", "x", "why"), step(3, "add", "y", "why"), step(4, "add", "z", "other"), step(5, "remove", "x", "other")];
  expect(gathered(steps).map((s) => [s.act, s.subjects])).toEqual([["remove", ["x"]], ["add", ["z"]], ["add", ["x", "y"]], ["open", []]]);
});

test("facts amended by one act are one step with what each was and is", () => {
  const amend = (seq: number, word: string, now: string, at: string): Step => ({ ...step(seq, "amend", "", "why", at), word, was: "", now });
  const steps = [amend(1, "cause", "a", "2026-01-01T00:00:00.001Z"), amend(2, "docket", "b", "2026-01-01T00:00:00.009Z"), amend(3, "cause", "c", "2026-01-01T00:10:00Z")];
  expect(gathered(steps).map((s) => s.facts)).toEqual([[{ name: "cause", was: "", now: "c" }], [{ name: "cause", was: "", now: "a" }, { name: "docket", was: "", now: "b" }]]);
});

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
  expect(closedAt([step(1, "close"), step(2, "reopen"), step(3, "close", "", "", "2026-02-02T00:00:00Z")])).toBe("2026-02-02T00:00:00Z");
  expect(closedAt([step(1, "open")])).toBeUndefined();
});

test("pasted ids are taken once each", () => {
  expect(pasted("a-1, b-2\n a-1；c-3")).toEqual(["a-1", "b-2", "c-3"]);
});
