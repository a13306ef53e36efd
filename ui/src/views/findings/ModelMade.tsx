/** A model's finding: whether its score can be relied on, which links and features moved it, and which model said so. */
import { count, day, minute, money, percent } from "../../core/figures";
import { useAsk } from "../../core/api";
import { useLang, useWords } from "../../core/words";
import { EntityLink, Icon, type Named } from "../../parts";
import { Captions, type Told } from "./asks";
import type { Facts } from "./facts";
import { modelFacts, points, spots, telling, type ModelFacts, type Moved, type Why } from "./modelfacts";
import { modelWords } from "./modelwords";

const APART = 0.05; // from how far on the part is not the whole, as the server says it

export function Model({ of }: { of: Told }) {
  const lang = useLang((s) => s.lang);
  const told = modelFacts(of.facts as Facts, lang);
  return (
    <>
      <Beware of={told} />
      {told.why ? <Reasons of={told.why} finding={of} /> : <Unexplained command={`jinying gnn explain ${told.model} ${told.asked ?? of.subjects[0]?.id ?? ""}`} />}
      <About of={told} />
    </>
  );
}

/** What makes the score worth less, before all else. */
function Beware({ of }: { of: ModelFacts }) {
  const w = useWords(modelWords);
  const why = of.why;
  const said = [
    of.taught && w.taught(w.phase(of.taught.phase), of.taught.class === "1" ? w.positive : of.taught.class === "0" ? w.negative : of.taught.class, of.taught.phase === "train"),
    of.drift && of.drift.state !== "stable" && `${w.drift}${of.drift.said}`,
    why && why.links.length > 0 && !why.faithful && w.unfaithful,
    why && Math.abs(why.gap) > APART && w.apart(points(why.gap)),
  ].filter(Boolean) as string[];
  if (said.length === 0) return null;
  return (
    <section className="exp-part">
      {said.map((one) => (
        <p key={one} className="note warn exp-beware">
          <Icon name="alert" small />
          <span>{one}</span>
        </p>
      ))}
    </section>
  );
}

function Unexplained({ command }: { command: string }) {
  const w = useWords(modelWords);
  return (
    <section className="exp-part">
      <h3>{w.reasons}</h3>
      <p className="t3">{w.unexplained}</p>
      <p className="hash exp-command">{command}</p>
    </section>
  );
}

function Reasons({ of, finding }: { of: Why; finding: Told }) {
  const w = useWords(modelWords);
  const roots = finding.subjects.map((one) => one.id);
  const links = telling(of.links);
  const ids = [...new Set(links.flatMap((one) => [one.from, one.to]))];
  const { data } = useAsk(Captions, { ids }, { enabled: ids.length > 0 });
  const known = new Map<string, Named>(finding.subjects.flatMap((one) => (one.entity ? [[one.id, one.entity] as const] : [])));
  for (const one of data?.entitiesById ?? []) known.set(one.id, one);
  const traits = telling(of.traits);
  return (
    <>
      <section className="exp-part">
        <h3>
          {w.links} <span className="t3 fs12">{w.lead}</span>
        </h3>
        {links.length === 0 ? (
          <p className="t3">{w.noLinks}</p>
        ) : (
          <>
            <p className="t3 fs12">{w.change}</p>
            <Drawn roots={roots} links={links} known={known} />
            {links.map((one, i) => (
              <LinkLine key={`${one.relation}-${one.from}-${one.to}`} place={i + 1} of={one} known={known} />
            ))}
          </>
        )}
        {of.untried > 0 && <p className="t3 fs12 exp-gap">{w.untried(count(of.untried))}</p>}
      </section>
      <section className="exp-part">
        <h3>{w.traits}</h3>
        {traits.length === 0 ? <p className="t3">{w.noTraits}</p> : <Traits of={traits} known={known} several={new Set(traits.map((one) => one.of)).size > 1} />}
      </section>
      {of.steps.length > 0 && <Tested of={of} />}
    </>
  );
}

const name = (known: Map<string, Named>, id: string) => known.get(id)?.caption ?? "—";

function LinkLine({ place, of, known }: { place: number; of: Moved; known: Map<string, Named> }) {
  const w = useWords(modelWords);
  const lang = useLang((s) => s.lang);
  const [from, to] = [known.get(of.from), known.get(of.to)];
  const when = of.first !== null && of.last !== null ? [day(of.first * 1000), day(of.last * 1000)] : null;
  return (
    <div className="exp-moved">
      <span className="t3 num">{place}</span>
      <span className="row exp-way">
        {from ? <EntityLink of={from} size={16} /> : "—"}
        <span className="t3">{DIRECTED.has(of.relation) ? "→" : "–"}</span>
        {to ? <EntityLink of={to} size={16} /> : "—"}
      </span>
      <b className="num nw">{points(of.change)}</b>
      <span className="t3 fs12 exp-how">
        {of.label}
        {of.n > 1 && ` ${w.times(count(of.n))}`}
        {of.sum !== null && ` · ${money(Math.round(of.sum * 100), lang)}`}
        {when && ` · ${when[0] === when[1] ? when[0] : `${when[0]} – ${when[1]}`}`}
        {of.hop > 1 && ` · ${w.second}`}
      </span>
    </div>
  );
}

