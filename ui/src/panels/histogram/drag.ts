/** The mouse on the bars: an edge is taken where it is near, the window where it is, elsewhere a new one is drawn. */
import { useState, type PointerEvent } from "react";
import { dragged, drawn, moved } from "./brush";
import type { Range } from "./types";

const REACH = 7; // px beside an edge that still take it

interface Bars {
  left: number; // px before the first bar
  bar: number; // px of a bar
  edges: readonly [number, number]; // px of the window
  range: Range;
  size: number;
  put: (range: Range, done: boolean) => void;
}
interface Grip {
  part: "from" | "to" | "all" | "new";
  start: number;
  range: Range;
}

export function useDrag({ left, bar, edges: [x0, x1], range, size, put }: Bars) {
  const [grip, setGrip] = useState<Grip>();
  const [over, setOver] = useState<number>();
  const xOf = (event: PointerEvent<SVGSVGElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const barAt = (event: PointerEvent<SVGSVGElement>) => Math.floor((xOf(event) - left) / bar);
  const whole = range[0] === 0 && range[1] === size - 1;
  const partAt = (x: number) => (Math.abs(x - x0) <= REACH ? "from" : Math.abs(x - x1) <= REACH ? "to" : x > x0 && x < x1 && !whole ? "all" : "new");
  const on = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setGrip({ part: partAt(xOf(event)), start: barAt(event), range });
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const here = barAt(event);
      setOver(here >= 0 && here < size ? here : undefined);
      if (grip) put(taken(grip, here, size), false);
    },
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => {
      const here = barAt(event);
      const click = grip?.part === "new" && here === grip.start; // draws no window
      if (grip) put(click ? grip.range : taken(grip, here, size), true);
      setGrip(undefined);
    },
    onPointerCancel: () => setGrip(undefined),
    onPointerLeave: () => setOver(undefined),
  };
  return { grip: grip?.part, over, on };
}

/** The window that a drag makes. */
function taken({ part, start, range }: Grip, here: number, size: number): Range {
  if (part === "new") return drawn(start, here, size);
  if (part === "all") return moved(range, here - start, size);
  return dragged(range, part, here, size);
}
