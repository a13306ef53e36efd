/** What a legend counts. */
import { KINDS } from "../../core/kinds";

export interface KindCount {
  kind: string;
  count: number;
}
export interface LinkCount {
  type: string;
  count: number; // links, not lines: parallel ones that are drawn as one each count
  money: boolean;
}

/** Entities by kind, in the order of the kinds; those the page does not know come last. */
export function kindsOf(things: Iterable<{ kind: string }>): KindCount[] {
  const found = new Map<string, number>();
  for (const { kind } of things) found.set(kind, (found.get(kind) ?? 0) + 1);
  const place = (kind: string) => (KINDS.indexOf(kind) + 1 || KINDS.length + 1);
  return [...found].map(([kind, count]) => ({ kind, count })).sort((a, b) => place(a.kind) - place(b.kind) || a.kind.localeCompare(b.kind));
}

/** Links by type, money first, then the most frequent. */
export function linksOf(lines: Iterable<{ type: string; count: number; money: boolean }>): LinkCount[] {
  const found = new Map<string, LinkCount>();
  for (const { type, count, money } of lines) {
    const before = found.get(type);
    if (before) before.count += count;
    else found.set(type, { type, count, money });
  }
  return [...found.values()].sort((a, b) => Number(b.money) - Number(a.money) || b.count - a.count || a.type.localeCompare(b.type));
}