function Traits({ of, known, several }: { of: Why["traits"]; known: Map<string, Named>; several: boolean }) {
  const w = useWords(modelWords);
  return (
    <table className="tb exp-traits">
      <thead>
        <tr>
          <th>{w.trait}</th>
          <th className="num">{w.value}</th>
          <th className="num">{w.usual}</th>
          <th className="num">{w.points}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => (
          <tr key={`${one.of}-${one.label}`}>
            <td>
              {one.label}
              {several && known.has(one.of) && <span className="t3 fs12"> {name(known, one.of)}</span>}
            </td>
            <td className="num">{one.reads}</td>
            <td className="num t3">{one.usual}</td>
            <td className="num">
              <b>{points(one.change)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Deletion and insertion beside the same by lot. */
function Tested({ of }: { of: Why }) {
  const w = useWords(modelWords);
  return (
    <section className="exp-part">
      <h3>
        {w.tested} <span className={of.faithful ? "tag line" : "tag line t3"}>{of.faithful ? w.held : w.notHeld}</span>
      </h3>
      <p className="t3 fs12">{w.testedMore}</p>
      <table className="tb">
        <thead>
          <tr>
            <th>{w.first}</th>
            <th className="num">{w.without}</th>
            <th className="num">{w.byLot}</th>
            <th className="num">{w.alone}</th>
            <th className="num">{w.byLot}</th>
          </tr>
        </thead>
        <tbody>
          {of.steps.map((one) => (
            <tr key={one.k}>
              <td>{w.pairs(one.k)}</td>
              <td className="num">{points(-one.fall)}</td>
              <td className="num t3">{points(-one.fallByLot)}</td>
              <td className="num">{points(one.regain)}</td>
              <td className="num t3">{points(one.regainByLot)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function About({ of }: { of: ModelFacts }) {
  const w = useWords(modelWords);
  const rows: [string, string | null][] = [
    [w.model, of.model],
    [w.version, of.version],
    [w.made, of.made && minute(of.made)],
    [w.rank, w.rankOf(count(of.rank), count(of.of))],
    [w.probability, of.probability >= 0.995 ? w.sure : percent(of.probability)],
    [w.calibration, of.calibration && `${w.way(of.calibration)}${of.error === null ? "" : w.error(percent(of.error))}`],
    [w.raw, w.rawOf(of.score.toFixed(3), of.threshold.toFixed(3))],
    [w.capacity, count(of.capacity)],
    [w.drift.replace(/[：:]\s*$/, ""), of.drift?.said ?? null],
    [w.verdict, of.verdict],
    [w.snapshot, of.snapshot && of.snapshot.slice(0, 12)],
  ];
  return (
    <section className="exp-part">
      <h3>{w.about}</h3>
      <dl className="facts exp-about">
        {rows.filter(([, value]) => value !== null).map(([label, value]) => [<dt key={label}>{label}</dt>, <dd key={`${label}-d`} title={label === w.snapshot ? (of.snapshot ?? undefined) : undefined}>{value}</dd>])}
      </dl>
    </section>
  );
}

const [WIDE, HIGH] = [388, 208];
const DIRECTED = new Set(["TRANSFER", "WITHDRAW", "FIRM"]); // other ties of accounts go no way

/** The links as a picture: the subjects in the middle, the thicker a line the more it moved the score. The lines below say the same. */
function Drawn({ roots, links, known }: { roots: readonly string[]; links: readonly Moved[]; known: Map<string, Named> }) {
  const w = useWords(modelWords);
  const made = spots(roots, links);
  const at = new Map(made.map((one) => [one.id, one]));
  const most = Math.max(...links.map((one) => Math.abs(one.change)));
  return (
    <svg className="exp-graph" viewBox={`${-WIDE / 2} ${-HIGH / 2} ${WIDE} ${HIGH}`} role="img" aria-label={w.drawn(links.length)}>
      <defs>
        <marker id="exp-arrow" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
          <path d="M0 0 8 4 0 8Z" />
        </marker>
      </defs>
      {links.map((one) => {
        const [a, b] = [at.get(one.from)!, at.get(one.to)!];
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const far = Math.hypot(dx, dy) || 1;
        const short = (far - (b.root ? 16 : 13)) / far; // room for the arrow before the circle
        const strong = Math.abs(one.change) / most;
        return <line key={`${one.relation}-${one.from}-${one.to}`} x1={a.x} y1={a.y} x2={a.x + dx * short} y2={a.y + dy * short} strokeWidth={1 + 4 * strong} markerEnd={DIRECTED.has(one.relation) ? "url(#exp-arrow)" : undefined} />;
      })}
      {made.map((one) => (
        <g key={one.id} className={one.root ? "root" : undefined}>
          <circle cx={one.x} cy={one.y} r={one.root ? 8 : 5} />
          <text x={one.x} y={one.y + (one.y < 0 ? -11 : one.root ? 22 : 18)}>
            {name(known, one.id)}
          </text>
        </g>
      ))}
    </svg>
  );
}
