import { expect, test } from "vitest";
import { changeOf, empty, has, having } from "./change";

const of = [{ marks: ["core" as const, "suspect" as const] }, { marks: ["suspect" as const] }];

test("a mark is had by all, some or none", () => {
  expect([has(of, "suspect"), has(of, "core"), has(of, "victim")]).toEqual(["all", "some", "none"]);
  expect(having(of, "core")).toBe(1);
});

test("what some have and nobody touched stays as it is", () => {
  expect(empty(changeOf(of, {}, "  "))).toBe(true);
});

test("only what is not so already is changed", () => {
  expect(changeOf(of, { core: true, suspect: true, victim: false }, " 见笔录 ")).toEqual({ add: ["core"], take: [], note: "见笔录" });
  expect(changeOf(of, { core: false, suspect: false }, "")).toEqual({ add: [], take: ["core", "suspect"], note: null });
});
