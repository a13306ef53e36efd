/** The bars and the window on them. Two paths draw all bars, so that a drag changes nothing but where they are cut. */
import { useId, useMemo } from "react";
import { count, day, money, shortMoney } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { dateTicks, lastDay, niceTicks } from "./axis";
import { dragged, moved } from "./brush";
import { useDrag } from "./drag";
import { Handle } from "./Handle";
import { useSize } from "./size";
import type { Bin, By, CalendarStep, Range } from "./types";
import { words } from "./words";

const LEFT = 56;
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 18;

interface Props {
  bins: readonly Bin[];
  step: CalendarStep;
  by: By;
  range: Range;
  put: (range: Range, done: boolean) => void;
  clear: () => void;
}
export function Bars({ bins, step, by, range, put, clear }: Props) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const [at, { width, height }] = useSize();
  const clip = useId();
  const wide = Math.max(0, width - LEFT - RIGHT);
  const tall = Math.max(0, height - TOP - BOTTOM);
  const bar = wide / bins.length;
  const most = useMemo(() => Math.max(0, ...bins.map((bin) => bin[by])), [bins, by]);
  const path = useMemo(() => outline(bins, by, most, bar, tall), [bins, by, most, bar, tall]);
  const dates = useMemo(() => dateTicks(bins, step, wide), [bins, step, wide]);
  const [x0, x1] = [LEFT + range[0] * bar, LEFT + (range[1] + 1) * bar];
  const size = bins.length;
  const { grip, over, on } = useDrag({ left: LEFT, bar, edges: [x0, x1], range, size, put });
  const handle = (edge: "from" | "to") => ({
    edge, x: edge === "from" ? x0 : x1, y: TOP, tall, most: size - 1, at: range[edge === "from" ? 0 : 1], clear,
    says: edge === "from" ? day(bins[range[0]]!.low) : lastDay(bins[range[1]]!),
    step: (by: number, all: boolean) => put(all ? moved(range, by, size) : dragged(range, edge, range[edge === "from" ? 0 : 1] + by, size), true),
  });
  return (
    <div className="hist-bars" ref={at}>
      {width > 0 && (
        <svg width={width} height={height} {...on} onDoubleClick={clear} data-grip={grip}>
          <clipPath id={clip}>
            <rect x={x0} y={0} width={Math.max(0, x1 - x0)} height={height} />
          </clipPath>
          {niceTicks(most, tall > 70 ? 3 : 2).map((tick) => (
            <g key={tick} className="hist-tick" transform={`translate(0 ${TOP + tall - (most ? (tick / most) * tall : 0)})`}>
              <line x1={LEFT} x2={LEFT + wide} />
              <text x={LEFT - 6} y={4} textAnchor="end">
                {by === "amount" ? (tick ? shortMoney(tick, lang) : 0) : count(tick)}
              </text>
            </g>
          ))}
          <rect className="hist-window" x={x0} y={TOP - 4} width={Math.max(0, x1 - x0)} height={tall + 4} />
          <g transform={`translate(${LEFT} ${TOP})`}>
            <path className="hist-off" d={path} />
          </g>
          <g clipPath={`url(#${clip})`}>
            <path className="hist-on" d={path} transform={`translate(${LEFT} ${TOP})`} />
          </g>
          {over != null && <rect className="hist-over" x={LEFT + over * bar} y={TOP - 4} width={bar} height={tall + 4} />}
          {dates.map((tick) => (
            <text key={tick.at} className="hist-date" x={LEFT + tick.at * bar} y={height - 4}>
              {tick.text}
            </text>
          ))}
          <Handle {...handle("from")} />
          <Handle {...handle("to")} />
        </svg>
      )}
      {over != null && bins[over] && (
        <div className="hist-says" style={over < size / 2 ? { left: LEFT + (over + 1) * bar + 8 } : { right: RIGHT + (size - over) * bar + 8 }}>
          {step === "day" ? day(bins[over].low) : `${day(bins[over].low)} ${w.to} ${lastDay(bins[over])}`} · {money(bins[over].amount, lang)} · {w.transfers(count(bins[over].count))}
        </div>
      )}
    </div>
  );
}

/** All bars as one path. */
function outline(bins: readonly Bin[], by: By, most: number, bar: number, tall: number): string {
  const gap = bar > 4 ? 1 : bar > 2 ? 0.5 : 0;
  let path = "";
  bins.forEach((bin, i) => {
    if (!bin[by]) return;
    const h = Math.max(1, (bin[by] / most) * tall);
    path += `M${(i * bar + gap).toFixed(2)} ${tall}v${(-h).toFixed(2)}h${Math.max(0.6, bar - 2 * gap).toFixed(2)}v${h.toFixed(2)}z`;
  });
  return path;
}
