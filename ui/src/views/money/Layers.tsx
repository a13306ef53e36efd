/** Layers of a group's money from participants to where it rests: a picture of flows, and the table behind it. */
import { Segmented } from "antd";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { ask, useAsk } from "../../core/api";
import { shortMoney } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Empty, Export, Failure, Loading, Panel } from "../../parts";
import { MoneyLayer, MoneyLayers } from "./documents";
import { useFlows } from "./flows";
import { LayerTable } from "./LayerTable";
import { Sankey } from "./Sankey";
import { layered } from "./Totals";
import type { About, Counting } from "./types";
import { picture, type Placed } from "./utils";
import { words } from "./words";

const DEEP = 5; // layers that are drawn
const EACH = 6; // accounts of a layer that are drawn
interface Total {
  layer: number;
  accounts: number;
  received: number;
  passed: number;
  resting: number;
}

export function Layers({ about, counting }: { about: About; counting: Counting }) {
  const w = useWords(words);
  const [as, setAs] = useState<"picture" | "table">("picture");
  const of = useAsk(MoneyLayers, layered(about, counting), { staleTime: 300_000, placeholderData: (before) => before });
  return (
    <Panel
      plain
      title={w.layers}
      sub={of.data && <span title={w.snapshotHint}>{w.accounts(of.data.layers.accounts.total)} · {w.snapshot(of.data.layers.snapshot.slice(0, 8))}</span>}
      acts={
        <>
          <Export of={MoneyLayer} variables={{ ...layered(about, counting), first: 200 }} name={w.layers} />
          <Segmented size="small" value={as} onChange={setAs} options={[{ value: "picture", label: w.picture }, { value: "table", label: w.table }]} />
        </>
      }
    >
      <Answered of={of} lines={7}>
        {({ layers }) =>
          layers.totals.length === 0 ? (
            <Empty icon="layers" title={w.noLines}><p>{w.noLinesMore}</p></Empty>
          ) : as === "picture" ? (
            <Picture about={about} counting={counting} totals={layers.totals} />
          ) : (
            <LayerTable about={about} counting={counting} totals={layers.totals} />
          )
        }
      </Answered>
    </Panel>
  );
}

/** The largest accounts of each drawn layer. */
function useLargest(about: About, counting: Counting, layers: readonly number[]): Placed[] | undefined {
  const lang = useLang((s) => s.lang);
  const asked = layered(about, counting);
  return useQueries({
    queries: layers.map((layer) => ({ queryKey: ["money-layer", layer, asked, lang], staleTime: 300_000, queryFn: ({ signal }: { signal: AbortSignal }) => ask(MoneyLayer, { ...asked, layer, first: EACH }, signal) })),
    combine: (all) => (all.every((one) => one.data) ? all.flatMap((one) => one.data!.layers.accounts.nodes) : undefined),
  });
}

function Picture({ about, counting, totals }: { about: About; counting: Counting; totals: readonly Total[] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const shown = totals.filter((t) => t.layer <= DEEP);
  const placed = useLargest(about, counting, shown.map((t) => t.layer).filter((n) => n > 0));
  const ids = placed?.map((p) => p.account.id) ?? [];
  const flows = useFlows(ids, counting);
  if (flows.error) return <Failure error={flows.error} />;
  if (!placed || (ids.length > 0 && !flows.data)) return <Loading lines={7} />;
  const made = picture(placed, flows.data?.lines ?? []);
  if (made.lines.length === 0) return <Empty icon="layers" title={w.noLines}><p>{w.noLinesMore}</p></Empty>;
  const last = Math.max(...made.nodes.map((n) => n.layer));
  const heads = shown.filter((t) => t.layer <= last);
  const drawnIn = (layer: number) => made.nodes.filter((n) => n.layer === layer).length;
  return (
    <>
      <div className="money-heads-wide">
        {heads.map((t) => (
          <div key={t.layer} style={{ left: `${(t.layer / Math.max(last, 1)) * 100}%` }}>
            <b>{w.layer(t.layer)} {w.layerName(t.layer)}</b>
            <span>{t.layer === 0 || drawnIn(t.layer) >= t.accounts ? w.accounts(t.accounts) : w.drawnOf(drawnIn(t.layer), t.accounts)}</span>
            <span>{t.layer === 0 ? `${w.returned} ${shortMoney(t.received, lang)}` : `${w.received} ${shortMoney(t.received, lang)}`}</span>
          </div>
        ))}
      </div>
      <div className="money-sankey">
        <Sankey of={made} last={last} label={w.layersLabel(made.lines.length)} />
      </div>
      <div className="money-foot">
        <span>{w.lineNote}</span>
        {made.against.count > 0 && <span>{w.against(made.against.count, shortMoney(made.against.fen, lang))}</span>}
        {totals.some((t) => t.layer > last) && <span>{w.deeper(last)}</span>}
        {flows.data?.cut && <span className="money-amber">{w.truncated}</span>}
      </div>
    </>
  );
}
