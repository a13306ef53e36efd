import { expect, test } from "vitest";
import { commandOf } from "./keys";
import { addressOf, folding, lineOf, shared, usual } from "./load";
import { inside } from "./polygon";

test("a lasso holds what is inside its line", () => {
  const shape = [[0, 0], [10, 0], [10, 10], [5, 2], [0, 10]] as const;
  expect(inside([2, 3], shape)).toBe(true);
  expect(inside([5, 8], shape)).toBe(false);
});

test("keys are commands, and none with Alt", () => {
  const key = (name: string, more = {}) => commandOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more } as KeyboardEvent);
  expect([key("e"), key("E"), key("z", { ctrlKey: true }), key("z", { ctrlKey: true, shiftKey: true }), key("y", { metaKey: true }), key("Escape"), key("?"), key("q"), key("e", { altKey: true }), key("e", { ctrlKey: true })]).toEqual(["expand", "expand", "undo", "redo", "redo", "back", "keys", undefined, undefined, undefined]);
});

test("an address names seeds, a finding, a case or a view", () => {
  expect(addressOf("?seed=a,b,&case=c")).toEqual({ seed: ["a", "b"], finding: null, case: "c", view: null });
});

test("of a layer those that moved most stand alone, the others are one group", () => {
  const thing = (id: string, layer: number) => ({ id, kind: "Account", caption: id, grade: "NONE" as const, layer, role: layer ? "归集" : "参与人" });
  const things = [...Array.from({ length: 9 }, (_, i) => thing(`p${i}`, 0)), thing("c", 1)];
  const lines = things.slice(0, 9).map((t, i) => lineOf({ id: `l${i}`, type: "FLOW", fromId: t.id, toId: "c", count: 1, sum: 100 * (i + 1) } as never));
  expect(folding(things, lines)).toEqual([{ layer: 0, role: "参与人", ids: ["p3", "p2", "p1", "p0"] }]);
  expect(usual(["b", "a", "b"])).toBe("b");
});

test("where there are more accounts than room, small layers come whole and the others share what is left", () => {
  for (const [wanted, room] of [[[467, 11, 59, 25, 11], 300], [[4000, 3000, 2000], 300], [[10, 20], 300], [[5, 900], 4], [[], 300]] as const) {
    const most = shared(wanted, room);
    const given = wanted.map((n) => Math.min(n, most));
    const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
    if (room >= wanted.length) expect(sum(given)).toBeLessThanOrEqual(room);
    expect(sum(wanted) <= room || sum(given) > room - wanted.length || most === 1).toBe(true);
  }
  expect(shared([467, 11, 59, 25, 11], 300)).toBe(194);
});
