import { expect, test } from "vitest";
import { clock } from "./clock";

const NOW = Date.parse("2026-11-26T17:00:00Z"); // the 27th, one o'clock in China

test("days are counted as China's calendar has them", () => {
  expect(clock("2026-11-27T10:00:00Z", NOW)).toEqual({ days: 0, tone: "amber" });
  expect(clock("2026-11-28T15:59:00Z", NOW)).toEqual({ days: 1, tone: "amber" });
  expect(clock("2026-12-05T10:00:00Z", NOW)).toEqual({ days: 8, tone: "" });
});

test("what is over is red, on its own day too", () => {
  expect(clock("2026-11-26T16:59:00Z", NOW)).toEqual({ days: 0, tone: "red" });
  expect(clock("2026-11-24T10:00:00Z", NOW)).toEqual({ days: -3, tone: "red" });
});
