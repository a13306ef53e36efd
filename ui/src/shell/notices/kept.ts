/** What one is told of: findings as they come up, one's own jobs as they end. Newest first, each once, kept in this browser. */
export type Sort = "finding" | "job";
export interface Notice {
  sort: Sort;
  id: string;
  at: string; // ISO 8601
}
export interface Kept {
  notices: readonly Notice[];
  read: string; // when they were last looked at
  since: string; // jobs that ended before are no news
}

export const MOST = 50;

/** With what is new; nothing changes where all of it is known. */
export function told(kept: Kept, fresh: readonly Notice[]): Kept {
  const known = new Set(kept.notices.map((one) => `${one.sort} ${one.id}`));
  const added = fresh.filter((one) => !known.has(`${one.sort} ${one.id}`));
  if (!added.length) return kept;
  const notices = [...added, ...kept.notices].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { ...kept, notices: notices.slice(0, MOST) };
}

export const unread = (kept: Kept): number => kept.notices.filter((one) => one.at > kept.read).length;

interface Ended {
  id: string;
  who: string;
  ended: string | null;
}

/** One's own jobs that have ended since, as notices. */
export const endedOf = (jobs: readonly Ended[], who: string, since: string): Notice[] =>
  jobs.flatMap((job) => (job.who === who && job.ended && Date.parse(job.ended) > Date.parse(since) ? [{ sort: "job" as const, id: job.id, at: new Date(job.ended).toISOString() }] : []));

/** What was kept, or a beginning where nothing readable is. */
export function parsed(text: string | null, now: string): Kept {
  const begun: Kept = { notices: [], read: now, since: now };
  try {
    const kept = JSON.parse(text ?? "") as Kept;
    return Array.isArray(kept.notices) && typeof kept.read === "string" && typeof kept.since === "string" ? kept : begun;
  } catch {
    return begun;
  }
}
