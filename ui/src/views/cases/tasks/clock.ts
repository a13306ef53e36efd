/** How long there is until something is due, in days of China. */
import { midnight, day } from "../../../core/figures";

const DAY = 86_400_000;
export interface Clock {
  days: number; // until the day on which it is due; negative: since then
  tone: "" | "amber" | "red";
}
const SOON = 2;

/** Days between today and the day on which it is due; red where the moment is over, amber where it is near. */
export function clock(due: string, now: number): Clock {
  const days = Math.round((Date.parse(midnight(day(due))) - Date.parse(midnight(day(now)))) / DAY);
  if (Date.parse(due) < now) return { days, tone: "red" };
  return { days, tone: days <= SOON ? "amber" : "" };
}
