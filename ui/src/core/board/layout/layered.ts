/** Money from left to right: a column is an account layer as the backend reckons it, never a rank that a drawing needs. */
import type { Line, Place } from "../types";

export interface Placing {
  id: string;
  layer: number | null; // null: no account of a layer; it stands in the lane below
  at: Place | null;
  pinned: boolean;
}

const ROW = 70; // px between rows
const TOP = 64; // from the head of a column to its first thing
const NARROW = 120; // px between things of the lane, at least: a row of a name is nine characters of 12 px
const LANE = 100; // px between rows of the lane, whose names take two lines
const WIDE = 1380; // px that the columns together are to fill, so that few of them are not a stripe

/** px between columns, by how many there are; the heads above the board are as wide. */
export function columnWidth(columns: number): number {
  return Math.min(340, Math.max(170, WIDE / Math.max(1, columns)));
}
const SWEEPS = 16;

/** Places of all things. Crossings are few by barycentre and swaps of neighbours (Sugiyama, Tagawa and Toda 1981); ties are
 *  ordered by amount, then by id, so that the same case always looks the same. */
export function layered(things: readonly Placing[], lines: readonly Line[]): Record<string, Place> {
  const columns = new Map<number, string[]>();
  const lane: Placing[] = [];
  const amount = new Map<string, number>();
  for (const l of lines) for (const end of [l.from, l.to]) amount.set(end, (amount.get(end) ?? 0) + (l.sum ?? 0));
  const first = (a: string, b: string) => (amount.get(b) ?? 0) - (amount.get(a) ?? 0) || (a < b ? -1 : 1);
  for (const t of things) if (t.layer == null) lane.push(t);
    else columns.set(t.layer, [...(columns.get(t.layer) ?? []), t.id]);
  const order = [...columns.keys()].sort((a, b) => a - b);
  const rows = order.map((layer) => columns.get(layer)!.sort(first));
  untangle(rows, lines);
  const tallest = Math.max(1, ...rows.map((r) => r.length));
  const at: Record<string, Place> = {};
  const wide = columnWidth(order.length);
  rows.forEach((row, i) => {
    const gap = row.length > 1 ? Math.min(ROW * 2, (ROW * (tallest - 1)) / (row.length - 1)) : 0;
    const start = TOP + (ROW * (tallest - 1) - gap * (row.length - 1)) / 2;
    row.forEach((id, j) => (at[id] = { x: i * wide + wide / 2, y: start + j * gap }));
  });
  beneath(lane, lines, at, TOP + ROW * tallest - 6, Math.max(1, order.length) * wide);
  for (const t of things) if (t.pinned && t.at) at[t.id] = t.at;
  return at;
}

function untangle(rows: string[][], lines: readonly Line[]): void {
  const column = new Map<string, number>();
  rows.forEach((row, i) => row.forEach((id) => column.set(id, i)));
  const near = new Map<string, { id: string; weight: number }[]>();
  for (const l of lines) {
    if (!column.has(l.from) || !column.has(l.to) || column.get(l.from) === column.get(l.to)) continue;
    const weight = 1 + Math.log10(1 + (l.sum ?? 0));
    for (const [a, b] of [[l.from, l.to], [l.to, l.from]] as const) {
      const others = near.get(a);
      if (others) others.push({ id: b, weight });
      else near.set(a, [{ id: b, weight }]);
    }
  }
  const place = new Map<string, number>();
  const number = (row: string[]) => row.forEach((id, j) => place.set(id, (j + 0.5) / row.length));
  rows.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let k = 0; k < rows.length; k++) {
      const i = sweep % 2 ? rows.length - 1 - k : k;
      const row = rows[i]!;
      const centre = new Map(
        row.map((id) => {
          const others = near.get(id) ?? [];
          const weight = others.reduce((sum, o) => sum + o.weight, 0);
          return [id, weight ? others.reduce((sum, o) => sum + o.weight * place.get(o.id)!, 0) / weight : place.get(id)!];
        }),
      );
      row.sort((a, b) => centre.get(a)! - centre.get(b)! || place.get(a)! - place.get(b)!);
      number(row);
    }
  }
  for (const row of rows) swap(row, near, place);
}

/** Neighbours change places where that saves crossings with the columns beside. */
function swap(row: string[], near: Map<string, { id: string; weight: number }[]>, place: Map<string, number>): void {
  const ends = new Map(row.map((id) => [id, (near.get(id) ?? []).map((o) => place.get(o.id)!)]));
  const crossings = (a: string, b: string) => {
    let n = 0;
    for (const x of ends.get(a)!) for (const y of ends.get(b)!) if (x > y) n++;
    return n;
  };
  for (let again = true, left = 8; again && left > 0; left--) {
    again = false;
    for (let j = 0; j + 1 < row.length; j++) {
      const [a, b] = [row[j]!, row[j + 1]!];
      if (crossings(b, a) < crossings(a, b)) {
        row[j] = b;
        row[j + 1] = a;
        again = true;
      }
    }
  }
}

/** Parties and clues in a lane under the money, each near what it belongs to, so that their lines don't cross the sums. */
function beneath(lane: readonly Placing[], lines: readonly Line[], at: Record<string, Place>, top: number, width: number): void {
  const beside = new Map(lane.map((t) => [t.id, [] as number[]]));
  for (const l of lines) {
    if (at[l.to]) beside.get(l.from)?.push(at[l.to]!.x);
    if (at[l.from]) beside.get(l.to)?.push(at[l.from]!.x);
  }
  const wanted = lane.map((t) => {
    const xs = beside.get(t.id)!;
    return { id: t.id, x: xs.length ? xs.reduce((a, b) => a + b, 0) / xs.length : width / 2 };
  });
  wanted.sort((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1));
  const perRow = Math.max(4, Math.floor(Math.max(width, 700) / NARROW));
  const step = Math.max(NARROW, Math.min(150, width / Math.max(1, Math.min(wanted.length, perRow))));
  const rows = Math.ceil(wanted.length / perRow);
  wanted.forEach(({ id, x }, i) => {
    const row = i % rows;
    const inRow = Math.floor(i / rows);
    const count = Math.ceil((wanted.length - row) / rows);
    const even = ((inRow + 0.5) * Math.max(width, count * step)) / count;
    at[id] = { x: rows > 1 || count * step > width * 0.8 ? even : (even + x) / 2, y: top + 44 + row * LANE };
  });
  spread(wanted.map((w) => w.id), at, step);
}

function spread(ids: readonly string[], at: Record<string, Place>, step: number): void {
  const rows = new Map<number, string[]>();
  for (const id of ids) rows.set(at[id]!.y, [...(rows.get(at[id]!.y) ?? []), id]);
  for (const row of rows.values()) {
    row.sort((a, b) => at[a]!.x - at[b]!.x);
    for (let i = 1; i < row.length; i++) at[row[i]!]!.x = Math.max(at[row[i]!]!.x, at[row[i - 1]!]!.x + step);
  }
}
