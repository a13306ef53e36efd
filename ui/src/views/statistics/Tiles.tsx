/** Regions as tiles: the darker, the more; each tile also says its number. */
import { count, percent } from "../../core/figures";
import { useLang } from "../../core/words";
import type { Tile } from "./provinces";
import { measured, shade, type Measure, type Region } from "./utils";

interface Props<R> {
  of: readonly R[];
  by: Measure;
  chosen: string | undefined;
  choose: (region: string) => void;
  label: string;
}
const SIDE = 62;
const GAP = 4;
const said = (of: Region, by: Measure) => (by === "share" ? percent(measured(of, by), 1) : count(measured(of, by)));
const most = (of: readonly Region[], by: Measure) => Math.max(0, ...of.map((one) => measured(one, by)));
const tone = (by: Measure) => (by === "all" ? "by-all" : "by-risk");

/** China's 34 provincial divisions, each about where it lies. */
export function ProvinceTiles({ of, by, chosen, choose, label }: Props<Region & { tile: Tile }>) {
  const lang = useLang((s) => s.lang);
  const top = most(of, by);
  const size = (n: number) => n * (SIDE + GAP) - GAP;
  return (
    <svg className="statistics-provinces" viewBox={`0 0 ${size(8)} ${size(8)}`} role="group" aria-label={label}>
      {of.map((one) => {
        const name = lang === "zh" ? one.tile.zh : one.tile.en;
        const empty = one.entities === 0;
        const act = () => choose(one.tile.zh);
        return (
          <g
            key={one.tile.code}
            className={`statistics-tile ${tone(by)} s${shade(measured(one, by), top)} ${empty ? "empty" : ""}`}
            transform={`translate(${one.tile.x * (SIDE + GAP)} ${one.tile.y * (SIDE + GAP)})`}
            {...(empty ? {} : { role: "button", tabIndex: 0, onClick: act, onKeyDown: (event: React.KeyboardEvent) => (event.key === "Enter" || event.key === " ") && act() })}
            aria-label={`${name} ${empty ? 0 : said(one, by)}`}
            aria-pressed={empty ? undefined : chosen === one.tile.zh}
          >
            <rect width={SIDE} height={SIDE} rx="4" />
            <text x={SIDE / 2} y={empty ? 36 : 27} textAnchor="middle">{lang === "zh" ? one.tile.zh : one.tile.short}</text>
            {!empty && <text className="n" x={SIDE / 2} y="46" textAnchor="middle">{said(one, by)}</text>}
          </g>
        );
      })}
    </svg>
  );
}

/** Any regions, the riskiest first. */
export function RegionTiles({ of, by, chosen, choose, label }: Props<Region>) {
  const top = most(of, by);
  return (
    <div className="statistics-tiles" role="group" aria-label={label}>
      {of.map((one) => (
        <button key={one.region} type="button" className={`statistics-tile ${tone(by)} s${shade(measured(one, by), top)}`} aria-pressed={chosen === one.region} onClick={() => choose(one.region!)}>
          <span className="ell">{one.region}</span>
          <b>{said(one, by)}</b>
        </button>
      ))}
    </div>
  );
}
