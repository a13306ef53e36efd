import { expect, test } from "vitest";
import { lasted, share } from "./duration";

test("a job that runs has lasted until now, one that ended until then, one that waits not at all", () => {
  const started = "2026-03-01T00:00:00Z";
  expect(lasted({ started }, Date.parse("2026-03-01T00:01:05Z"))).toBe(65);
  expect(lasted({ started, ended: "2026-03-01T00:00:04.6Z" }, Date.parse("2026-03-09T00:00:00Z"))).toBe(5);
  expect(lasted({}, 0)).toBeUndefined();
});

test("a share is never over one, and unknown without a total", () => {
  expect(share({ done: 30, total: 120 })).toBe(0.25);
  expect(share({ done: 130, total: 120 })).toBe(1);
  expect(share({ done: 3, total: null })).toBeUndefined();
});
