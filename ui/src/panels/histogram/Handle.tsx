/** One edge of the window: dragged by the mouse, a slider for keys. */
import type { KeyboardEvent } from "react";
import { useWords } from "../../core/words";
import { words } from "./words";

interface Props {
  edge: "from" | "to";
  x: number;
  y: number;
  tall: number;
  at: number; // number of its bar
  most: number;
  says: string; // its date
  step: (by: number, all: boolean) => void;
  clear: () => void;
}

export function Handle({ edge, x, y, tall, at, most, says, step, clear }: Props) {
  const w = useWords(words);
  const key = (event: KeyboardEvent) => {
    const far = Math.max(1, Math.round((most + 1) / 10));
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: far, PageDown: -far, Home: -most, End: most }[event.key];
    if (event.key === "Escape") clear();
    else if (by) step(by, event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation(); // the board has arrows and Esc of its own
  };
  return (
    <g className="hist-handle" role="slider" tabIndex={0} aria-label={`${edge === "from" ? w.since : w.until} (${w.keys})`} aria-valuemin={0} aria-valuemax={most} aria-valuenow={at} aria-valuetext={says} onKeyDown={key}>
      <rect className="hist-reach" x={x - 7} y={y - 4} width={14} height={tall + 4} />
      <line x1={x} x2={x} y1={y - 4} y2={y + tall} />
      <rect x={x - 4} y={y + tall / 2 - 9} width={8} height={18} rx={2} />
    </g>
  );
}
