/** What is asked for ways between two entities. */
import { ask, graphql } from "../../core/api";
import { midnight } from "../../core/figures";
import { ofMoves, type WayShown } from "./ways";

export const WayShownParts = graphql(`
  fragment WayShown on Way {
    entities { id kind caption risk { grade } }
    steps {
      total truncated
      links { id type fromId ... on FlowLink { count sum first last } }
    }
  }
`);
export const PathsBetween = graphql(`
  query PathsBetween($from: ID!, $to: ID!, $hops: Int!, $all: Boolean!, $links: [LinkType!], $first: Int!) {
    paths(fromId: $from, toId: $to, hops: $hops, all: $all, links: $links, first: $first) { truncated leftOut { words count } ways { ...WayShown } }
  }
`);
export const PathOfMoney = graphql(`
  query PathsMoney($from: ID!, $to: ID!, $at: Time!, $hold: Float, $hops: Int!, $least: Fen!) {
    moneyPath(fromId: $from, toId: $to, at: $at, holdDays: $hold, hops: $hops, least: $least) {
      hops at
      way { id at amount from { id kind caption risk { grade } } to { id kind caption risk { grade } } }
    }
  }
`);

export type Mode = "shortest" | "every" | "money";
export interface PathSettings {
  mode: Mode;
  hops: number;
  first: number;
  links: string[]; // none: all
  since: string | null; // a day
  hold: number | null; // days
  least: number | null; // fen
}
export const USUAL: PathSettings = { mode: "shortest", hops: 6, first: 20, links: [], since: null, hold: null, least: null };
export const HOPS = 8;
export const WAYS = 25; // what one question may cost
const EARLIEST = "1990-01-01";

export interface Found {
  ways: WayShown[];
  truncated: boolean;
  left: string[];
}

/** The variables of a search, as its document takes them. */
export function variables(from: string, to: string, s: PathSettings) {
  if (s.mode === "money") return { from, to, at: midnight(s.since ?? EARLIEST), hold: s.hold, hops: s.hops, least: s.least ?? 0 };
  return { from, to, hops: s.hops, all: s.mode === "every", links: s.links.length ? s.links : null, first: s.first };
}

export async function find(from: string, to: string, s: PathSettings, signal?: AbortSignal): Promise<Found> {
  if (s.mode === "money") {
    const { moneyPath } = await ask(PathOfMoney, variables(from, to, s) as never, signal);
    return { ways: moneyPath ? [ofMoves(moneyPath.way)] : [], truncated: false, left: [] };
  }
  const { paths } = await ask(PathsBetween, variables(from, to, s) as never, signal);
  return { ways: paths.ways, truncated: paths.truncated, left: paths.leftOut.map((one) => one.words) };
}
