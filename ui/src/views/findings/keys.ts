/** The keys of triage; they are off while somebody types or a dialog is open. */
import { useEffect, useRef } from "react";
import type { Act } from "./Deciding";
import { beside, type Row } from "./order";

interface Keys {
  rows: readonly Row[];
  open: string | null;
  busy: boolean;
  onOpen: (id: string | null) => void;
  onAct: (act: Act) => void;
  onBoard: (id: string) => void;
  onChoose: (id: string) => void;
}
const ACTS: Record<string, Act> = { a: "assign", c: "confirm", x: "dismiss" };

const typing = (at: EventTarget | null) => at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) && !(at as HTMLInputElement).matches("[type=checkbox]");

export function useKeys(of: Keys) {
  const now = useRef(of);
  useEffect(() => {
    now.current = of;
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const { rows, open, busy, onOpen, onAct, onBoard, onChoose } = now.current;
      if (busy || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const key = event.key.toLowerCase();
      const plain = !(event.target instanceof HTMLElement && event.target.matches("button, a, [role=tab], [type=checkbox]"));
      if (key === "j" || key === "k") {
        const next = beside(rows, open, key === "j" ? 1 : -1);
        if (next) onOpen(next);
      } else if (ACTS[key] && open) onAct(ACTS[key]);
      else if (key === "escape" && open) onOpen(null);
      else if (key === " " && open && plain) onChoose(open);
      else if (key === "enter" && open && plain) onBoard(open);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", down);
    return () => removeEventListener("keydown", down);
  }, []);
}
