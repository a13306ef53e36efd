/** The worker's work: ForceAtlas2, then things pushed apart so that their labels can be read. */
import { DirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Place } from "../types";
import type { Task } from "./force";

const AFTER = 120; // rounds, where most stands already
const APART = { x: 92, y: 64 }; // px that a thing with its label takes

export function laidOut({ nodes, edges, rounds }: Task): Record<string, Place> {
  const at: Record<string, Place> = Object.fromEntries(nodes.map((n) => [n.id, { x: n.x, y: n.y }]));
  const fixed = new Set(nodes.filter((n) => n.fixed).map((n) => n.id));
  const graph = moving(nodes, edges, fixed);
  const settings = { ...forceAtlas2.inferSettings(graph), scalingRatio: 260, gravity: 0.6, slowDown: 4, barnesHutOptimize: graph.order > 400, linLogMode: false };
  if (graph.order > 1) forceAtlas2.assign(graph, { iterations: fixed.size ? Math.min(rounds, AFTER) : rounds, settings, getEdgeWeight: "weight" });
  graph.forEachNode((id, p) => fixed.has(id) || (at[id] = { x: p.x as number, y: p.y as number }));
  for (let i = 0; i < 30; i++) if (!pushed(at, fixed)) break;
  return at;
}

/** What has to be reckoned with: whatever may move, and of what stands only the neighbours of that. */
function moving(nodes: Task["nodes"], edges: Task["edges"], fixed: ReadonlySet<string>): DirectedGraph {
  const near = new Set(edges.flatMap((e) => (fixed.has(e.from) === fixed.has(e.to) ? [] : [e.from, e.to])));
  const graph = new DirectedGraph();
  for (const n of nodes) if (!n.fixed || near.has(n.id)) graph.addNode(n.id, { x: n.x, y: n.y, fixed: n.fixed });
  for (const e of edges) if (e.from !== e.to && graph.hasNode(e.from) && graph.hasNode(e.to) && !graph.hasEdge(e.from, e.to)) graph.addEdge(e.from, e.to, { weight: e.weight });
  return graph;
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
