/** Layouts that are a formula: the same things always stand at the same places. */
import { neighbours } from "../measure";
import type { Line, Place, Thing } from "../types";

const STEP = 96; // px between things

/** On one circle, neighbours side by side as far as a walk goes. */
export function circle(things: readonly Thing[], lines: readonly Line[]): Record<string, Place> {
  const ids = walked(things, lines);
  const radius = Math.max(140, (ids.length * STEP) / (2 * Math.PI));
  return Object.fromEntries(ids.map((id, i) => [id, around(radius, (2 * Math.PI * i) / ids.length)]));
}

/** Rings around the thing with most neighbours (or the chosen one) by distance. */
export function radial(things: readonly Thing[], lines: readonly Line[], centre?: string): Record<string, Place> {
  const rings = ranks(things, lines, centre);
  const at: Record<string, Place> = {};
  let radius = 0;
  rings.forEach((ring, i) => {
    radius = i === 0 ? 0 : Math.max(radius + 130, (ring.length * STEP) / (2 * Math.PI));
    ring.forEach((id, j) => (at[id] = around(radius, (2 * Math.PI * j) / ring.length - Math.PI / 2)));
  });
  return at;
}

/** Rows from the top by distance from the thing with most neighbours (or the chosen one). */
export function hierarchy(things: readonly Thing[], lines: readonly Line[], centre?: string): Record<string, Place> {
  const rows = ranks(things, lines, centre);
  const at: Record<string, Place> = {};
  rows.forEach((row, i) => row.forEach((id, j) => (at[id] = { x: (j - (row.length - 1) / 2) * STEP, y: i * 130 })));
  return at;
}

/** From left to right by the first transfer or other dated link of each; what has no date stands at the left. */
export function byTime(things: readonly Thing[], lines: readonly Line[]): Record<string, Place> {
  const first = new Map<string, string>();
  for (const l of lines) if (l.first) for (const end of [l.from, l.to]) if (!first.has(end) || l.first < first.get(end)!) first.set(end, l.first);
  const dates = [...new Set(first.values())].sort();
  const [low, high] = [Date.parse(dates[0] ?? ""), Date.parse(dates.at(-1) ?? "")];
  const width = Math.max(900, things.length * 24);
  const x = (id: string) => (first.has(id) ? 120 + (high > low ? ((Date.parse(first.get(id)!) - low) / (high - low)) * width : 0) : 0);
  return stacked([...things].map((t) => ({ id: t.id, x: x(t.id) })));
}

/** A column per region, each by name. */
export function byRegion(things: readonly Thing[]): Record<string, Place> {
  const regions = [...new Set(things.map((t) => t.region ?? ""))].sort();
  const at: Record<string, Place> = {};
  let left = 0;
  for (const region of regions) {
    const own = things.filter((t) => (t.region ?? "") === region).map((t) => t.id).sort();
    const wide = Math.ceil(Math.sqrt(own.length));
    own.forEach((id, i) => (at[id] = { x: left + (i % wide) * STEP, y: Math.floor(i / wide) * STEP }));
    left += wide * STEP + STEP;
  }
  return at;
}

const around = (radius: number, angle: number): Place => ({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });

function stacked(row: { id: string; x: number }[]): Record<string, Place> {
  row.sort((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1));
  const at: Record<string, Place> = {};
  const ends: number[] = []; // of each row, where its last thing ends
  for (const { id, x } of row) {
    let free = ends.findIndex((end) => end <= x);
    if (free < 0) free = ends.length;
    ends[free] = x + STEP;
    at[id] = { x, y: free * 80 };
  }
  return at;
}

function start(things: readonly Thing[], near: Map<string, Set<string>>, centre?: string): string[] {
  const order = things.map((t) => t.id).sort((a, b) => near.get(b)!.size - near.get(a)!.size || (a < b ? -1 : 1));
  return centre && near.has(centre) ? [centre, ...order.filter((id) => id !== centre)] : order;
}

function walked(things: readonly Thing[], lines: readonly Line[]): string[] {
  const near = neighbours(things.map((t) => t.id), lines);
  const seen = new Set<string>();
  for (const id of start(things, near)) {
    const stack = [id];
    while (stack.length) {
      const one = stack.pop()!;
      if (seen.has(one)) continue;
      seen.add(one);
      stack.push(...[...near.get(one)!].sort().reverse());
    }
  }
  return [...seen];
}

/** Distances from a centre; what can't be reached comes last, in a rank of its own. */
function ranks(things: readonly Thing[], lines: readonly Line[], centre?: string): string[][] {
  const near = neighbours(things.map((t) => t.id), lines);
  const [first] = start(things, near, centre);
  if (!first) return [];
  const found = [[first]];
  const seen = new Set([first]);
  for (let ring = found[0]!; ring.length; ) {
    const next = [...new Set(ring.flatMap((id) => [...near.get(id)!].sort()))].filter((id) => !seen.has(id));
    next.forEach((id) => seen.add(id));
    if (next.length) found.push(next);
    ring = next;
  }
  const apart = things.map((t) => t.id).filter((id) => !seen.has(id)).sort();
  return apart.length ? [...found, apart] : found;
}
