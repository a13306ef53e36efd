/** What of a pair is told apart on screen: where two texts part, which pair comes next. */
import type { Neighbours, Open, Pair, Reviewing, Waiting } from "./types";

/** A text cut where it differs from another: alike, different, alike. */
export function parted(text: string, other: string): [string, string, string] {
  const [a, b] = [[...text], [...other]];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(0, start).join(""), a.slice(start, a.length - end).join(""), a.slice(a.length - end).join("")];
}

export function same(one: Open | undefined, other: Waiting): boolean {
  return one?.left === other.left.id && one.right === other.right.id;
}

/** The pair after the open one; the first where the open one waits no more, none at the end. */
export function next(queue: readonly Waiting[], open: Open | undefined): Open | undefined {
  const at = queue.findIndex((one) => same(open, one));
  const found = queue[at + 1] ?? (at < 0 ? queue[0] : undefined);
  return found && { left: found.left.id, right: found.right.id };
}

/** How alike what both are linked to is: all shared, some, none, or only one has any. */
export function overlap({ left, right, shared }: Neighbours): "eq" | "approx" | "neq" | "blank" {
  if (left === 0 || right === 0) return "blank";
  if (shared === 0) return "neq";
  return shared === left && shared === right ? "eq" : "approx";
}

/** Of all pairs that others judged, too: how many were judged alike; undefined where there are none. */
export function agreement(of: Reviewing["agreement"]): { pairs: number; share: number } | undefined {
  const pairs = of.reduce((n, a) => n + a.pairs, 0);
  return pairs ? { pairs, share: of.reduce((n, a) => n + a.agreed, 0) / pairs } : undefined;
}

type Rows = Pick<Pair, "properties" | "neighbours">;
/** What both sides state, and what one alone does: the first is what one compares. */
export function sided({ properties, neighbours }: Rows): [both: Rows, one: Rows] {
  const part = (blank: boolean): Rows => ({ properties: properties.filter((p) => (p.state === "blank") === blank), neighbours: neighbours.filter((n) => (overlap(n) === "blank") === blank) });
  return [part(false), part(true)];
}
