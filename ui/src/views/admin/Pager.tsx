/** Pages of a long list, there and back, by the server's cursors. */
import { Button } from "antd";
import { useState } from "react";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { words } from "./words";

interface Pages {
  after: string | null;
  page: number;
  forward: (cursor: string) => void;
  back: () => void;
  reset: () => void;
}

export function usePages(): Pages {
  const [cursors, setCursors] = useState<string[]>([]);
  return {
    after: cursors.at(-1) ?? null,
    page: cursors.length,
    forward: (cursor) => setCursors([...cursors, cursor]),
    back: () => setCursors(cursors.slice(0, -1)),
    reset: () => setCursors([]),
  };
}

interface Props extends Pages {
  size: number;
  shown: number;
  total: number;
  next: string | null | undefined;
}

export function Pager({ page, size, shown, total, next, forward, back }: Props) {
  const w = useWords(words);
  return (
    <div className="adm-foot">
      <span className="t3 fs12 grow" title={count(total)}>{w.of(page * size + 1, page * size + shown, total)}</span>
      <Button size="small" disabled={page === 0} onClick={back}>{w.prev}</Button>
      <Button size="small" disabled={!next} onClick={() => next && forward(next)}>{w.nextPage}</Button>
    </div>
  );
}
