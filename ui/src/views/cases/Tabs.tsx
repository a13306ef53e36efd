/** The rooms of a case; which one is open stands in the address. */
import { useSearchParams } from "react-router";
import { useWords } from "../../core/words";
import { words } from "./words";

export const TABS = ["overview", "timeline", "matrix", "ledger", "difference", "tasks", "exports", "handover"] as const;
export type Tab = (typeof TABS)[number];

/** The tab that the address names, else the first. */
export function useTab(): [Tab, (tab: Tab) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get("tab");
  const tab = TABS.find((one) => one === named) ?? TABS[0];
  return [tab, (one) => setParams(one === TABS[0] ? {} : { tab: one }, { replace: true })];
}

export function Tabs({ tab, turn }: { tab: Tab; turn: (tab: Tab) => void }) {
  const w = useWords(words);
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!;
    turn(next);
    document.getElementById(`case-room-${next}`)?.focus();
  };
  return (
    <div className="case-tabs case-rooms" role="tablist" aria-label={w.rooms}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`case-room-${one}`}
          aria-selected={one === tab}
          aria-controls="case-room"
          tabIndex={one === tab ? 0 : -1}
          onClick={() => turn(one)}
          onKeyDown={(e) => (e.key === "ArrowRight" ? step(1) : e.key === "ArrowLeft" ? step(-1) : undefined)}
        >
          {w[`tab_${one}`]}
        </button>
      ))}
    </div>
  );
}
