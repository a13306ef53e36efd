/** Where ticks stand and what they say. */
import { day } from "../../core/figures";
import type { Bin, CalendarStep } from "./types";

/** Round values from 0 up to the highest, at most so many above 0: 1, 2 or 5 of a power of ten apart. */
export function niceTicks(most: number, about: number): number[] {
  if (most <= 0) return [0];
  const power = 10 ** Math.floor(Math.log10(most / Math.max(1, about)));
  const steps = [1, 2, 5, 10, 20, 50].map((n) => n * power).filter((step) => step >= 1 && step <= most); // no part of a fen or of a link
  const step = steps.find((one) => Math.floor(most / one + 1e-9) <= about) ?? steps.at(-1)!;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

const SIGN = 6.6; // px of a digit

export interface Tick {
  at: number; // number of a bar
  text: string;
}

/** Dates under the bars, with room for each; the year is said where it changes. */
export function dateTicks(bins: readonly Bin[], step: CalendarStep, width: number, room = 84): Tick[] {
  if (!bins.length || width <= 0) return [];
  const every = Math.max(1, Math.ceil((bins.length * room) / width));
  const ticks: Tick[] = [];
  let year = "";
  for (let at = 0; at < bins.length; at += every) {
    const date = day(bins[at]!.low);
    const text = said(date, step, date.slice(0, 4) !== year);
    if (((bins.length - at) * width) / bins.length < text.length * SIGN) break; // it would be cut off
    ticks.push({ at, text });
    year = date.slice(0, 4);
  }
  return ticks;
}

function said(date: string, step: CalendarStep, newYear: boolean): string {
  if (step === "year") return date.slice(0, 4);
  if (step === "month" || step === "quarter") return date.slice(0, 7);
  return newYear ? date : date.slice(5);
}

/** The last day of a bar, which ends before the next begins. */
export function lastDay(bin: Bin): string {
  return day(Date.parse(bin.high) - 1);
}
