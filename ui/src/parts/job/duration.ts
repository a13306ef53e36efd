/** How long a job has taken, from its own times. */
export interface Times {
  started?: string | null;
  ended?: string | null;
}

/** Whole seconds between start and end; of one that runs until `now`. */
export function lasted({ started, ended }: Times, now: number): number | undefined {
  if (!started) return undefined;
  return Math.max(0, Math.round(((ended ? Date.parse(ended) : now) - Date.parse(started)) / 1000));
}

export const ENDED: ReadonlySet<string> = new Set(["done", "failed", "cancelled", "lost"]);

/** What share of a job is done, 0 to 1; undefined where it doesn't say. */
export function share({ done, total }: { done?: number | null; total?: number | null }): number | undefined {
  return total ? Math.min(1, (done ?? 0) / total) : undefined;
}
