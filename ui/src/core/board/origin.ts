/** Whence a thing came: the way over the board's lines from those that it was opened for. */
import type { Line } from "./types";

export interface Step {
  line: string;
  to: string;
}

/** The fewest lines from any of `seeds` to a thing, money forward before anything else; null where there is no way, empty for a
 *  seed itself. Of ways of one length the one whose last line moved more. */
export function wayTo(id: string, seeds: readonly string[], lines: readonly Line[]): { from: string; steps: Step[] } | null {
  if (seeds.includes(id)) return { from: id, steps: [] };
  return searched(id, seeds, lines.filter((l) => l.money), false) ?? searched(id, seeds, lines, true);
}

function searched(id: string, seeds: readonly string[], lines: readonly Line[], both: boolean): { from: string; steps: Step[] } | null {
  const out = new Map<string, (Step & { sum: number })[]>();
  const put = (from: string, step: Step & { sum: number }) => out.set(from, [...(out.get(from) ?? []), step]);
  for (const l of lines) {
    put(l.from, { line: l.id, to: l.to, sum: l.sum ?? 0 });
    if (both) put(l.to, { line: l.id, to: l.from, sum: l.sum ?? 0 });
  }
  const came = new Map<string, { from: string; line: string } | null>(seeds.map((one) => [one, null]));
  let front = [...seeds];
  while (front.length && !came.has(id)) {
    const next: string[] = [];
    const steps = front.flatMap((from) => (out.get(from) ?? []).map((step) => ({ ...step, from })));
    for (const { from, line, to } of steps.sort((a, b) => b.sum - a.sum || (a.line < b.line ? -1 : 1)))
      if (!came.has(to)) {
        came.set(to, { from, line });
        next.push(to);
      }
    front = next;
  }
  if (!came.has(id)) return null;
  const steps: Step[] = [];
  let at = id;
  for (let back = came.get(at); back; back = came.get(at)) {
    steps.unshift({ line: back.line, to: at });
    at = back.from;
  }
  return { from: at, steps };
}

/** The money lines into a thing from lower layers, the most first. */
export function feeding(id: string, layer: (id: string) => number | null, lines: readonly Line[]): Line[] {
  const own = layer(id);
  if (own == null) return [];
  const lower = (one: string) => {
    const there = layer(one);
    return there != null && there < own;
  };
  return lines.filter((l) => l.money && l.to === id && lower(l.from)).sort((a, b) => (b.sum ?? 0) - (a.sum ?? 0) || (a.id < b.id ? -1 : 1));
}
