/** Measures of what is on the board, by which things are sized and filtered. Of the board alone: the whole graph may say otherwise. */
import type { Line, Measure } from "./types";

type Ends = Pick<Line, "from" | "to">;

/** Neighbours of each, both directions, each once. */
export function neighbours(ids: readonly string[], lines: readonly Ends[]): Map<string, Set<string>> {
  const found = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { from, to } of lines) {
    if (from === to) continue;
    found.get(from)?.add(to);
    found.get(to)?.add(from);
  }
  return found;
}

/** Core numbers (Batagelj and Zaversnik 2003): the largest k with which a thing is in a k-core. */
export function cores(ids: readonly string[], lines: readonly Ends[]): Map<string, number> {
  const around = neighbours(ids, lines);
  const left = new Map([...around].map(([id, others]) => [id, others.size]));
  const buckets: Set<string>[] = [];
  const bucket = (n: number) => (buckets[n] ??= new Set());
  for (const [id, n] of left) bucket(n).add(id);
  const core = new Map<string, number>();
  let k = 0;
  while (core.size < around.size) {
    let n = 0;
    while (!buckets[n]?.size) n++;
    k = Math.max(k, n);
    const [id] = buckets[n]!;
    buckets[n]!.delete(id!);
    core.set(id!, k);
    for (const other of around.get(id!)!) {
      if (core.has(other)) continue;
      const now = left.get(other)!;
      buckets[now]!.delete(other);
      left.set(other, now - 1);
      bucket(now - 1).add(other);
    }
  }
  return core;
}

/** Betweenness without weights or directions (Brandes 2001). */
export function betweenness(ids: readonly string[], lines: readonly Ends[]): Map<string, number> {
  const around = neighbours(ids, lines);
  const total = new Map(ids.map((id) => [id, 0]));
  for (const source of ids) {
    const seen: string[] = [];
    const before = new Map<string, string[]>();
    const ways = new Map([[source, 1]]);
    const far = new Map([[source, 0]]);
    const queue = [source];
    for (let i = 0; i < queue.length; i++) {
      const one = queue[i]!;
      seen.push(one);
      for (const next of around.get(one)!) {
        if (!far.has(next)) {
          far.set(next, far.get(one)! + 1);
          queue.push(next);
        }
        if (far.get(next) === far.get(one)! + 1) {
          ways.set(next, (ways.get(next) ?? 0) + ways.get(one)!);
          before.set(next, [...(before.get(next) ?? []), one]);
        }
      }
    }
    const share = new Map<string, number>();
    for (const one of seen.reverse()) {
      for (const prior of before.get(one) ?? []) share.set(prior, (share.get(prior) ?? 0) + (ways.get(prior)! / ways.get(one)!) * (1 + (share.get(one) ?? 0)));
      if (one !== source) total.set(one, total.get(one)! + (share.get(one) ?? 0) / 2);
    }
  }
  return total;
}

/** Of each thing what a measure says; null where nothing is measured. */
export function measured(by: Measure, ids: readonly string[], lines: readonly Line[]): Map<string, number> | null {
  switch (by) {
    case "none":
      return null;
    case "core":
      return cores(ids, lines);
    case "betweenness":
      return betweenness(ids, lines);
    case "degree":
      return new Map([...neighbours(ids, lines)].map(([id, others]) => [id, others.size]));
    case "amount": {
      const sums = new Map(ids.map((id) => [id, 0]));
      for (const l of lines) for (const end of new Set([l.from, l.to])) sums.set(end, (sums.get(end) ?? 0) + (l.money ? (l.sum ?? 0) : 0));
      return sums;
    }
  }
}

/** Up- and downstream of a thing along lines that money took. */
export function streams(id: string, lines: readonly Line[]): Set<string> {
  const found = new Set([id]);
  for (const [near, far] of [["from", "to"], ["to", "from"]] as const) {
    const step = new Map<string, string[]>();
    for (const l of lines) if (l.money) step.set(l[near], [...(step.get(l[near]) ?? []), l[far]]);
    const queue = [id];
    const seen = new Set(queue);
    for (let i = 0; i < queue.length; i++)
      for (const next of step.get(queue[i]!) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    for (const one of seen) found.add(one);
  }
  return found;
}
