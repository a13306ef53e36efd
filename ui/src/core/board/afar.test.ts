import type { ElementDefinition } from "cytoscape";
import { afterEach, expect, test, vi } from "vitest";
import { around, paint, scene, within, type Region } from "./afar";
import { key } from "./images";

const spot = (id: string, x: number, y: number): ElementDefinition => ({ group: "nodes", data: { id, size: 32, shape: "ellipse", fill: "#123456", look: key({ kind: "Person", grade: "RED", marks: ["core", "victim"], more: 128, stack: false }) }, position: { x, y } });
const way = (id: string, source: string, target: string, classes: string): ElementDefinition => ({ group: "edges", data: { id, source, target, width: 2 }, classes });
afterEach(() => vi.unstubAllGlobals());

test("lines of one pair lie beside each other whichever way they go; money that goes back is bent, another line is straight", () => {
  const { ways } = scene([spot("a", 0, 0), spot("b", 300, 0), spot("c", 0, 300), way("1", "a", "b", "money beside"), way("2", "b", "a", "money beside"), way("3", "a", "c", "relation"), way("4", "c", "b", "money back")]);
  const bent = new Map(ways.map((w) => [w.id, w.bend]));
  const side = (id: string) => Math.sign(bent.get(id)!) * (ways.find((w) => w.id === id)!.from.id === "a" ? 1 : -1); // which side of the line from a to b
  expect([side("1"), side("2")].sort()).toEqual([-1, 1]);
  expect(bent.get("3")).toBe(0);
  expect(bent.get("4")).toBeGreaterThan(0);
});

test("money that stays within a layer is bent to its own side, so that neither what stands between nor its return hides it", () => {
  const { ways } = scene([spot("a", 0, 0), spot("b", 0, 300), way("1", "a", "b", "money level"), way("2", "b", "a", "money level")]);
  expect(ways.map((w) => [w.sort, Math.sign(w.bend)])).toEqual([["money", 1], ["money", 1]]);
});

test("a thing is known again from its look", () => {
  expect([...scene([spot("a", 1, 2)]).spots.values()]).toMatchObject([{ x: 1, y: 2, r: 16, kind: "Person", grade: "RED", marks: ["core", "victim"] }]);
});

test("what is under the pointer or in a region is among what is found, and far things are not", () => {
  const grid = Array.from({ length: 400 }, (_, i) => spot(`t${i}`, (i % 20) * 100, Math.floor(i / 20) * 100));
  const lines = Array.from({ length: 400 }, (_, i) => way(`l${i}`, `t${i}`, `t${(i * 37 + 11) % 400}`, "money"));
  const all = scene([...grid, ...lines]);
  const on = (w: (typeof all.ways)[number], inside: (x: number, y: number) => boolean) => Array.from({ length: 401 }, (_, k) => k / 400).some((t) => inside(w.from.x + (w.to.x - w.from.x) * t, w.from.y + (w.to.y - w.from.y) * t));
  for (const [x, y] of [[300, 500], [512, 377], [1950, 20]] as const) {
    const found = around(all, x, y, 12);
    expect(found.spots.map((s) => s.id)).toEqual([...all.spots.values()].filter((s) => Math.max(Math.abs(s.x - x), Math.abs(s.y - y)) < 36).map((s) => s.id));
    for (const w of all.ways) if (on(w, (px, py) => Math.hypot(px - x, py - y) < 10)) expect(found.ways).toContain(w);
    expect(found.ways.length).toBeLessThan(120);
  }
  const box: Region = { x1: 420, y1: 730, x2: 880, y2: 1010 };
  const inside = (x: number, y: number) => x > box.x1 && x < box.x2 && y > box.y1 && y < box.y2;
  const found = within(all, box);
  expect(found.spots.length).toBe([...all.spots.values()].filter((s) => inside(s.x, s.y)).length);
  for (const w of all.ways) if (on(w, inside)) expect(found.ways).toContain(w);
  expect(found.ways.length).toBeLessThan(all.ways.length / 2);
});

test("what is out of sight or held is not drawn, a way that is shown stands out, all else is faint", () => {
  vi.stubGlobal("Path2D", class {});
  const told: { moves: string[]; inks: Map<string, number>; bodies: number } = { moves: [], inks: new Map(), bodies: 0 };
  const to = new Proxy({} as Record<string, unknown>, {
    get: (on, name: string) => {
      if (name === "moveTo") return (x: number, y: number) => void told.moves.push(`${x},${y}`);
      if (name === "stroke") return (path?: unknown) => void (path ? told.bodies++ : told.inks.set(on.strokeStyle as string, on.globalAlpha as number));
      return name in on ? on[name] : () => undefined;
    },
  }) as unknown as CanvasRenderingContext2D;
  const all = scene([spot("a", 0, 0), spot("b", 200, 0), spot("c", 0, 200), spot("far", 9000, 9000), spot("farther", 9500, 9000), way("ab", "a", "b", "money"), way("ca", "c", "a", "money"), way("out", "far", "farther", "money")]);
  const seen = { x1: -50, y1: -50, x2: 400, y2: 400 };
  const none = { chosen: new Set<string>(), path: new Set<string>(), near: "", held: new Set<string>() };
  paint(to, all, none, seen, 0.1, (name) => name);
  expect(told.moves.sort()).toEqual(["0,0", "0,200"]);
  expect(told.bodies).toBe(3);
  Object.assign(told, { moves: [], bodies: 0 });
  paint(to, all, { ...none, held: new Set(["c", "ca"]) }, seen, 0.1, (name) => name);
  expect([told.moves, told.bodies]).toEqual([["0,0"], 2]);
  told.inks.clear();
  paint(to, all, { ...none, path: new Set(["a", "b", "ab"]) }, seen, 0.1, (name) => name);
  expect(told.inks.get("accent")).toBe(1);
  expect(told.inks.get("edge")).toBeLessThan(0.2);
});
