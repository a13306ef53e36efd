import { expect, test } from "vitest";
import { bins, precision } from "./bins";

test("a score falls into its ten points, a hundred into the last", () => {
  const made = bins([{ score: 1, state: "confirmed" }, { score: 0.899, state: "dismissed" }, { score: 0.9, state: "risen" }, { score: 0, state: "open" }]);
  expect(made.length).toBe(10);
  expect(made[9]).toEqual({ from: 90, confirmed: 1, dismissed: 1, left: 1 });
  expect(made[0]!.left).toBe(1);
});

test("precision is of what was decided alone", () => {
  expect(precision(bins([{ score: 0.5, state: "open" }]))).toBeNull();
  expect(precision(bins([{ score: 0.5, state: "confirmed" }, { score: 0.7, state: "dismissed" }, { score: 0.7, state: "new" }]))).toBe(0.5);
});
