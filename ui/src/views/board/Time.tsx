/** Transfers among the accounts on the board over time; a window of it filters the board. */
import { useMemo, useState } from "react";
import { useAsk } from "../../core/api";
import { filter } from "../../core/board/acts";
import { stepOf } from "../../core/board/time";
import type { Board } from "../../core/board/types";
import { day } from "../../core/figures";
import { useWords } from "../../core/words";
import { Histogram, type By, type Span } from "../../panels/histogram";
import { Flows } from "./asks";
import { useBoard } from "./store";
import { words } from "./words";

const MOST = 2000; // accounts that one question may name

export function Time({ preview }: { preview: (span: Span | null) => void }) {
  const w = useWords(words);
  const board = useBoard((s) => s.history.board);
  const act = useBoard((s) => s.do);
  const [by, setBy] = useState<By>("amount");
  const [playing, setPlaying] = useState(false);
  const [held, setHeld] = useState<Span | null | undefined>(undefined); // while it is dragged or played
  const { ids, step } = useMemo(() => asked(board), [board]);
  const flows = useAsk(Flows, { ids, step: step ?? "month" }, { enabled: ids.length > 1 && step != null, placeholderData: (before) => before });
  if (!step) return null;
  const inForce = board.filters.find((f) => f.sort === "time");
  const brush = held !== undefined ? held : inForce?.sort === "time" ? { since: inForce.since, until: inForce.until } : null;
  const put = (span: Span | null, done: boolean) => {
    setHeld(done ? undefined : span);
    preview(done ? null : span);
    if (!done) return;
    if (span) act({ act: "filter", values: [`${w.timeFilter} ${day(span.since)} – ${day(span.until)}`] }, filter("time", { sort: "time", ...span }));
    else if (inForce) act({ act: "unfilter", values: [w.timeFilter] }, filter("time", null));
  };
  return (
    <div className="board-time">
      <Histogram bins={flows.data?.histogramAmong.bins ?? []} step={step} by={by} onBy={setBy} brush={brush} onBrush={put} playing={playing} onPlay={setPlaying} />
    </div>
  );
}

/** The accounts whose transfers are counted, and the step that fits their span. */
function asked(board: Board) {
  const ids = Object.values(board.things).filter((t) => t.kind === "Account").map((t) => t.id).sort().slice(0, MOST);
  const dates = Object.values(board.lines).flatMap((l) => (l.money && l.first ? [l.first, l.last ?? l.first] : [])).sort();
  return { ids, step: dates.length ? stepOf(dates[0]!, dates.at(-1)!) : null };
}
