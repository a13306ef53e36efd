/** Sections of the inspector. Each shows its number even when another is open; arrows walk them. */
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { count } from "../../core/figures";

export interface Tab {
  key: string;
  label: string;
  number?: number; // left out: none, or not known yet
  warn?: boolean; // the number speaks against
  body: ReactNode;
}

interface Props {
  label: string;
  tabs: readonly Tab[];
  open: string;
  onOpen: (key: string) => void;
}

export function Tabs({ label, tabs, open, onOpen }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const here = tabs.find((tab) => tab.key === open) ?? tabs[0]!;
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // the board walks by the same keys
    const at = (tabs.indexOf(here) + step + tabs.length) % tabs.length;
    onOpen(tabs[at]!.key);
    (list.current?.children[at] as HTMLElement | undefined)?.focus();
  };
  return (
    <>
      <div className="insp-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button key={tab.key} type="button" role="tab" id={`insp-tab-${tab.key}`} aria-controls="insp-pane" aria-selected={tab === here} tabIndex={tab === here ? 0 : -1} onClick={() => onOpen(tab.key)}>
            {tab.label}
            {tab.number != null && <span className={tab.warn && tab.number ? "insp-number against" : "insp-number"}>{count(tab.number)}</span>}
          </button>
        ))}
      </div>
      <div className="insp-pane" role="tabpanel" id="insp-pane" aria-labelledby={`insp-tab-${here.key}`} tabIndex={0} key={here.key}>
        {here.body}
      </div>
    </>
  );
}
