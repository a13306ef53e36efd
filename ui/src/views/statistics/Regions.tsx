/** Risk by region: tiles of provinces or of regions, the table below, and the alerts of the chosen one. */
import { Button, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { may, save, useAsk, useMe } from "../../core/api";
import { csv } from "../../core/figures/csv";
import { count, NONE, percent } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Empty, EntityLink, Icon, Loading, Panel, partWords, Risk } from "../../parts";
import { StatisticsAlerts, StatisticsRegions, type Kind } from "./documents";
import { placed } from "./places";
import { RegionMap, useGeo, type Geo } from "./RegionMap";
import { ProvinceTiles, RegionTiles } from "./Tiles";
import { byProvince, ranked, total, type Measure, type Region } from "./utils";
import { words } from "./words";

type By = "map" | "province" | "region";
const MEASURES: Measure[] = ["risky", "share", "all"];

export function Regions({ kind }: { kind: Kind }) {
  const w = useWords(words);
  const of = useAsk(StatisticsRegions, { kind }, { staleTime: 300_000 });
  const map = useGeo();
  return <Answered of={of} lines={8}>{({ riskByRegion }) => (map.isPending ? <Loading lines={8} /> : <Shown kind={kind} regions={riskByRegion} geo={map.data ?? null} wrong={map.error?.message} w={w} />)}</Answered>;
}

function Shown({ kind, regions, geo, wrong, w }: { kind: Kind; regions: readonly Region[]; geo: Geo | null; wrong?: string | undefined; w: ReturnType<typeof useWords<(typeof words)["zh"]>> }) {
  const me = useMe();
  const lang = useLang((s) => s.lang);
  const { tiles, outside } = useMemo(() => byProvince(regions), [regions]);
  const filled = tiles.filter((t) => t.entities > 0);
  const [by, setBy] = useState<By>(geo ? "map" : filled.length > 0 ? "province" : "region");
  const [measure, setMeasure] = useState<Measure>("risky");
  const named = useMemo(() => ranked(regions), [regions]);
  const [chosen, setChosen] = useState<string | undefined>(() => (filled.length > 0 ? ranked(filled) : named)[0]?.region ?? undefined);
  const onMap = useMemo(() => {
    const shapes = geo?.features.map((one) => one.properties.name) ?? [];
    return placed(shapes, filled).size >= placed(shapes, named).size && filled.length ? filled : named;
  }, [geo, filled, named]);
  const rows = by === "map" ? ranked(onMap) : by === "province" ? [...ranked(filled), ...ranked(outside)] : named;
  const label = (one: Region) => (by === "province" && lang === "en" ? (tiles.find((t) => t.region === one.region)?.tile.en ?? one.region) : one.region) ?? w.unknown;
  const unstated = regions.find((one) => !one.region)?.entities ?? 0;
  const file = () =>
    save(csv([[w.region, w.code, w.province, w[kind], w.red, w.amber, w.yellow], ...regions.map((r) => [r.region ?? w.unknown, r.code, r.province, r.entities, r.red, r.amber, r.yellow])]), `${w.regions}.csv`);
  if (named.length === 0) return <Panel title={w.regions}><Empty icon="map" title={w.noRegions}><p>{w.noRegionsMore}</p></Empty></Panel>;
  return (
    <div className="statistics-map">
      <Panel
        plain
        title={w.regions}
        sub={w.unit(w[kind])}
        acts={
          <>
            <label htmlFor="statistics-measure" className="t3 fs12">{w.measure}</label>
            <Select id="statistics-measure" size="small" value={measure} onChange={setMeasure} options={MEASURES.map((one) => ({ value: one, label: w[one] }))} popupMatchSelectWidth={false} />
            <Segmented size="small" value={by} onChange={setBy} options={[...(geo ? [{ value: "map" as const, label: w.byMap }] : []), { value: "province" as const, label: w.byProvince }, { value: "region" as const, label: w.byRegion }]} />
            {may(me, "export") && <Button size="small" icon={<Icon name="download" small />} onClick={file}>{partWords[lang].csv}</Button>}
          </>
        }
      >
        <div className="statistics-halves">
          <div className="statistics-picture">
            {by === "map" && geo ? <RegionMap geo={geo} of={onMap} by={measure} chosen={chosen} choose={setChosen} label={w.onMap(geo.features.length)} /> : by === "province" ? <ProvinceTiles of={tiles} by={measure} chosen={chosen} choose={setChosen} label={w.mapLabel(filled.length)} /> : <RegionTiles of={named} by={measure} chosen={chosen} choose={setChosen} label={w.tilesLabel(named.length)} />}
            <p className="t3 fs12">{by === "map" ? w.mapHint : w.tileHint}</p>
            {wrong && <p className="up fs12" role="alert">{wrong}</p>}
          </div>
          <div className="statistics-scroll" tabIndex={0} role="region" aria-label={w.regions}>
            <Table rows={rows} all={total(regions)} chosen={chosen} choose={setChosen} label={label} kind={kind} />
          </div>
        </div>
        <div className="statistics-foot">
          {by === "province" && outside.length > 0 && <span>{w.noProvince(total(outside).entities, outside.length)}</span>}
          {unstated > 0 && <span>{w.unstated(count(unstated))}</span>}
        </div>
      </Panel>
      <Alerts kind={kind} region={chosen} />
    </div>
  );
}

