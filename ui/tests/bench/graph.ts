/** The graph that all sides draw, the same at every run: clusters around a hub, lines mostly within them, some beside others. */
import type { Line, Mark, Thing } from "../../src/core/board/types";

export interface Graph {
  things: Thing[];
  lines: Line[];
}

const CLUSTER = 40;
const NAMES = ["宏", "达", "金", "鼎", "盛", "源", "恒", "通", "汇", "利", "安", "泰", "嘉", "信", "隆", "昌"];
const PLACES = ["合肥", "芜湖", "蚌埠", "淮南", "马鞍山", "安庆", "黄山", "滁州"];
const KINDS = ["Account", "Account", "Account", "Account", "Account", "Account", "Person", "Person", "Enterprise", "Advert"];
const MARKS: Mark[] = ["core", "suspect", "victim", "witness"];

/** Mulberry32, by Tommy Ettinger: the same numbers on every machine. */
export function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function graph(what: string, nodes: number, links: number): Graph {
  const draw = random(7);
  const spacing = what === "overview" ? 22 : 52;
  const things = Array.from({ length: nodes }, (_, i) => thing(i, nodes, spacing, draw));
  if (what === "layers") for (const t of things) t.layer = t.kind === "Account" ? Math.floor(draw() * 7) : null;
  const lines: Line[] = [];
  while (lines.length < links) {
    const [from, to] = ends(nodes, draw);
    const before = lines[Math.floor(draw() * lines.length)];
    const parallel = before && draw() < 0.1;
    if (from !== to) lines.push(parallel ? line(lines.length, before.to, before.from, draw) : line(lines.length, `t${from}`, `t${to}`, draw));
  }
  return { things, lines };
}

function thing(i: number, nodes: number, spacing: number, draw: () => number): Thing {
  const cluster = Math.floor(i / CLUSTER);
  const wide = Math.ceil(Math.sqrt(Math.ceil(nodes / CLUSTER) * 1.6));
  const size = spacing * Math.sqrt(CLUSTER) * 2.1;
  const far = spacing * Math.sqrt(i % CLUSTER);
  const turn = (i % CLUSTER) * 2.399963;
  const kind = i % CLUSTER === 0 ? "Enterprise" : KINDS[Math.floor(draw() * KINDS.length)]!;
  const risk = draw();
  return {
    id: `t${i}`,
    kind,
    caption: named(kind, draw),
    grade: risk < 0.04 ? "RED" : risk < 0.1 ? "AMBER" : risk < 0.2 ? "YELLOW" : "NONE",
    region: null,
    layer: null,
    role: null,
    more: draw() < 0.2 ? Math.floor(draw() * 300) : 0,
    at: { x: Math.round((cluster % wide) * size + far * Math.cos(turn)), y: Math.round(Math.floor(cluster / wide) * size + far * Math.sin(turn)) },
    pinned: false,
    marks: draw() < 0.05 ? [MARKS[Math.floor(draw() * MARKS.length)]!] : [],
    note: "",
    group: null,
  };
}

function named(kind: string, draw: () => number): string {
  const some = (list: string[]) => list[Math.floor(draw() * list.length)]!;
  if (kind === "Account") return `尾号${String(Math.floor(draw() * 10_000)).padStart(4, "0")}`;
  if (kind === "Person") return `${some(NAMES)}${some(NAMES)}${some(NAMES)}`;
  return `${some(PLACES)}${some(NAMES)}${some(NAMES)}投资管理有限公司`;
}

function ends(nodes: number, draw: () => number): [number, number] {
  const from = Math.floor(draw() * nodes);
  const hub = from - (from % CLUSTER);
  const sort = draw();
  if (sort < 0.35) return draw() < 0.5 ? [from, hub] : [hub, from];
  if (sort < 0.92) return [from, Math.min(nodes - 1, hub + Math.floor(draw() * CLUSTER))];
  return [from, Math.floor(draw() * nodes)];
}

function line(i: number, from: string, to: string, draw: () => number): Line {
  const money = draw() < 0.8;
  const sum = Math.round(10 ** (4 + draw() * 6));
  return money
    ? { id: `l${i}`, type: "TRANSFERRED", from, to, count: 1 + Math.floor(draw() * 30), sum, first: "2024-01-05T02:00:00Z", last: "2024-06-05T02:00:00Z", money }
    : { id: `l${i}`, type: "OWNS", from, to, count: 1, sum: null, first: null, last: null, money };
}
