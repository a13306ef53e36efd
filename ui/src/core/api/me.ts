/** Who is signed in, and what they may. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLang } from "../words";
import { fetched, keepToken } from "./request";

export interface Me {
  who: string;
  name: string;
  roles: { name: string; label: string }[];
  rights: string[];
  regions: string[] | null;
  sample: boolean; // the data are those of the demo
  csrf: string;
}

export function useMe(): Me {
  const lang = useLang((s) => s.lang);
  return useSuspenseQuery({
    queryKey: ["me", lang],
    queryFn: async () => {
      const me = (await (await fetched("/api/me")).json()) as Me;
      keepToken(me.csrf);
      return me;
    },
    staleTime: 60_000,
  }).data;
}

export function may(me: Me, right: string): boolean {
  return me.rights.includes(right);
}
