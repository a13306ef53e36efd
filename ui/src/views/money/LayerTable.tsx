/** The accounts of each layer with the figures behind their place. */
import { Select } from "antd";
import { useState } from "react";
import { useAsk } from "../../core/api";
import { NONE, percent, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, EntityLink } from "../../parts";
import { MoneyLayer } from "./documents";
import { layered } from "./Totals";
import type { About, Counting } from "./types";
import { words } from "./words";

const PAGE = 100;
interface Total {
  layer: number;
  accounts: number;
  received: number;
  passed: number;
  resting: number;
}

export function LayerTable({ about, counting, totals }: { about: About; counting: Counting; totals: readonly Total[] }) {
  const w = useWords(words);
  const [layer, setLayer] = useState<number | null>(totals.find((t) => t.layer > 0)?.layer ?? null);
  const [size, setSize] = useState(PAGE);
  const of = useAsk(MoneyLayer, { ...layered(about, counting), layer, first: size }, { staleTime: 300_000, placeholderData: (before) => before });
  const sum = (name: "accounts" | "received" | "passed" | "resting") => totals.filter((t) => layer === null || t.layer === layer).reduce((all, t) => all + t[name], 0);
  return (
    <>
      <div className="money-acts money-first">
        <label htmlFor="money-layer" className="t2">{w.byLayer}</label>
        <Select
          id="money-layer"
          size="small"
          value={layer ?? -1}
          onChange={(n) => setLayer(n < 0 ? null : n)}
          options={[{ value: -1, label: w.allLayers }, ...totals.map((t) => ({ value: t.layer, label: `${w.layer(t.layer)} ${w.layerName(t.layer)} · ${w.accounts(t.accounts)}` }))]}
          popupMatchSelectWidth={false}
        />
        <span className="grow" />
        <span className="t3 fs12">{w.unitEn}</span>
      </div>
      <Answered of={of} lines={6}>
        {({ layers: { accounts } }) => (
          <>
            <div className="money-scroll" tabIndex={0} role="region" aria-label={w.layers}>
              <table className="tb money-ledger">
                <thead>
                  <tr>
                    <th>{w.account}</th>
                    <th>{w.owner}</th>
                    <th>{w.role}</th>
                    <th className="num">{w.received}</th>
                    <th className="num">{w.passed}</th>
                    <th className="num">{w.returned}</th>
                    <th className="num">{w.resting}</th>
                    <th className="num">{w.held}</th>
                  </tr>
                </thead>
                <tbody>
                  <tr className="sum">
                    <td colSpan={3}>{w.total(w.accounts(sum("accounts")))}</td>
                    <td className="num">{yuan(sum("received"))}</td>
                    <td className="num">{yuan(sum("passed"))}</td>
                    <td className="num">{NONE}</td>
                    <td className="num">{yuan(sum("resting"))}</td>
                    <td />
                  </tr>
                  {accounts.nodes.map((p) => (
                    <tr key={p.account.id}>
                      <td><span className="t3">{w.layer(p.layer)}</span> <EntityLink of={p.account} /></td>
                      <td className="who">{p.owner ? <EntityLink of={p.owner} size={14} /> : NONE}</td>
                      <td className="t2" title={`${w.confidence} ${percent(p.confidence, 0)}`}>{p.role}</td>
                      <td className="num">{yuan(p.received)}</td>
                      <td className="num">{yuan(p.passed)}</td>
                      <td className="num">{yuan(p.returned)}</td>
                      <td className="num b">{yuan(p.resting)}</td>
                      <td className="num t2">{p.heldSeconds == null ? NONE : w.heldDays((p.heldSeconds / 86_400).toFixed(1))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div className="money-foot">
              {w.shown(accounts.nodes.length, accounts.total)}
              {accounts.pageInfo.hasNextPage && size < 500 && <button type="button" className="textbutton" onClick={() => setSize(size + PAGE)}>{w.loadMore}</button>}
            </div>
          </>
        )}
      </Answered>
    </>
  );
}
