import { expect, test } from "vitest";
import { beside, emptier } from "./beside";

const ROOM = { width: 900, height: 500 };
const PANEL = { width: 300, height: 300 };

test("the side with fewer things in sight is taken", () => {
  const at = { x: 400, y: 200 };
  expect(emptier(at, [{ x: 500, y: 10 }, { x: 600, y: 10 }, { x: 100, y: 10 }], ROOM)).toBe("left");
  expect(emptier(at, [{ x: 500, y: 900 }, { x: 1000, y: 10 }, { x: 100, y: 10 }], ROOM)).toBe("right");
  expect(emptier(at, [], ROOM)).toBe("right");
});

test("a panel stands beside its thing, on the other side where only that has room", () => {
  expect(beside({ x: 400, y: 200 }, "right", ROOM, PANEL)).toEqual({ x: 428, y: 100 });
  expect(beside({ x: 700, y: 200 }, "right", ROOM, PANEL).x).toBe(700 - 28 - 300);
  expect(beside({ x: 200, y: 200 }, "left", ROOM, PANEL).x).toBe(228);
});

test("a panel stays within what is visible, wherever its thing is", () => {
  for (const at of [{ x: -500, y: -500 }, { x: 2000, y: 2000 }, { x: 450, y: 490 }]) {
    const spot = beside(at, "left", ROOM, PANEL);
    expect(spot.x).toBeGreaterThanOrEqual(12);
    expect(spot.x + PANEL.width).toBeLessThanOrEqual(ROOM.width);
    expect(spot.y).toBeGreaterThanOrEqual(54);
    expect(spot.y + PANEL.height).toBeLessThanOrEqual(ROOM.height);
  }
  expect(beside({ x: 50, y: 50 }, "right", { width: 320, height: 200 }, PANEL)).toEqual({ x: 12, y: 54 });
});
