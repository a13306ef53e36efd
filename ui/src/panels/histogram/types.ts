import type { CalendarStep } from "../../core/board/time";

export type { CalendarStep };
export type By = "amount" | "count";

/** One bar: from low to before high. Fen; ISO 8601 in UTC. */
export interface Bin {
  low: string;
  high: string;
  count: number;
  amount: number;
}
/** A span of time: since <= at < until. */
export interface Span {
  since: string;
  until: string;
}
/** The same as numbers of bars, both in it. */
export type Range = readonly [from: number, to: number];