interface Rows {
  rows: readonly Region[];
  all: Region;
  chosen: string | undefined;
  choose: (region: string) => void;
  label: (of: Region) => string;
  kind: Kind;
}

function Table({ rows, all, chosen, choose, label, kind }: Rows) {
  const w = useWords(words);
  const cells = (r: Region) => (
    <>
      <td className="num">{count(r.entities)}</td>
      <td className="num">{count(r.red)}</td>
      <td className="num">{count(r.amber)}</td>
      <td className="num">{count(r.yellow)}</td>
      <td className="num t2">{r.entities ? percent((r.red + r.amber) / r.entities) : NONE}</td>
    </>
  );
  return (
    <table className="tb statistics-table">
      <thead>
        <tr><th>{w.region}</th><th className="num">{w[kind]}</th><th className="num">{w.red}</th><th className="num">{w.amber}</th><th className="num">{w.yellow}</th><th className="num">{w.share}</th></tr>
      </thead>
      <tbody>
        <tr className="sum"><td>{w.total}</td>{cells(all)}</tr>
        {rows.map((r) => (
          <tr key={r.region} aria-selected={r.region === chosen}>
            <td><button type="button" className="textbutton" onClick={() => choose(r.region!)}>{label(r)}</button></td>
            {cells(r)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Alerts({ kind, region }: { kind: Kind; region: string | undefined }) {
  const w = useWords(words);
  const of = useAsk(StatisticsAlerts, { kind, regions: [region ?? ""], first: 30 }, { enabled: region !== undefined, staleTime: 60_000 });
  return (
    <Panel plain title={region ? w.chosen(region) : w.pick} sub={of.data && region && w.shown(of.data.alerts.alerts.nodes.length, of.data.alerts.alerts.total)}>
      {region === undefined ? (
        <p className="statistics-foot statistics-plain">{w.pickMore}</p>
      ) : (
        <Answered of={of} lines={6}>
          {({ alerts: { alerts } }) =>
            alerts.total === 0 ? (
              <Empty icon="ok" title={w.noAlerts} />
            ) : (
              <ul className="statistics-alerts" tabIndex={0} aria-label={w.chosen(region)}>
                {alerts.nodes.map((a) => (
                  <li key={a.entity.id}>
                    <span className="grow ell"><EntityLink of={a.entity} /></span>
                    <Risk grade={a.grade} score={a.score} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      )}
    </Panel>
  );
}
