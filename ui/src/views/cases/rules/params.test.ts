import { expect, test } from "vitest";
import { params } from "./params";

const none = { finding: [], things: [], ends: [], number: 2 };

test("a rule has its parameters once all of them are given", () => {
  expect(params("path", { ...none, things: ["a"] })).toBeUndefined();
  expect(params("path", { ...none, things: ["a"], ends: ["b"], number: 4 })).toEqual({ from: ["a"], to: ["b"], hops: 4 });
  expect(params("layer", { ...none, things: ["a"] })).toEqual({ group: ["a"], layer: 2 });
  expect(params("around", { ...none, things: ["a"], number: 1 })).toEqual({ things: ["a"], steps: 1 });
  expect(params("finding", none)).toBeUndefined();
  expect(params("finding", { ...none, finding: ["f"] })).toEqual({ finding: ["f"] });
});
