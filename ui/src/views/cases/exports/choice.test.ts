import { expect, test } from "vitest";
import { asked } from "./choice";

test("a view counts only where what is seen is wanted", () => {
  expect(asked("case-1", { scope: "whole", view: "view-1", formats: ["pdf"] })).toEqual({ case: "case-1", formats: ["pdf"] });
  expect(asked("case-1", { scope: "seen", view: "view-1", formats: ["pdf"] })).toEqual({ case: "case-1", formats: ["pdf"], view: "view-1", seen: true });
});

test("a reason is a comment's number", () => {
  expect(asked("case-1", { scope: "whole", formats: [] }, 7)).toEqual({ case: "case-1", formats: [], note: 7 });
});
