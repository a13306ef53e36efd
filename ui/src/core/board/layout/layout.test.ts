import { expect, test } from "vitest";
import type { Line, Thing } from "../types";
import { laidOut } from "./atlas";
import { columnsOf, type Column } from "./columns";
import { task } from "./force";
import { columnWidth, layered } from "./layered";
import { byRegion, byTime, circle, hierarchy, radial } from "./plain";

const thing = (id: string, layer: number | null = null, more: Partial<Thing> = {}): Thing => ({ id, kind: "Account", caption: id, grade: "NONE", region: null, layer, role: null, more: 0, at: null, pinned: false, marks: [], note: "", group: null, ...more });
const line = (from: string, to: string, sum = 100, first: string | null = null): Line => ({ id: `${from}-${to}`, type: "FLOW", from, to, count: 1, sum, first, last: first, money: true });
const things = [thing("a0", 0), thing("b0", 0), thing("c1", 1), thing("d1", 1), thing("e2", 2), thing("p")];
const lines = [line("a0", "d1"), line("b0", "c1"), line("c1", "e2"), line("d1", "e2", 900), line("p", "e2", 0), line("e2", "a0", 5)];

test("columns are the backend's layers, also where money goes back; parties stand beneath", () => {
  const at = layered(things, lines);
  const wide = columnWidth(3);
  expect([at.a0!.x, at.c1!.x, at.e2!.x]).toEqual([wide / 2, wide * 1.5, wide * 2.5]);
  expect(at.a0!.y < at.b0!.y === at.d1!.y < at.c1!.y).toBe(true); // no crossing
  expect(at.p!.y).toBeGreaterThan(Math.max(...["a0", "b0", "c1", "d1", "e2"].map((id) => at[id]!.y)));
});

test("the same case looks the same whatever the order it came in, and what is pinned stays", () => {
  expect(layered([...things].reverse(), [...lines].reverse())).toEqual(layered(things, lines));
  const pinned = things.map((t) => (t.id === "c1" ? { ...t, pinned: true, at: { x: 7, y: 9 } } : t));
  expect(layered(pinned, lines).c1).toEqual({ x: 7, y: 9 });
});

test("no two things stand at one place in any layout", () => {
  const many = Array.from({ length: 60 }, (_, i) => thing(`t${i}`, i % 5, { region: `r${i % 4}` }));
  const links = many.slice(1).map((t, i) => line(many[i >> 1]!.id, t.id, i, `2026-0${(i % 9) + 1}-01T00:00:00Z`));
  for (const at of [layered(many, links), circle(many, links), radial(many, links), hierarchy(many, links), byTime(many, links), byRegion(many), laidOut(task(many, links, false))]) {
    expect(Object.keys(at)).toHaveLength(many.length);
    const places = Object.values(at).map((p) => `${Math.round(p.x)},${Math.round(p.y)}`);
    expect(new Set(places).size).toBe(many.length);
    expect(Object.values(at).every((p) => Number.isFinite(p.x) && Number.isFinite(p.y))).toBe(true);
  }
});

test("force keeps what stands and is the same each time", () => {
  const some = [thing("a", null, { at: { x: 10, y: 20 } }), thing("b", null, { at: { x: 400, y: 20 } }), thing("c"), thing("d")];
  const links = [line("a", "c"), line("b", "d")];
  const at = laidOut(task(some, links, true));
  expect([at.a, at.b]).toEqual([{ x: 10, y: 20 }, { x: 400, y: 20 }]);
  expect(laidOut(task([...some].reverse(), links, true))).toEqual(at);
});

test("whatever has a head above it stands under it, also when some are hidden: regions, months, and what has neither", () => {
  const many = Array.from({ length: 60 }, (_, i) => thing(`t${i}`, null, { region: i % 7 ? `r${i % 3}` : null }));
  const links = many.slice(1, 30).map((t, i) => line("t0", t.id, i, `2025-${String((i % 12) + 1).padStart(2, "0")}-09T17:00:00Z`));
  const standing = (at: Record<string, { x: number; y: number }>) => many.map((t) => ({ ...t, at: at[t.id]! }));
  const over = (columns: Column[], { at }: Thing) => columns.find((c) => c.left <= at!.x && at!.x < c.left + c.wide)!;
  for (const by of [standing(byRegion(many)), standing(byRegion(many)).slice(20)]) {
    const heads = columnsOf("region", by, links);
    expect(by.map((t) => over(heads, t).key)).toEqual(by.map((t) => t.region ?? ""));
    expect(heads.at(-1)!.key).toBe("");
  }
  const timed = standing(byTime(many, links));
  for (const by of [timed, timed.filter((t) => t.id !== "t1")]) {
    const heads = columnsOf("time", by, links);
    for (const t of by.slice(1)) {
      const first = links.find((l) => l.to === t.id)?.first;
      const i = heads.indexOf(over(heads, t));
      expect(first ? heads[i]!.key <= first && first < (heads[i + 1]?.key ?? "2026") : heads[i]!.key === "").toBe(true);
    }
    expect(heads.slice(1).map((c) => c.key.slice(7))).toEqual(heads.slice(1).map(() => expect.stringMatching(/^-(28|30|31)T16:00:00\.000Z$/))); // months of China
  }
  expect(columnsOf("force", many, links)).toEqual([]);
});

test("heads of money layers stand over them, also when a whole layer is hidden; those of mixed layers are away", () => {
  const at = layered(things, lines);
  const standing = things.map((t) => ({ ...t, at: at[t.id]! }));
  const wide = columnWidth(3);
  expect(columnsOf("layers", standing, lines)).toEqual(["0", "1", "2"].map((key, i) => ({ key, left: i * wide, wide })));
  const [first, last] = columnsOf("layers", standing.filter((t) => t.layer !== 1), lines);
  expect([first!.left + first!.wide / 2, last!.left + last!.wide / 2]).toEqual([wide / 2, wide * 2.5]);
  expect(columnsOf("layers", standing.filter((t) => t.layer === 2), lines)).toEqual([{ key: "2", left: wide * 2.5 - columnWidth(1) / 2, wide: columnWidth(1) }]);
  expect(columnsOf("layers", standing.map((t) => (t.layer === 2 ? { ...t, at: { x: 0, y: 0 } } : t)), lines)).toEqual([]);
});

test("where a layout no longer holds it has no heads", () => {
  const some = ["x", "x", "y"].map((region, i) => thing(`t${i}`, null, { region, at: { x: i * 150, y: 0 } }));
  const links = some.map((t, i) => line(t.id, "t0", i, `2025-0${i + 1}-15T00:00:00Z`));
  expect(columnsOf("region", some, links)).toHaveLength(2);
  const moved = some.map((t, i) => (i ? t : { ...t, at: { x: 400, y: 0 } }));
  expect([columnsOf("region", moved, links), columnsOf("time", moved, links)]).toEqual([[], []]);
});
