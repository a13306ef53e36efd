/** Ways from one entity to another, as they are told. */
import type { WayShownFragment } from "../../core/api/gql/graphql";

export type WayShown = WayShownFragment;
export type StepShown = WayShown["steps"][number];

export interface StepSaid {
  types: string[]; // each once
  way: "on" | "back" | "both"; // with the way, against it
  links: number; // transfers that a sum stands for each count
  sum: number | null; // fen of those that carry money
  first: string | null;
  last: string | null;
}

interface Link {
  type: string;
  fromId: string;
  count?: number | null;
  sum?: number | null;
  first?: string | null;
  last?: string | null;
}

/** What stands between an entity of a way and the next. */
export function stepSaid(step: { links: readonly Link[] }, from: string): StepSaid {
  const said: StepSaid = { types: [], way: "on", links: 0, sum: null, first: null, last: null };
  let [on, back] = [false, false];
  for (const link of step.links) {
    if (!said.types.includes(link.type)) said.types.push(link.type);
    if (link.fromId === from) on = true;
    else back = true;
    said.links += link.count ?? 1;
    const { sum, first, last } = link;
    if (sum != null) said.sum = (said.sum ?? 0) + sum;
    if (first && (said.first == null || first < said.first)) said.first = first;
    if (last && (said.last == null || last > said.last)) said.last = last;
  }
  return { ...said, way: on && back ? "both" : back ? "back" : "on" };
}

/** All entities of some ways, each once, and the ids of their links. */
export function brought(ways: readonly WayShown[]): { entities: WayShown["entities"]; links: string[] } {
  const entities = new Map(ways.flatMap((way) => way.entities).map((one) => [one.id, one]));
  return { entities: [...entities.values()], links: [...new Set(ways.flatMap((way) => way.steps.flatMap((step) => step.links.map((link) => link.id))))] };
}

/** Ways without those that are another one walked from its end; how many these are. */
export function onceEach(ways: readonly WayShown[]): { ways: WayShown[]; mirrored: number } {
  const seen = new Set<string>();
  const kept = ways.filter((way) => {
    const ids = way.entities.map((one) => one.id);
    const known = seen.has([...ids].reverse().join());
    seen.add(ids.join());
    return !known;
  });
  return { ways: kept, mirrored: ways.length - kept.length };
}

/** The least sum of the steps that carry money: no more can have gone the whole way. */
export function narrowest(way: WayShown): number | null {
  const sums = way.steps.map((step, i) => stepSaid(step, way.entities[i]?.id ?? "").sum).filter((sum) => sum != null);
  return sums.length ? Math.min(...sums) : null;
}

interface Moved {
  id: string;
  at: string;
  amount: number;
  from: WayShown["entities"][number];
  to: WayShown["entities"][number];
}

/** A way of single transfers in order of time, as the other ways are told. */
export function ofMoves(moves: readonly Moved[]): WayShown {
  return {
    entities: [...moves.map((move) => move.from), ...moves.slice(-1).map((move) => move.to)],
    steps: moves.map(({ id, at, amount, from }) => ({ total: 1, truncated: false, links: [{ id, type: "TRANSFER" as const, fromId: from.id, count: 1, sum: amount, first: at, last: at }] })),
  };
}
