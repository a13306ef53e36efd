/** Rejected rows and cells: where, what stood there (masked), why, and what was lost by it; filtered by reason. */
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import type { Reason, Rejected } from "./types";
import { words } from "./words";

export function Reasons({ of, chosen, choose }: { of: readonly Reason[]; chosen: string | undefined; choose: (reason: string | undefined) => void }) {
  const w = useWords(words);
  const all = of.reduce((n, r) => n + r.count, 0);
  const tone = (on: boolean) => (on ? "tag accent" : "tag line");
  return (
    <div className="imp-chips">
      <button type="button" className={tone(!chosen)} aria-pressed={!chosen} onClick={() => choose(undefined)}>{w.all(count(all))}</button>
      {of.map((r) => (
        <button type="button" key={r.reason} className={tone(chosen === r.reason)} aria-pressed={chosen === r.reason} onClick={() => choose(chosen === r.reason ? undefined : r.reason)}>
          {w.reason(r.words, count(r.count))}
        </button>
      ))}
    </div>
  );
}

export function RejectedTable({ rows, parts = false, wide = false }: { rows: readonly Rejected[]; parts?: boolean; wide?: boolean }) {
  const w = useWords(words);
  if (!rows.length) return <p className="t3" style={{ padding: 16 }}>{w.noSuch}</p>;
  return (
    <table className="tb">
      <thead>
        <tr>
          <th className="num">{w.row}</th>
          {parts && <th>{w.partColumn}</th>}
          <th>{w.column}</th>
          <th>{w.value}</th>
          <th>{w.why}</th>
          <th>{w.lost}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r, i) => (
          <tr key={`${r.part}-${r.row}-${i}`}>
            <td className="num">{count(r.row)}</td>
            {parts && <td className="t2 ell imp-why" title={r.part}>{r.part}</td>}
            <td className="t2 ell imp-why" title={r.column}>{r.column || w.anyColumn}</td>
            <td><span className={wide ? "imp-bad imp-wide ell" : "imp-bad ell"} title={r.value ?? ""}>{r.value || w.blank}</span></td>
            <td className={wide ? "t2" : "t2 ell imp-why"} title={r.words}>{r.words}</td>
            <td className={r.lost === "row" ? "up" : "t2"}>{r.lost === "row" ? w.lostRow : w.lostCell}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
