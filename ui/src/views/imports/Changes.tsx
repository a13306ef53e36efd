/** What rows become: how many records of each kind are new, changed, or known already; a bar of the same; sums. */
import { count, NONE, yuan } from "../../core/figures";
import { useVocabulary } from "../../core/api/ontology";
import { useWords } from "../../core/words";
import { KindIcon } from "../../parts";
import type { Check, RecordChange } from "./types";
import { tally } from "./utils";
import { words } from "./words";

const PARTS = [["fresh", "accent"], ["changed", "d3"], ["merged", "d4"]] as const;

export function Tiles({ records, rejected }: { records: readonly RecordChange[]; rejected: number }) {
  const w = useWords(words);
  const sums = tally(records);
  return (
    <>
      <dl className="imp-tiles">
        {PARTS.map(([name, tone]) => (
          <div key={name}>
            <dt><i style={{ background: `var(--${tone})` }} />{w[name]}</dt>
            <dd>{count(sums[name])}</dd>
          </div>
        ))}
        <div>
          <dt><i style={{ background: "var(--red)" }} />{w.rejected}</dt>
          <dd className={rejected ? "up" : ""}>{count(rejected)}</dd>
        </div>
      </dl>
      <div style={{ padding: "4px 16px 0" }}>
        <div className="imp-share" aria-hidden="true">
          {PARTS.map(([name, tone]) => sums[name] > 0 && <i key={name} style={{ flex: sums[name], background: `var(--${tone})` }} />)}
        </div>
      </div>
    </>
  );
}

export function KindTable({ records }: { records: readonly RecordChange[] }) {
  const w = useWords(words);
  const { kinds } = useVocabulary();
  const hidden = records.some((r) => r.new == null);
  return (
    <>
      <table className="tb imp-kinds">
        <thead>
          <tr>
            <th>{w.kind}</th>
            <th className="num">{w.fresh}</th>
            <th className="num">{w.changed}</th>
            <th className="num">{w.merged}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((r) => (
            <tr key={r.name}>
              <td><span className="row" style={{ gap: 6 }}>{kinds.has(r.name) && <KindIcon kind={r.name} size={16} />}{r.label}</span></td>
              <td className={r.new ? "num b" : "num t3"}>{r.new == null ? NONE : count(r.new)}</td>
              <td className={r.changed ? "num b" : "num t3"}>{r.changed == null ? NONE : count(r.changed)}</td>
              <td className="num t2">{r.merged == null ? NONE : count(r.merged)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden && <p className="t3 fs12 imp-foot">{w.unseen}</p>}
    </>
  );
}

export function Sums({ of }: { of: Check }) {
  const w = useWords(words);
  return (
    <div className="imp-sums" style={{ padding: "0 16px 10px" }}>
      {of.sums.map((s) => <span key={s.owner}>{w.sum(s.label, yuan(s.fen))}</span>)}
      {of.cells > 0 && <span>{w.lostCells(count(of.cells))}</span>}
      {of.ignored > 0 && <span>{w.ignored(count(of.ignored))}</span>}
    </div>
  );
}
