/** Which links an expansion takes, how many lines that adds and leaves, and what is asked for it. */
import { midnight } from "../../core/figures";
import type { ExpandCount, ExpandOrder, ExpandRequest, ExpandSettings, Ranked } from "./types";

export const MOST = 200; // lines at once
export const USUAL: ExpandSettings = { chosen: null, least: null, most: null, since: null, until: null, order: "AMOUNT", first: 30 };

export const keyOf = (one: Pick<ExpandCount, "link" | "outgoing" | "kind">): string => `${one.link} ${one.outgoing ? "out" : "in"} ${one.kind}`;

/** The chosen counts. Where nothing of what was chosen before is here: the money if there is any, otherwise all. */
export function chosenOf(settings: ExpandSettings, counts: readonly ExpandCount[]): ExpandCount[] {
  const wanted = new Set(settings.chosen);
  const chosen = counts.filter((one) => wanted.has(keyOf(one)));
  if (chosen.length || settings.chosen?.length === 0) return chosen;
  const money = counts.filter((one) => one.amount != null);
  return money.length ? money : [...counts];
}

/** Settings in which a count is chosen or not. What was chosen for other entities stays so. */
export function turned(settings: ExpandSettings, counts: readonly ExpandCount[], keys: readonly string[], on: boolean): ExpandSettings {
  const chosen = new Set([...(settings.chosen ?? []), ...chosenOf(settings, counts).map(keyOf)]);
  for (const key of keys)
    if (on) chosen.add(key);
    else chosen.delete(key);
  const here = counts.some((one) => chosen.has(keyOf(one)));
  return { ...settings, chosen: here ? [...chosen] : [] };
}

/** Lines that a count stands for: parallel links that are drawn as one are one. */
export function lines(counts: readonly ExpandCount[], summed: (link: string) => boolean): number {
  return counts.reduce((sum, one) => sum + (summed(one.link) ? one.others : one.links), 0);
}

/** Whether a filter is set that the counts do not know of. */
export function filtered(settings: ExpandSettings): boolean {
  return settings.least != null || settings.most != null || settings.since != null || settings.until != null;
}

/** How many lines come, and how many stay for the next page. */
export function share(total: number, settings: ExpandSettings): { added: number; left: number } {
  const added = Math.min(total, settings.first);
  return { added, left: total - added };
}

/** What is asked: one expansion where links, kinds and direction make exactly the choice, otherwise as few as do. */
export function requests(settings: ExpandSettings, counts: readonly ExpandCount[]): ExpandRequest[] {
  const { least, most, order, first } = settings;
  const rest = { least, most, order, first, since: settings.since && midnight(settings.since), until: settings.until && midnight(settings.until, true) };
  return parts(chosenOf(settings, counts), counts).map((part) => ({ ...part, ...rest }));
}

type Part = Pick<ExpandRequest, "links" | "kinds" | "outgoing">;

function parts(chosen: readonly ExpandCount[], counts: readonly ExpandCount[]): Part[] {
  if (!chosen.length) return [];
  const part: Part = { links: distinct(chosen.map((c) => c.link)), kinds: distinct(chosen.map((c) => c.kind)), outgoing: chosen.every((c) => c.outgoing) ? true : chosen.some((c) => c.outgoing) ? null : false };
  if (counts.filter((one) => takes(part, one)).length === chosen.length) return [part];
  if (part.outgoing === null) return [true, false].flatMap((way) => parts(chosen.filter((c) => c.outgoing === way), counts));
  // links that are wanted to the same kinds go together: of these links nothing else is there to take
  const groups = new Map<string, ExpandCount[]>();
  for (const link of part.links) {
    const here = chosen.filter((c) => c.link === link);
    const key = here.map((c) => c.kind).sort().join();
    groups.set(key, [...(groups.get(key) ?? []), ...here]);
  }
  return [...groups.values()].map((those) => ({ links: distinct(those.map((c) => c.link)), kinds: distinct(those.map((c) => c.kind)), outgoing: part.outgoing }));
}

const takes = (part: Part, one: ExpandCount): boolean => part.links.includes(one.link) && part.kinds.includes(one.kind) && (part.outgoing === null || part.outgoing === one.outgoing);
const distinct = (of: string[]): string[] => [...new Set(of)];

/** Of the lines of several answers the first ones in the order that was asked for. */
export function firstOf<T>(found: readonly T[], order: ExpandOrder, first: number, rank: (one: T) => Ranked): T[] {
  const key = { AMOUNT: (r: Ranked) => -(r.amount ?? 0), RECENT: (r: Ranked) => -time(r.last, 0), EARLIEST: (r: Ranked) => time(r.first, Infinity) }[order];
  return found.map((one) => [key(rank(one)), one] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).slice(0, first).map(([, one]) => one);
}

const time = (at: string | null, none: number): number => (at == null ? none : Date.parse(at));
