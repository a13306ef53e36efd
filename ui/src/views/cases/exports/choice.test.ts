import { expect, test } from "vitest";
import { USUAL } from "../ledger/sides";
import { asked, changed } from "./choice";

test("a view counts only where what is seen is wanted", () => {
  expect(asked("case-1", { scope: "whole", view: "view-1", formats: ["pdf"] }, USUAL)).toEqual({ case: "case-1", formats: ["pdf"] });
  expect(asked("case-1", { scope: "seen", view: "view-1", formats: ["pdf"] }, USUAL)).toEqual({ case: "case-1", formats: ["pdf"], view: "view-1", seen: true });
});

test("a reason is a comment's number", () => {
  expect(asked("case-1", { scope: "whole", formats: [] }, USUAL, 7)).toEqual({ case: "case-1", formats: [], note: 7 });
});

test("only what is counted otherwise than usual is told", () => {
  const way = { ...USUAL, interest: "offset" };
  expect(changed(way)).toBe(1);
  expect(asked("case-1", { scope: "whole", formats: ["pdf"] }, way)).toEqual({ case: "case-1", formats: ["pdf"], interest: "offset" });
});
