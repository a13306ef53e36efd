/** How decisions fall over the scores: whether a high score was more often true. */
import { hundred } from "../../core/figures";

export interface Decided {
  score: number;
  state: string;
}
export interface Bin {
  from: number; // of 100
  confirmed: number;
  dismissed: number;
  left: number; // not decided
}
const WIDTH = 10;

/** Ten bins of ten points; a score of 100 belongs to the last. */
export function bins(findings: readonly Decided[]): Bin[] {
  const made: Bin[] = Array.from({ length: 100 / WIDTH }, (_, i) => ({ from: i * WIDTH, confirmed: 0, dismissed: 0, left: 0 }));
  for (const { score, state } of findings) {
    const bin = made[Math.min(made.length - 1, Math.floor(hundred(score) / WIDTH))]!;
    bin[state === "confirmed" ? "confirmed" : state === "dismissed" ? "dismissed" : "left"] += 1;
  }
  return made;
}

/** Of those decided the share that was confirmed; null where nothing was. */
export function precision(of: readonly Bin[]): number | null {
  const yes = of.reduce((sum, bin) => sum + bin.confirmed, 0);
  const all = yes + of.reduce((sum, bin) => sum + bin.dismissed, 0);
  return all ? yes / all : null;
}
