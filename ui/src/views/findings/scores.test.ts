import { expect, test } from "vitest";
import { hundred } from "../../core/figures";
import { steps } from "./scores";

test("a score stays until the next one, and all have the same width", () => {
  expect(steps([0.5, 1], 100, 70, 0.5)).toBe("0.0,45.0 50.0,45.0 50.0,20.0 100.0,20.0");
  expect(steps([], 100, 70, 0.5)).toBe("");
});

test("a score is read in whole points", () => expect([0.904, 0.905, 1, 0].map(hundred)).toEqual([90, 91, 100, 0]));
