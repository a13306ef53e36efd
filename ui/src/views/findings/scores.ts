/** The points of a line that keeps a score until the next: `width` for all of them, `base` where zero is, `scale` px a point. */
export function steps(scores: readonly number[], width: number, base: number, scale: number): string {
  const each = width / scores.length;
  return scores.flatMap((score, i) => [i * each, (i + 1) * each].map((x) => `${x.toFixed(1)},${(base - score * 100 * scale).toFixed(1)}`)).join(" ");
}
