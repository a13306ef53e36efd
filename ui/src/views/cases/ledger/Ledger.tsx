/** The figures of the last frozen version: ways of counting side by side, participants' ledger, sheets, layers, core members. */
import { Button } from "antd";
import { useState } from "react";
import { useAsk } from "../../../core/api";
import { count, minute, percent, yuan } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Answered, Empty, EntityLink, Icon, Money, Panel } from "../../../parts";
import type { File } from "../types";
import { CaseFigures, type Made } from "./documents";
import { Apart } from "./Apart";
import { Counting } from "./Counting";
import { Sheets } from "./Sheets";
import type { Way } from "./sides";
import { words } from "./words";

const PAGE = 50;
const MOST = 500;
const COLUMNS = ["paidIn", "principal", "interest", "reinvested", "commission", "refund", "unexplained", "absorbed", "unpaid"] as const;

export function Ledger({ of, way, setWay, freeze }: { of: File; way: Way; setWay: (way: Way) => void; freeze: () => void }) {
  const w = useWords(words);
  const [size, setSize] = useState(PAGE);
  const asked = useAsk(CaseFigures, { id: of.id, ...way, first: size }, { placeholderData: (before) => before });
  const more = size < MOST ? () => setSize(Math.min(MOST, size * 2)) : undefined;
  return (
    <Answered of={asked} lines={12}>
      {({ case: { figures } }) =>
        figures ? (
          <>
            <Counting made={figures} way={way} choose={setWay} busy={asked.isPlaceholderData} />
            <Parties made={figures} more={more} />
            <div className="case-half">
              <Layers made={figures} />
              <Core made={figures} />
            </div>
            <Sheets made={figures} more={more} />
          </>
        ) : (
          <Panel plain title={w.ledger}>
            <Empty icon="freeze" title={w.notFrozen}>
              <p>{w.notFrozenMore}</p>
              <Button onClick={freeze}>{w.toFreeze}</Button>
            </Empty>
          </Panel>
        )
      }
    </Answered>
  );
}

function Parties({ made, more }: { made: Made; more: (() => void) | undefined }) {
  const w = useWords(words);
  const { nodes, total } = made.ledger;
  return (
    <Panel plain title={w.ledger} sub={`${w.people(made.totals.participants)} · ${w.of(made.version, minute(made.frozenAt))}`} acts={<span className="t3 fs12">{w.yuan}</span>}>
      {nodes.length === 0 ? (
        <p className="case-none">{w.none}</p>
      ) : (
        <div className="case-scroll" tabIndex={0} role="region" aria-label={w.ledger}>
          <table className="tb">
            <thead>
              <tr>
                <th>{w.party}</th>
                {COLUMNS.map((c) => <th key={c} className="num">{w[c]}</th>)}
                <th className="num">{w.transfers}</th>
              </tr>
            </thead>
            <tbody>
              <tr className="sum">
                <td>{w.total}</td>
                {COLUMNS.map((c) => <td key={c} className="num">{yuan(made.totals[c])}</td>)}
                <td className="num">{count(made.totals.transfers)}</td>
              </tr>
              {nodes.map((row) => (
                <tr key={row.id}>
                  <td>{row.entity ? <EntityLink of={row.entity} /> : <span className="t3">{w.gone}</span>}</td>
                  {COLUMNS.map((c) => <td key={c} className={row[c] ? "num" : "num t3"}>{yuan(row[c])}</td>)}
                  <td className="num t2">{count(row.transfers)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > nodes.length && <div className="case-foot">{w.shown(nodes.length, total)} {more && <button type="button" className="textbutton" onClick={more}>{w.more}</button>}</div>}
    </Panel>
  );
}

function Layers({ made }: { made: Made }) {
  const w = useWords(words);
  const sum = (of: "accounts" | "returned" | "resting") => made.layers.reduce((all, l) => all + l[of], 0);
  const name = (layer: number) => (layer < 0 ? w.layerOut : layer === 0 ? w.layerZero : w.layerNo(layer));
  return (
    <Panel plain title={w.layers}>
      {made.layers.length === 0 ? (
        <p className="case-none">{w.none}</p>
      ) : (
        <div className="case-scroll" tabIndex={0} role="region" aria-label={w.layers}>
          <table className="tb">
            <thead>
              <tr><th>{w.layer}</th><th className="num">{w.accounts}</th><th className="num">{w.received}</th><th className="num">{w.passed}</th><th className="num">{w.returned}</th><th className="num">{w.resting}</th></tr>
            </thead>
            <tbody>
              <tr className="sum">
                <td>{w.total}</td>
                <td className="num">{count(sum("accounts"))}</td>
                {[0, 1].map((i) => <td key={i} className="num"><Apart why={w.layersApart} /></td>)}
                <td className="num"><Money fen={sum("returned")} /></td>
                <td className="num"><Money fen={sum("resting")} /></td>
              </tr>
              {made.layers.map((l) => (
                <tr key={l.layer}>
                  <td>{name(l.layer)}</td>
                  <td className="num">{count(l.accounts)}</td>
                  {[l.received, l.passed, l.returned, l.resting].map((fen, i) => <td key={i} className={fen ? "num" : "num t3"}><Money fen={fen} /></td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Core({ made }: { made: Made }) {
  const w = useWords(words);
  return (
    <Panel plain title={w.core} sub={w.coreHint}>
      {made.core.nodes.length === 0 ? (
        <p className="case-none">{w.noCore}</p>
      ) : (
        <ul className="case-core">
          {made.core.nodes.map((m) => (
            <li key={m.account} className="case-line">
              <Icon name="user" small />
              <div className="grow">
                <div className="row case-core-who">
                  {m.ownerEntity && <EntityLink of={m.ownerEntity} />}
                  {m.entity && <EntityLink of={m.entity} />}
                  {!m.entity && !m.ownerEntity && <span className="t3">{w.gone}</span>}
                  {m.role && <span className="tag gold">{m.role}</span>}
                </div>
                <div className="t3 fs12">{w.between(percent(m.betweenness))} · {w.degree(count(m.degree))} · {w.cutOff(count(m.cutOff))} · {w.handled} <Money fen={m.handled} /></div>
              </div>
              <b>{percent(m.score, 0)}</b>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
