/** Transfers over time. What is known of a line is its sum and span; days between are not made up. */

export interface Bin {
  low: string;
  high: string;
  count: number;
  amount: number;
}
export type CalendarStep = "hour" | "day" | "week" | "month" | "quarter" | "year";

const DAYS: [CalendarStep, number][] = [["day", 60], ["week", 420], ["month", 2200], ["quarter", 7000], ["year", Infinity]];

/** The step with which a span has at most some sixty bars. */
export function stepOf(since: string, until: string): CalendarStep {
  const days = (Date.parse(until) - Date.parse(since)) / 86_400_000;
  return DAYS.find(([, most]) => days <= most)![0];
}
