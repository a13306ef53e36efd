/** What went from account to account among those that are drawn, within the page's time. */
import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { ask, useAsk, type AskError } from "../../core/api";
import { useLang } from "../../core/words";
import { MoneyFlows, MoneyOut } from "./documents";
import type { Counting } from "./types";
import { from, until, type Flow } from "./utils";

interface Found {
  lines: Flow[];
  cut: boolean; // some were left out
}
interface Asked {
  fromId: string;
  toId: string;
  sum?: number | null;
  count?: number | null;
}
const flow = (l: Asked): Flow => ({ fromId: l.fromId, toId: l.toId, sum: l.sum ?? 0, count: l.count ?? 0 });

/** All at once where no time is set; else account by account. */
export function useFlows(ids: readonly string[], counting: Counting): Pick<UseQueryResult<Found, AskError>, "data" | "error"> {
  const lang = useLang((s) => s.lang);
  const spanned = counting.since !== null || counting.until !== null;
  const whole = useAsk(MoneyFlows, { ids: [...ids] }, { enabled: !spanned && ids.length > 0, staleTime: 300_000 });
  const span = { since: from(counting.since), until: until(counting.until) };
  const parts = useQueries({
    queries: (spanned ? ids : []).map((id) => ({ queryKey: ["money-out", id, span, lang], staleTime: 300_000, queryFn: ({ signal }: { signal: AbortSignal }) => ask(MoneyOut, { id, ...span }, signal) })),
    combine: (all) => ({ error: (all.find((one) => one.error)?.error ?? null) as AskError | null, found: all.every((one) => one.data) ? all.map((one) => one.data!.expand) : undefined }),
  });
  if (!spanned) return { data: whole.data && { lines: whole.data.among.links.map(flow), cut: whole.data.among.truncated }, error: whole.error } as Pick<UseQueryResult<Found, AskError>, "data" | "error">;
  const data = parts.found && { lines: parts.found.flatMap((one) => one?.links.map(flow) ?? []), cut: parts.found.some((one) => one !== null && one !== undefined && one.total > one.links.length) };
  return { data, error: parts.error } as Pick<UseQueryResult<Found, AskError>, "data" | "error">;
}
