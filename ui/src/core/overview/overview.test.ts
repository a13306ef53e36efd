import { expect, test } from "vitest";
import { cloudOf, heaviest } from ".";
import { count } from "./raster";

test("the heaviest come first, ties by index, whatever they are picked from", () => {
  const weight = Float32Array.from({ length: 5000 }, (_, i) => (i * 7919) % 613);
  const among = Array.from({ length: 4000 }, (_, i) => i + 500);
  const all = [...among].sort((a, b) => weight[b]! - weight[a]! || a - b);
  for (const n of [0, 1, 60, 180, 9000]) expect(heaviest(weight, among, n)).toEqual(all.slice(0, n));
});

test("a line is counted along its way, in the window alone", () => {
  const [width, height] = [40, 30];
  const far = (ax: number, ay: number, bx: number, by: number, x: number, y: number) => {
    const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
    return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
  };
  for (const [ax, ay, bx, by] of [[2, 3, 30, 20], [-50, -10, 60, 35], [5, 25, 5, -90], [39, 0, 0, 29], [-9, 4, 200, 4]] as const) {
    const lines = new Uint8Array(width * height);
    count(lines, width, height, ax, ay, bx, by);
    const touched = [...lines.keys()].filter((i) => lines[i]);
    expect(touched.length).toBeGreaterThan(20);
    for (const i of touched) expect(far(ax, ay, bx, by, i % width, Math.floor(i / width))).toBeLessThanOrEqual(1);
    for (let step = 0; step <= 1; step += 0.01) {
      const [x, y] = [Math.round(ax + step * (bx - ax)), Math.round(ay + step * (by - ay))];
      const around = touched.some((i) => Math.abs((i % width) - x) <= 1 && Math.abs(Math.floor(i / width) - y) <= 1);
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) expect(around).toBe(true);
    }
  }
  const none = new Uint8Array(width * height);
  for (const [ax, ay, bx, by] of [[-5, 0, -1, 29], [50, 5, 90, 5], [3, -8, 30, -2], [-30, 20, 20, 80]] as const) count(none, width, height, ax, ay, bx, by);
  expect(none.some(Boolean)).toBe(false);
});

test("what a picture from afar knows of things and lines", () => {
  const things = ["a", "b", "c"].map((id, i) => ({ id, kind: "Person", caption: id, at: i ? { x: i, y: -i } : null }));
  const cloud = cloudOf(things, [{ from: "a", to: "b" }, { from: "b", to: "a" }, { from: "c", to: "b" }], () => 2);
  expect([...cloud.from]).toEqual([0, 1, 2]);
  expect([...cloud.to]).toEqual([1, 0, 1]);
  expect([...cloud.weight].map((w) => Math.round(2 ** w - 1))).toEqual([2, 3, 1]);
  expect([cloud.x[2], cloud.y[2], cloud.shade[1], cloud.label(2)]).toEqual([2, -2, 2, "c"]);
});
