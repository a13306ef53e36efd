/** Accounts month by month: opening, in, out, fees, closing; a residue is never hidden. */
import { yuan } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { EntityLink, Icon, Panel } from "../../../parts";
import { Apart } from "./Apart";
import type { Made } from "./documents";
import { words } from "./words";

const COLUMNS = ["opening", "cameIn", "paidOut", "fees", "residue", "closing"] as const;

export function Sheets({ made, more }: { made: Made; more: (() => void) | undefined }) {
  const w = useWords(words);
  const { nodes, total } = made.sheets;
  const sums = made.sheetTotals;
  const off = sums.residues;
  return (
    <Panel plain title={w.sheets} sub={w.sheetsHint} acts={nodes.length > 0 && (off ? <span className="tag amber" title={w.residueWhy}><Icon name="alert" small />{w.withResidue(off)}</span> : <span className="tag green">{w.balanced}</span>)}>
      {nodes.length === 0 ? (
        <p className="case-none">{w.noSheets}</p>
      ) : (
        <div className="case-scroll" tabIndex={0} role="region" aria-label={w.sheets}>
          <table className="tb">
            <thead>
              <tr><th>{w.account}</th><th>{w.period}</th>{COLUMNS.map((c) => <th key={c} className="num">{w[c]}</th>)}</tr>
            </thead>
            <tbody>
              <tr className="sum">
                <td>{w.total}</td>
                <td>{w.periods(sums.sheets)}</td>
                {COLUMNS.map((c) => <td key={c} className="num">{c === "fees" || c === "residue" ? yuan(sums[c]) : <Apart why={w.sheetsApart} />}</td>)}
              </tr>
              {nodes.map((s) => (
                <tr key={s.account + s.period}>
                  <td>{s.entity ? <EntityLink of={s.entity} /> : <span className="t3">{w.gone}</span>}</td>
                  <td className="t2">{s.period}</td>
                  {COLUMNS.map((c) => (
                    <td key={c} className={c === "residue" && s.residue ? "num case-residue" : s[c] ? "num" : "num t3"} title={c === "residue" && s.residue ? w.residueWhy : c === "opening" && s.assumed ? w.assumed : undefined}>
                      {yuan(s[c])}{c === "opening" && s.assumed && <span className="t3"> *</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {nodes.length > 0 && <div className="case-foot">{nodes.some((s) => s.assumed) && `* ${w.assumed}　`}{total > nodes.length && <>{w.shown(nodes.length, total)} {more && <button type="button" className="textbutton" onClick={more}>{w.more}</button>}</>}</div>}
    </Panel>
  );
}
