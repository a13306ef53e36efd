/** Accounts that a trace or a freeze may begin with: the group's collection accounts and its own, the largest first. */
import { useMemo } from "react";
import { useAsk } from "../../core/api";
import { MoneyIncoming, MoneyLayer } from "./documents";
import { layered } from "./Totals";
import type { About, Counting } from "./types";
import type { Named } from "./utils";

export interface Start {
  account: Named;
  owner?: Named | null;
  received?: number;
}

export function useStarts(about: About, counting: Counting): { starts: Start[]; waiting: boolean } {
  const of = useAsk(MoneyLayer, { ...layered(about, counting), layer: 1, first: 20 }, { staleTime: 300_000, placeholderData: (before) => before });
  const starts = useMemo(() => {
    const found: Start[] = of.data?.layers.accounts.nodes ?? [];
    const own = about.group.filter((one) => one.kind === "Account" && !found.some((s) => s.account.id === one.id)).map((account) => ({ account }));
    return [...found, ...own];
  }, [of.data, about.group]);
  return { starts, waiting: of.isLoading };
}

export interface Sum {
  id: string;
  amount: number;
  at: string;
  from: Named | undefined;
}

/** The largest sums that came into an account. */
export function useIncoming(id: string | undefined): { came: Sum[]; waiting: boolean } {
  const of = useAsk(MoneyIncoming, { id: id ?? "" }, { enabled: id !== undefined, staleTime: 300_000 });
  const came = useMemo(
    () => (of.data?.expand?.links ?? []).flatMap((l): Sum[] => ("amount" in l && l.amount && l.at ? [{ id: l.id, amount: l.amount, at: l.at, from: l.from }] : [])),
    [of.data],
  );
  return { came, waiting: of.isLoading };
}
