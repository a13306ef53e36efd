/** Transfers over time as bars by amount or count, with a window that can be dragged, walked by keys and played. */
import { useEffect, useRef } from "react";
import { count, day } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon } from "../../parts";
import { lastDay } from "./axis";
import { Bars } from "./Bars";
import { inside, played, rangeOf, spanOf } from "./brush";
import "./histogram.css";
import type { Bin, By, CalendarStep, Range, Span } from "./types";
import { words } from "./words";

export { inside, rangeOf, spanOf } from "./brush";
export type { Bin, By, CalendarStep, Span } from "./types";

const PACE = 450; // ms a step of a playback

interface Props {
  bins: readonly Bin[];
  step: CalendarStep;
  by: By;
  onBy: (by: By) => void;
  /** The window; null: all times. */
  brush: Span | null;
  /** `done` is false while it is being dragged or played: one act, once it has come to rest. */
  onBrush: (brush: Span | null, done: boolean) => void;
  playing: boolean;
  onPlay: (playing: boolean) => void;
}

export function Histogram({ bins, step, by, onBy, brush, onBrush, playing, onPlay }: Props) {
  const w = useWords(words);
  const range = rangeOf(bins, brush);
  usePlayback(bins, range, playing, (next) => onBrush(next && spanOf(bins, next), false), () => {
    onPlay(false);
    onBrush(brush, true);
  });
  if (!bins.length) return <div className="hist hist-none t3">{w.nothing}</div>;
  const put = (next: Range, done: boolean) => onBrush(spanOf(bins, next), done);
  const { count: here, all } = inside(bins, range);
  return (
    <section className="hist" aria-label={w.label}>
      <div className="hist-side">
        <div className="row" style={{ gap: 6 }}>
          <b className="nw">{w[step]}</b>
          <span className="hist-by" role="group" aria-label={w.by}>
            {(["amount", "count"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={by === one} onClick={() => onBy(one)}>
                {w[one]}
              </button>
            ))}
          </span>
          <span className="grow" />
          <button type="button" className="iconbutton hist-play" aria-pressed={playing} title={playing ? w.pause : w.play} aria-label={playing ? w.pause : w.play} onClick={() => (playing ? (onPlay(false), onBrush(brush, true)) : onPlay(true))}>
            <Icon name={playing ? "pause" : "play"} small />
          </button>
        </div>
        <div className="fs12 nw">
          {day(bins[range[0]]!.low)} {w.to} {lastDay(bins[range[1]]!)} <span className="t3">{w.zone}</span>
        </div>
        <div className="t3 fs12 nw ell">
          {w.span(range[1] - range[0] + 1, w[`${step}s`])} · {w.of(count(here), count(all))}
        </div>
      </div>
      <Bars bins={bins} step={step} by={by} range={range} put={put} clear={() => onBrush(null, true)} />
    </section>
  );
}

/** Moves the window bar by bar while it plays, and says when it has come to the end. */
function usePlayback(bins: readonly Bin[], range: Range, playing: boolean, move: (next: Range) => void, end: () => void) {
  const now = useRef({ bins, range, move, end });
  useEffect(() => {
    now.current = { bins, range, move, end };
  });
  useEffect(() => {
    if (!playing) return;
    const clock = setInterval(() => {
      const { bins: those, range: here, move: go, end: stop } = now.current;
      const next = played(here, those.length);
      if (next) go(next);
      else stop();
    }, PACE);
    return () => clearInterval(clock);
  }, [playing]);
}
