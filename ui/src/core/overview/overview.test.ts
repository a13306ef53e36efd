import { expect, test } from "vitest";
import { heaviest } from ".";

test("the heaviest come first, ties by index, whatever they are picked from", () => {
  const weight = Float32Array.from({ length: 5000 }, (_, i) => (i * 7919) % 613);
  const among = Array.from({ length: 4000 }, (_, i) => i + 500);
  const all = [...among].sort((a, b) => weight[b]! - weight[a]! || a - b);
  for (const n of [0, 1, 60, 180, 9000]) expect(heaviest(weight, among, n)).toEqual(all.slice(0, n));
});
