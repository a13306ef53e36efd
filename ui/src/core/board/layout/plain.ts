/** Layouts that are a formula: the same things always stand at the same places. */
import { neighbours } from "../measure";
import type { Line, Place, Thing } from "../types";

export const STEP = 150; // px between things: a row of a name is nine characters, which grow when the board is seen from further
const ARC = 96; // px between things of a ring, where few names lie beside one another
const ROW = 110; // px between rows, whose names take two lines
const RANK = 140; // px between ranks of a hierarchy
const SHAPE = 1.8; // of a board: its width to its height

/** On one circle, neighbours side by side as far as a walk goes. */
export function circle(things: readonly Thing[], lines: readonly Line[]): Record<string, Place> {
  const ids = walked(things, lines);
  const radius = Math.max(140, (ids.length * ARC) / (2 * Math.PI));
  return Object.fromEntries(ids.map((id, i) => [id, around(radius, (2 * Math.PI * i) / ids.length)]));
}

/** Rings around the thing with most neighbours (or the chosen one) by distance. */
export function radial(things: readonly Thing[], lines: readonly Line[], centre?: string): Record<string, Place> {
  const rings = ranks(things, lines, centre);
  const at: Record<string, Place> = {};
  let radius = 0;
  rings.forEach((ring, i) => {
    radius = i === 0 ? 0 : Math.max(radius + 130, (ring.length * ARC) / (2 * Math.PI));
    ring.forEach((id, j) => (at[id] = around(radius, (2 * Math.PI * j) / ring.length - Math.PI / 2)));
  });
  return at;
}

/** Rows from the top by distance from the thing with most neighbours (or the chosen one); a long one is broken. */
export function hierarchy(things: readonly Thing[], lines: readonly Line[], centre?: string): Record<string, Place> {
  const at: Record<string, Place> = {};
  const found = ranks(things, lines, centre);
  const most = best([6, 8, 10, 12, 16, 20, 24, 32, 48], (n) => [n * STEP, found.reduce((y, rank) => y + (Math.ceil(rank.length / n) - 1) * ROW + RANK, 0)]);
  let y = 0;
  for (const rank of found) {
    const rows = Math.ceil(rank.length / most);
    const each = Math.ceil(rank.length / rows);
    rank.forEach((id, j) => {
      const row = Math.floor(j / each);
      const own = Math.min(each, rank.length - row * each);
      at[id] = { x: ((j % each) - (own - 1) / 2) * STEP, y: y + row * ROW };
    });
    y += (rows - 1) * ROW + RANK;
  }
  return at;
}

/** Of some choices that with which a board of so wide and high is seen from closest. */
function best(choices: readonly number[], size: (choice: number) => readonly [number, number]): number {
  const far = (choice: number) => Math.max(size(choice)[0] / SHAPE, size(choice)[1]);
  return choices.reduce((found, one) => (far(one) < far(found) ? one : found));
}

/** Things beside one another where so many are to fill a board. */
const across = (n: number): number => Math.ceil(Math.sqrt((n * ROW * SHAPE) / STEP));

/** From left to right by the first transfer or other dated link of each, as wide as makes all things largest on a board; what
 *  has no date stands left of all. */
export function byTime(things: readonly Thing[], lines: readonly Line[]): Record<string, Place> {
  const first = firsts(things, lines);
  const times = [...first].map(([id, when]) => ({ id, at: Date.parse(when) }));
  const [low, high] = [Math.min(...times.map((t) => t.at)), Math.max(...times.map((t) => t.at))];
  const placed = (width: number) => stacked(times.map(({ id, at }) => ({ id, x: high > low ? ((at - low) / (high - low)) * width : 0 })));
  const tall = (places: Record<string, Place>) => Math.max(0, ...Object.values(places).map((p) => p.y)) + ROW;
  const at = placed(best([6, 8, 12, 16, 24, 32, 48, 64].map((n) => n * STEP), (n) => [n, tall(placed(n))]));
  const rows = Math.max(4, tall(at) / ROW);
  const undated = things.flatMap((t) => (first.has(t.id) ? [] : t.id)).sort();
  undated.forEach((id, i) => (at[id] = { x: -(1 + Math.floor(i / rows)) * STEP, y: (i % rows) * ROW }));
  return at;
}

/** When each thing is first heard of. */
export function firsts(things: readonly Thing[], lines: readonly Line[]): Map<string, string> {
  const first = new Map<string, string>();
  const known = new Set(things.map((t) => t.id));
  for (const l of lines) if (l.first) for (const end of [l.from, l.to]) if (known.has(end) && !(first.get(end)! <= l.first)) first.set(end, l.first);
  return first;
}

/** A block per region, by name; what states none comes last. */
export function byRegion(things: readonly Thing[]): Record<string, Place> {
  const regions = [...new Set(things.map((t) => t.region ?? ""))].sort((a, b) => Number(!a) - Number(!b) || (a < b ? -1 : 1));
  const tall = Math.ceil(things.length / across(things.length));
  const at: Record<string, Place> = {};
  let left = 0;
  for (const region of regions) {
    const ids = things.filter((t) => (t.region ?? "") === region).map((t) => t.id).sort();
    const n = Math.ceil(ids.length / tall);
    ids.forEach((id, i) => (at[id] = { x: left + STEP * (0.5 + (i % n)), y: Math.floor(i / n) * ROW }));
    left += n * STEP;
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
    at[id] = { x, y: free * ROW };
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
