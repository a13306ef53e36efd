/** The worker's work: ForceAtlas2, then things pushed apart so that their labels can be read. */
import { DirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Place } from "../types";
import type { Task } from "./force";

const APART = { x: 92, y: 64 }; // px that a thing with its label takes

export function laidOut({ nodes, edges, rounds }: Task): Record<string, Place> {
  const graph = new DirectedGraph();
  for (const n of nodes) graph.addNode(n.id, { x: n.x, y: n.y, fixed: n.fixed });
  for (const e of edges) if (e.from !== e.to && !graph.hasEdge(e.from, e.to)) graph.addEdge(e.from, e.to, { weight: e.weight });
  const settings = { ...forceAtlas2.inferSettings(graph), scalingRatio: 260, gravity: 0.6, slowDown: 4, barnesHutOptimize: nodes.length > 400, linLogMode: false };
  if (nodes.length > 1) forceAtlas2.assign(graph, { iterations: rounds, settings, getEdgeWeight: "weight" });
  const at: Record<string, Place> = {};
  graph.forEachNode((id, p) => (at[id] = { x: p.x as number, y: p.y as number }));
  const fixed = new Set(nodes.filter((n) => n.fixed).map((n) => n.id));
  for (let i = 0; i < 30; i++) if (!pushed(at, fixed)) break;
  return at;
}

/** One round of pushing overlapping things apart, on a grid of cells; whether anything moved. */
function pushed(at: Record<string, Place>, fixed: ReadonlySet<string>): boolean {
  const cells = new Map<string, string[]>();
  const cell = (p: Place, dx = 0, dy = 0) => `${Math.floor(p.x / APART.x) + dx},${Math.floor(p.y / APART.y) + dy}`;
  for (const [id, p] of Object.entries(at)) cells.set(cell(p), [...(cells.get(cell(p)) ?? []), id]);
  let moved = false;
  for (const [a, p] of Object.entries(at))
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const b of cells.get(cell(p, dx, dy)) ?? []) {
          const q = at[b]!;
          const over = { x: APART.x - Math.abs(p.x - q.x), y: APART.y - Math.abs(p.y - q.y) };
          if (a >= b || over.x <= 0 || over.y <= 0) continue;
          const axis = over.x / APART.x < over.y / APART.y ? "x" : "y";
          const way = p[axis] < q[axis] || (p[axis] === q[axis] && a < b) ? 1 : -1;
          const both = !fixed.has(a) && !fixed.has(b);
          if (!fixed.has(a)) p[axis] -= (way * over[axis]) / (both ? 2 : 1);
          if (!fixed.has(b)) q[axis] += (way * over[axis]) / (both ? 2 : 1);
          moved = moved || !(fixed.has(a) && fixed.has(b));
        }
  return moved;
}
