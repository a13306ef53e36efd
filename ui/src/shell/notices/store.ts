/** The notices of whoever is signed in, kept in this browser under their name. */
import { create } from "zustand";
import { parsed, told, type Kept, type Notice } from "./kept";

interface Notices {
  who: string;
  kept: Kept;
  begin: (who: string) => void;
  tell: (fresh: readonly Notice[]) => void;
  read: () => void;
}

const name = (who: string): string => `jinying.notices.${who}`;
const now = (): string => new Date().toISOString();

export const useNotices = create<Notices>((put, get) => {
  const keep = (kept: Kept) => {
    if (kept === get().kept) return;
    put({ kept });
    localStorage.setItem(name(get().who), JSON.stringify(kept));
  };
  return {
    who: "",
    kept: parsed(null, now()),
    begin: (who) => {
      if (who !== get().who) put({ who, kept: parsed(localStorage.getItem(name(who)), now()) });
    },
    tell: (fresh) => keep(told(get().kept, fresh)),
    read: () => keep({ ...get().kept, read: now() }),
  };
});
