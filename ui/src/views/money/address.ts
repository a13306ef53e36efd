/** The page's address: whom it is about, and how it counts. */
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { HOLD, type Counting } from "./types";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const ids = (text: string | null): string[] => [...new Set((text ?? "").split(",").filter(Boolean))].slice(0, 500);
export const dated = (text: string | null): string | null => (text && DAY.test(text) ? text : null);
export function held(text: string | null): number {
  const days = Number(text);
  return text && days > 0 && days <= 3650 ? days : HOLD;
}

export function useAddress() {
  const [params, put] = useSearchParams();
  const counting: Counting = useMemo(
    () => ({ since: dated(params.get("since")), until: dated(params.get("until")), hold: held(params.get("hold")), again: params.get("again") === "1", offset: params.get("offset") === "1" }),
    [params],
  );
  const change = (of: Record<string, string | null>) =>
    put((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(of)) if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return { group: ids(params.get("group")), case: params.get("case"), finding: params.get("finding"), counting, change };
}
