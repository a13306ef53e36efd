/** What the heads above the board name: account layers, regions, months. */
import type { LayoutName, Line, Thing } from "../types";
import { columnWidth } from "./layered";
import { blocks, byTime, dated, STEP } from "./plain";

/** A column of the board from `left`, so wide, in its own px. `key`: the layer, the region, the instant that it begins with; empty where none is known. */
export interface Column {
  key: string;
  left: number;
  wide: number;
}
const NARROW = 190; // px that a head needs at least
const MONTH = 30.4 * 86_400_000; // ms, about
const CHINA = 8 * 3_600_000; // ms before UTC

export function columnsOf(layout: LayoutName, things: readonly Thing[], lines: readonly Line[]): Column[] {
  if (layout === "region") return blocks(things).map(({ region, left, across }) => ({ key: region, left, wide: across * STEP }));
  if (layout === "time") return months(things, lines);
  if (layout !== "layers") return [];
  const layers = [...new Set(things.flatMap((t) => t.layer ?? []))].sort((a, b) => a - b);
  const wide = columnWidth(layers.length);
  return layers.map((layer, i) => ({ key: String(layer), left: i * wide, wide }));
}

/** Calendar columns of a board by time, each of as many months as a head needs room for; months begin in China's time. What
 *  has no date stands before the first. */
function months(things: readonly Thing[], lines: readonly Line[]): Column[] {
  const { first, low, high, x } = dated(things, lines);
  const lowest = Math.min(-STEP / 2, ...Object.values(byTime(things, lines)).map((p) => p.x - STEP / 2));
  const found: Column[] = lowest < -STEP / 2 ? [{ key: "", left: lowest, wide: -STEP / 2 - lowest }] : [];
  if (!first.size || high <= low) return found;
  const start = new Date(low + CHINA);
  const each = [1, 3, 6, 12, 24, 60, 120].find((n) => x(low + n * MONTH) >= NARROW) ?? 240;
  for (let month = Math.floor(start.getUTCMonth() / each) * each; ; month += each) {
    const [from, to] = [month, month + each].map((m) => Date.UTC(start.getUTCFullYear(), m) - CHINA) as [number, number];
    if (from > high) return found;
    const left = Math.max(x(from), -STEP / 2);
    found.push({ key: new Date(from).toISOString(), left, wide: x(to) - left });
  }
}
