/** What the heads above the board name: account layers, regions, months. They are read from where things stand, which filters,
 *  expansions and hands change after a layout; where it no longer holds there are none. */
import type { LayoutName, Line, Thing } from "../types";
import { columnWidth } from "./layered";
import { firsts, STEP } from "./plain";

/** A column of the board from `left`, so wide, in its own px. `key`: the layer, the region, the instant that it begins with; empty where none is known. */
export interface Column {
  key: string;
  left: number;
  wide: number;
}
const NARROW = 190; // px that a head needs at least
const NEAR = 2; // px that a thing may be off its place
const MONTH = 30.4 * 86_400_000; // ms, about
const CHINA = 8 * 3_600_000; // ms before UTC

export function columnsOf(layout: LayoutName, things: readonly Thing[], lines: readonly Line[]): Column[] {
  if (layout === "region") return apart(things, (t) => t.region ?? "");
  if (layout === "time") return months(things, lines);
  return layout === "layers" ? layers(things) : [];
}

/** Around the middle of each layer's things, as wide as the columns stand apart; none where those of two layers are mixed. */
function layers(things: readonly Thing[]): Column[] {
  const across = new Map<number, number[]>();
  for (const { layer, at } of things)
    if (layer != null && at) {
      const found = across.get(layer);
      if (found) found.push(at.x);
      else across.set(layer, [at.x]);
    }
  const middles = [...across].sort(([a], [b]) => a - b).map(([layer, xs]) => ({ key: String(layer), x: xs.sort((a, b) => a - b)[xs.length >> 1]! }));
  const wide = Math.min(columnWidth(1), ...middles.slice(1).map((m, i) => m.x - middles[i]!.x));
  return wide > 0 ? middles.map(({ key, x }) => ({ key, left: x - wide / 2, wide })) : [];
}

/** From the first to the last thing of each key, left to right; none where those of two keys are mixed. */
function apart(things: readonly Thing[], key: (t: Thing) => string): Column[] {
  const ends = new Map<string, [number, number]>();
  for (const t of things)
    if (t.at) {
      const [low, high] = ends.get(key(t)) ?? [t.at.x, t.at.x];
      ends.set(key(t), [Math.min(low, t.at.x), Math.max(high, t.at.x)]);
    }
  const found = [...ends].map(([k, [low, high]]) => ({ key: k, left: low - STEP / 2, wide: high - low + STEP })).sort((a, b) => a.left - b.left);
  return found.every((c, i) => i === 0 || c.left - found[i - 1]!.left > found[i - 1]!.wide - NEAR) ? found : [];
}

/** Calendar columns, each of as many months as a head needs room for; months begin in China's time. What has no date stands
 *  before the first. */
function months(things: readonly Thing[], lines: readonly Line[]): Column[] {
  const first = firsts(things, lines);
  const dated = things.flatMap((t) => (t.at && first.has(t.id) ? [{ at: Date.parse(first.get(t.id)!), x: t.at.x }] : [])).sort((a, b) => a.at - b.at);
  const [low, high] = [dated[0], dated.at(-1)];
  if (!low || !high || high.at === low.at) return [];
  const x = (at: number) => low.x + ((at - low.at) / (high.at - low.at)) * (high.x - low.x);
  if (high.x <= low.x || dated.some((d) => Math.abs(d.x - x(d.at)) > NEAR)) return [];
  const found = apart(things.filter((t) => !first.has(t.id)), () => "");
  const start = new Date(low.at + CHINA);
  const each = [1, 3, 6, 12, 24, 60, 120].find((n) => x(low.at + n * MONTH) - low.x >= NARROW) ?? 240;
  for (let month = Math.floor(start.getUTCMonth() / each) * each; ; month += each) {
    const [from, to] = [month, month + each].map((m) => Date.UTC(start.getUTCFullYear(), m) - CHINA) as [number, number];
    if (from > high.at) return found;
    const left = Math.max(x(from), low.x - STEP / 2);
    found.push({ key: new Date(from).toISOString(), left, wide: x(to) - left });
  }
}
