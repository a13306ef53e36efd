/** The window on the bars: where it is, how it moves, what is in it. */
import type { Bin, Range, Span } from "./types";

const within = (n: number, least: number, most: number): number => Math.max(least, Math.min(most, n));

/** The bars that a span touches; all of them where there is none, or where it touches none. */
export function rangeOf(bins: readonly Bin[], span: Span | null): Range {
  const all: Range = [0, bins.length - 1];
  if (!span) return all;
  const [since, until] = [Date.parse(span.since), Date.parse(span.until)];
  const from = bins.findIndex((bin) => Date.parse(bin.high) > since);
  let to = bins.length - 1;
  while (to >= 0 && Date.parse(bins[to]!.low) >= until) to--;
  return from < 0 || to < from ? all : [from, to];
}

/** The span of some bars; null where it is all of them: then nothing is left out. */
export function spanOf(bins: readonly Bin[], [from, to]: Range): Span | null {
  if (!bins.length || (from === 0 && to === bins.length - 1)) return null;
  return { since: bins[from]!.low, until: bins[to]!.high };
}

/** The window with one edge taken to a bar; it never turns inside out. */
export function dragged([from, to]: Range, edge: "from" | "to", at: number, size: number): Range {
  return edge === "from" ? [within(at, 0, to), to] : [from, within(at, from, size - 1)];
}

/** The whole window moved by so many bars, as far as there are any; it keeps its width. */
export function moved([from, to]: Range, by: number, size: number): Range {
  const step = within(by, -from, size - 1 - to);
  return [from + step, to + step];
}

/** A window drawn from one bar to another, in either direction. */
export function drawn(a: number, b: number, size: number): Range {
  return [within(Math.min(a, b), 0, size - 1), within(Math.max(a, b), 0, size - 1)];
}

const PARTS = 8; // a playback without a window begins with an eighth
/** The next window of a playback; null when it has come to the end. */
export function played(range: Range, size: number): Range | null {
  if (range[0] === 0 && range[1] === size - 1) return size > 1 ? [0, Math.max(0, Math.ceil(size / PARTS) - 1)] : null;
  return range[1] >= size - 1 ? null : moved(range, 1, size);
}

/** How much is in the window, and in all. */
export function inside(bins: readonly Bin[], [from, to]: Range): { count: number; amount: number; all: number } {
  let [count, amount, all] = [0, 0, 0];
  bins.forEach((bin, i) => {
    all += bin.count;
    if (i < from || i > to) return;
    count += bin.count;
    amount += bin.amount;
  });
  return { count, amount, all };
}
