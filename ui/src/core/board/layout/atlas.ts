/** The worker's work: ForceAtlas2, then things pushed apart so that their labels can be read. */
import { DirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Place } from "../types";

export interface Task {
  nodes: { id: string; x: number; y: number; fixed: boolean }[];
  edges: { from: string; to: string; weight: number }[];
  rounds: number;
}

const AFTER = 120; // rounds, where most stands already
const APART = { x: 92, y: 64 }; // px that a thing with its label takes

export function laidOut({ nodes, edges, rounds }: Task): Record<string, Place> {
  const at: Record<string, Place> = Object.fromEntries(nodes.map((n) => [n.id, { x: n.x, y: n.y }]));
  const fixed = new Set(nodes.filter((n) => n.fixed).map((n) => n.id));
  const graph = moving(nodes, edges, fixed);
  const settings = { ...forceAtlas2.inferSettings(graph), scalingRatio: 260, gravity: 0.6, slowDown: 4, barnesHutOptimize: graph.order > 400, linLogMode: false };
  if (graph.order > 1) forceAtlas2.assign(graph, { iterations: fixed.size ? Math.min(rounds, AFTER) : rounds, settings, getEdgeWeight: "weight" });
  graph.forEachNode((id, p) => fixed.has(id) || (at[id] = { x: p.x as number, y: p.y as number }));
  apart(at, fixed);
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

type Cells = Map<number, string[]>;
const cell = ({ x, y }: Place, dx = 0, dy = 0) => (Math.floor(x / APART.x) + dx) * 65_536 + Math.floor(y / APART.y) + dy;

function cells(ids: readonly string[], at: Readonly<Record<string, Place>>): Cells {
  const found: Cells = new Map();
  for (const id of ids) {
    const key = cell(at[id]!);
    const there = found.get(key);
    if (there) there.push(id);
    else found.set(key, [id]);
  }
  return found;
}

/** Overlapping things pushed apart, round after round; what is fixed stands, and is looked up and not gone through. */
function apart(at: Record<string, Place>, fixed: ReadonlySet<string>): void {
  const standing = cells([...fixed], at);
  const free = Object.keys(at).filter((id) => !fixed.has(id));
  for (let i = 0; i < 30; i++) if (!pushed(free, at, standing)) return;
}

/** One round, on a grid of cells; whether anything moved. */
function pushed(free: readonly string[], at: Record<string, Place>, standing: Cells): boolean {
  const moving = cells(free, at);
  let moved = false;
  for (const a of free) {
    const p = at[a]!;
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) {
        const key = cell(p, dx, dy);
        for (const b of standing.get(key) ?? []) moved = parted(a, p, b, at[b]!, false) || moved;
        for (const b of moving.get(key) ?? []) if (a < b) moved = parted(a, p, b, at[b]!, true) || moved;
      }
  }
  return moved;
}

/** Two things out of each other's way, the first alone or each by half. */
function parted(a: string, p: Place, b: string, q: Place, both: boolean): boolean {
  const over = { x: APART.x - Math.abs(p.x - q.x), y: APART.y - Math.abs(p.y - q.y) };
  if (over.x <= 0 || over.y <= 0) return false;
  const axis = over.x / APART.x < over.y / APART.y ? "x" : "y";
  const way = p[axis] < q[axis] || (p[axis] === q[axis] && a < b) ? 1 : -1;
  p[axis] -= (way * over[axis]) / (both ? 2 : 1);
  if (both) q[axis] += (way * over[axis]) / 2;
  return true;
}
