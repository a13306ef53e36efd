import { expect, test } from "vitest";
import { cells, rowState } from "./cells";

test("each piece lies in its cell, and a cell without any is there", () => {
  const made = cells(["public", "social"], [{ element: "public", side: "for", n: 1 }, { element: "social", side: "against", n: 2 }, { element: "public", side: "for", n: 3 }] as const);
  expect([...made].map(([name, cell]) => [name, cell.pieces.map((p) => p.n)])).toEqual([["public for", [1, 3]], ["public against", []], ["social for", []], ["social against", [2]]]);
});

test("a row is whole with both sides looked into", () => {
  expect([rowState(0, 0), rowState(2, 0), rowState(0, 1), rowState(1, 1)]).toEqual(["none", "one", "other", "both"]);
});
