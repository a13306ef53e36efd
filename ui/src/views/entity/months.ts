/** A timeline by month, as the calendar in China has it, and what moves money. */
import { day } from "../../core/figures";

/** Dated things under the month that they belong to, in the order in which they came. */
export function byMonth<T extends { at: string }>(list: readonly T[]): { month: string; items: T[] }[] {
  const made: { month: string; items: T[] }[] = [];
  for (const one of list) {
    const month = day(one.at).slice(0, 7);
    if (made.at(-1)?.month !== month) made.push({ month, items: [] });
    made.at(-1)!.items.push(one);
  }
  return made;
}

/** What an account received or paid in transfers, all of them; none is a zero. */
export function moved(counts: readonly { link: string; outgoing: boolean; amount?: number | null }[], outgoing: boolean): number {
  return counts.filter((one) => one.link === "TRANSFER" && one.outgoing === outgoing).reduce((sum, one) => sum + (one.amount ?? 0), 0);
}
