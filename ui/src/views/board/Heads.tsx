/** The heads above the board: a layer's accounts and money, a region's things, months. They stay at the top and follow the canvas
 *  sideways. */
import type { Column } from "../../core/board/layout";
import type { LayoutName } from "../../core/board/types";
import type { Drawn } from "../../core/board/visible";
import { count, day, shortMoney } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { usual } from "./load";
import { useBoard } from "./store";
import { words } from "./words";

export const placed = ({ left, wide }: Column) => ({ "--left": left, "--wide": wide }) as React.CSSProperties;

export function Heads({ layout, columns, drawn }: { layout: LayoutName; columns: readonly Column[]; drawn: Drawn }) {
  const w = useWords(words);
  const said = useSaid(layout, drawn);
  if (!columns.length) return null;
  return (
    <div className="board-heads">
      {columns.map((column) => {
        const { title, sub } = said(column.key);
        return (
          <div key={column.key} className="board-head" style={placed(column)}>
            <b>{title || w.headNone(layout === "time")}</b>
            {sub && <span className="t3 fs12">{sub}</span>}
          </div>
        );
      })}
    </div>
  );
}

function useSaid(layout: LayoutName, drawn: Drawn): (key: string) => { title: string; sub?: string | undefined } {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const totals = useBoard((s) => s.history.board.layers);
  if (layout === "region")
    return (key) => {
      const own = drawn.things.filter((t) => (t.region ?? "") === key);
      return { title: key, sub: w.headThings(count(own.reduce((n, t) => n + Math.max(1, t.members.length), 0))) };
    };
  if (layout === "time") return (key) => ({ title: key && day(key).slice(0, 7) });
  return (key) => {
    const layer = Number(key);
    const total = totals.find((t) => t.layer === layer);
    const first = totals.find((t) => t.layer === 1);
    const title = `L${layer} ${usual(drawn.things.filter((t) => t.layer === layer).map((t) => t.role ?? ""))}`;
    if (!total) return { title };
    return { title, sub: layer === 0 ? w.headOut(count(total.accounts), shortMoney(first?.received ?? 0, lang)) : w.headIn(count(total.accounts), shortMoney(total.received, lang)) };
  };
}
