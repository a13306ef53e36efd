/** Findings and transfers by month: bars, and the same as a table. */
import { Segmented } from "antd";
import { useCallback, useState, type ReactNode } from "react";
import { useAsk } from "../../core/api";
import { count, exact, money, percent, shortMoney, yuan } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Chart, Empty, Panel, type Option } from "../../parts";
import { StatisticsMonths, StatisticsTransfers } from "./documents";
import { monthOf } from "./utils";
import { words } from "./words";

type Colour = (name: string) => string;
interface Series {
  name: string;
  colour: string; // token
  values: number[];
}

/** Bars by month; the first series' scale is the axis. */
function bars(months: string[], series: Series[], axis: (value: number) => string, tip: (i: number) => string, t: Colour): Option {
  const line = { axisLine: { lineStyle: { color: t("line-2") } }, axisTick: { show: false }, axisLabel: { color: t("text-3"), fontSize: 12 } };
  return {
    grid: { left: 8, right: 8, top: series.length > 1 ? 32 : 12, bottom: 4, containLabel: true, outerBoundsMode: "same" },
    legend: series.length > 1 ? { top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: t("text-2"), fontSize: 12 } } : { show: false },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: t("fill"), opacity: 0.5 } }, formatter: (p: { dataIndex: number }[]) => tip(p[0]?.dataIndex ?? 0) },
    xAxis: { type: "category", data: months, ...line },
    yAxis: { type: "value", ...line, axisLine: { show: false }, splitLine: { lineStyle: { color: t("line") } }, axisLabel: { color: t("text-3"), fontSize: 12, formatter: axis } },
    series: series.map((s, i) => ({ type: "bar", name: s.name, data: s.values, barMaxWidth: 22, barGap: "-100%", z: 2 + i, itemStyle: { color: t(s.colour), borderRadius: [2, 2, 0, 0] }, emphasis: { disabled: true } })),
  };
}

function Both({ title, sub, picture, table, extra }: { title: string; sub: string; picture: ReactNode; table: ReactNode; extra?: ReactNode }) {
  const w = useWords(words);
  const [as, setAs] = useState<"picture" | "table">("picture");
  return (
    <Panel
      plain
      title={title}
      sub={sub}
      acts={
        <>
          {extra}
          <Segmented size="small" value={as} onChange={setAs} options={[{ value: "picture", label: w.picture }, { value: "table", label: w.table }]} />
        </>
      }
    >
      {as === "picture" ? <div className="statistics-chart">{picture}</div> : <div className="statistics-scroll" tabIndex={0} role="region" aria-label={title}>{table}</div>}
    </Panel>
  );
}

export function Months() {
  const w = useWords(words);
  const of = useAsk(StatisticsMonths, {}, { staleTime: 300_000 });
  const rows = of.data?.findingsByMonth;
  const option = useCallback(
    (t: Colour) => {
      const all = rows ?? [];
      const tip = (i: number) => `${all[i]?.month}\n${w.found} ${all[i]?.findings}\n${w.classFound} ${all[i]?.classes}\n${w.top} ${percent(all[i]?.score ?? 0, 0)}`;
      return bars(all.map((m) => m.month), [{ name: w.found, colour: "d3", values: all.map((m) => m.findings) }, { name: w.classFound, colour: "d1", values: all.map((m) => m.classes) }], (v) => count(v), tip, t);
    },
    [rows, w],
  );
  const table = (
    <table className="tb">
      <thead><tr><th>{w.month}</th><th className="num">{w.found}</th><th className="num">{w.classFound}</th><th className="num">{w.top}</th></tr></thead>
      <tbody>
        {rows?.map((m) => (
          <tr key={m.month}><td>{m.month}</td><td className="num">{count(m.findings)}</td><td className="num">{count(m.classes)}</td><td className="num">{percent(m.score, 0)}</td></tr>
        ))}
      </tbody>
    </table>
  );
  return <Both title={w.months} sub={w.monthsSub} table={table} picture={<Answered of={of} lines={6}>{() => (rows?.length ? <Chart label={w.monthsLabel(rows.length)} height={230} of={option} /> : <Empty icon="chart" title={w.nothing} />)}</Answered>} />;
}

export function Transfers() {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const [by, setBy] = useState<"count" | "amount">("amount");
  const of = useAsk(StatisticsTransfers, {}, { staleTime: 300_000 });
  const found = of.data?.histogramByTime;
  const bins = found?.bins;
  const option = useCallback(
    (t: Colour) => {
      const all = bins ?? [];
      const tip = (i: number) => `${monthOf(all[i]?.low ?? "")}\n${w.n} ${count(all[i]?.count)}\n${exact(all[i]?.amount)}`;
      const axis = (v: number) => (by === "count" ? count(v) : shortMoney(v, lang));
      return bars(all.map((b) => monthOf(b.low)), [{ name: w.n, colour: "d2", values: all.map((b) => b[by]) }], axis, tip, t);
    },
    [bins, by, lang, w],
  );
  const table = (
    <table className="tb">
      <thead><tr><th>{w.month}</th><th className="num">{w.n}</th><th className="num">{w.amountEn}</th></tr></thead>
      <tbody>
        {bins?.map((b) => (
          <tr key={b.low}><td>{monthOf(b.low)}</td><td className="num">{count(b.count)}</td><td className="num" title={money(b.amount, lang)}>{yuan(b.amount)}</td></tr>
        ))}
      </tbody>
    </table>
  );
  const picture = (
    <Answered of={of} lines={6}>
      {() => (bins?.length ? <Chart label={w.transfersLabel(bins.length)} height={230} of={option} /> : <Empty icon="chart" title={w.nothing} />)}
    </Answered>
  );
  const turn = <Segmented size="small" value={by} onChange={setBy} options={[{ value: "amount", label: w.byAmount }, { value: "count", label: w.byCount }]} />;
  return <Both title={w.transfers} sub={found?.without ? w.without(found.without) : w.transfersSub} extra={turn} picture={picture} table={table} />;
}
