/** The heads of the money's layers: name, how many accounts, how much. They stay at the top and follow the canvas sideways. */
import type { Drawn } from "../../core/board/visible";
import { count, shortMoney } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { usual } from "./load";
import { useBoard } from "./store";
import { words } from "./words";

export function LayerHeads({ columns, drawn }: { columns: readonly number[]; drawn: Drawn }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const totals = useBoard((s) => s.history.board.layers);
  const first = totals.find((t) => t.layer === 1);
  return (
    <div className="board-heads">
      {columns.map((layer, i) => {
        const total = totals.find((t) => t.layer === layer);
        const role = usual(drawn.things.filter((t) => t.layer === layer).map((t) => t.role ?? ""));
        return (
          <div key={layer} className="board-head" style={{ "--i": i } as React.CSSProperties}>
            <b>
              {`L${layer}`} {role}
            </b>
            {total && (
              <span className="t3 fs12">
                {layer === 0 ? w.headOut(count(total.accounts), shortMoney(first?.received ?? 0, lang)) : w.headIn(count(total.accounts), shortMoney(total.received, lang))}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
