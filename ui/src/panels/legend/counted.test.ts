import { expect, test } from "vitest";
import { kindsOf, linksOf } from "./counted";

test("kinds stand in their order with their numbers, an unknown one last", () => {
  const things = ["Account", "Group", "Enterprise", "Account"].map((kind) => ({ kind }));
  expect(kindsOf(things)).toEqual([{ kind: "Enterprise", count: 1 }, { kind: "Account", count: 2 }, { kind: "Group", count: 1 }]);
});

test("a line that stands for many links counts them all, and money comes first", () => {
  const lines = [{ type: "OWNS", count: 1, money: false }, { type: "FLOW", count: 47, money: true }, { type: "OWNS", count: 1, money: false }, { type: "FLOW", count: 3, money: true }, { type: "SIGNS_IN", count: 9, money: false }];
  expect(linksOf(lines)).toEqual([{ type: "FLOW", count: 50, money: true }, { type: "SIGNS_IN", count: 9, money: false }, { type: "OWNS", count: 2, money: false }]);
});
