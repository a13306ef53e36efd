/** What hides things from the board: the stack of filters, and the legend whose entries are one. */
import { filter, showAll } from "../../core/board/acts";
import { course, shades } from "../../core/board/drawing";
import type { Board, Filter } from "../../core/board/types";
import type { Drawn } from "../../core/board/visible";
import { useWords } from "../../core/words";
import { Chips } from "../../panels/chips";
import { kindsOf, Legend, linksOf } from "../../panels/legend";
import { partWords } from "../../parts";
import { useBoard } from "./store";
import { words } from "./words";

const hides = (board: Board, sort: "kinds" | "links"): string[] => {
  const found = board.filters.find((f) => f.sort === sort);
  return found && "hide" in found ? found.hide : [];
};

export function Filters({ drawn }: { drawn: Drawn }) {
  const w = useWords(words);
  const { history, do: act } = useBoard();
  const { things, lines } = history.board;
  const all = Object.values(things);
  const choices = {
    kinds: kindsOf(all).map((k) => k.kind),
    links: linksOf(Object.values(lines)).map((l) => l.type),
    regions: [...new Set(all.flatMap((t) => t.region ?? []))].sort(),
  };
  return (
    <div className="board-filters">
      <Chips
        by={drawn.by}
        hidden={drawn.hidden}
        choices={choices}
        onPut={(one: Filter, label: string) => act({ act: "filter", values: [label] }, filter(one.sort, one))}
        onRemove={(sort, label) => act({ act: "unfilter", values: [label] }, filter(sort, null))}
        onClear={() => act({ act: "show", values: [] }, showAll, w.all)}
      />
    </div>
  );
}

export function Key({ drawn }: { drawn: Drawn }) {
  const w = useWords(words);
  const p = useWords(partWords);
  const { history, do: act } = useBoard();
  const { board } = history;
  const off = { kinds: hides(board, "kinds"), links: hides(board, "links") };
  const toggle = (sort: "kinds" | "links", name: string) => {
    const hide = off[sort].includes(name) ? off[sort].filter((one) => one !== name) : [...off[sort], name];
    act({ act: hide.length ? "filter" : "unfilter", values: [name] }, filter(sort, hide.length ? { sort, hide } : null));
  };
  const named = (value: string) => (board.colour === "grade" ? p[value === "NONE" ? "rest" : (value.toLowerCase() as "red")] : board.colour === "mark" ? (value ? w[value as "core"] : w.none) : value ? (board.groups[value]?.label ?? value) : w.none);
  const colours = board.colour === "kind" ? [] : [...shades(board.colour, drawn.things)].map(([value, { token, count }]) => ({ label: named(value), colour: `var(--${token})`, count }));
  const layer = new Map(Object.values(board.things).map((t) => [t.id, t.layer]));
  const returned = Object.values(board.lines).reduce((sum, l) => sum + (course(l, layer) === "back" ? l.count : 0), 0);
  return (
    <div className="board-legend">
      <Legend kinds={kindsOf(standing(board, drawn, off.kinds))} links={linksOf(Object.values(board.lines))} back={returned} colours={colours} hidden={off} onToggle={toggle} />
    </div>
  );
}

/** What the legend counts: what is drawn stands for, and what its own entries hide, so that they can be put back. */
function standing(board: Board, drawn: Drawn, off: readonly string[]): { kind: string }[] {
  const shown = drawn.things.flatMap((t) => (t.members.length ? t.members.flatMap((id) => board.things[id] ?? []) : [t]));
  return [...shown, ...Object.values(board.things).filter((t) => off.includes(t.kind))];
}
