/** What made the score: each fact as a line, what weakens it apart, and what was looked for in vain. */
import { hundred } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { EntityLink } from "../../parts";
import type { Told } from "./asks";
import { MEASURES } from "./factwords";
import { absent, lines, ranking, read, type Facts, type Line } from "./facts";
import { Model } from "./ModelMade";
import { isModel } from "./modelfacts";
import { Subjects } from "./Subjects";
import { words } from "./words";

const LIMITS = [40, 60, 80];

export function Composition({ of }: { of: Told }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const facts = of.facts as Facts;
  const all = isModel(of.detector.name) ? [] : lines(of.detector.name, facts, lang);
  const weak = all.filter((one) => one.weakens);
  const none = isModel(of.detector.name) ? [] : absent(of.detector.name, facts, lang);
  const score = hundred(of.score);
  return (
    <>
      <section className="exp-part">
        <h3>
          {w.score}
          <b style={{ fontSize: 24, lineHeight: "28px" }}>{score}</b>
          <span className="t3 fs12">{w.scoreWhy}</span>
        </h3>
        <div className="exp-score" role="img" aria-label={`${w.score} ${score}；${w.scoreLimits}`}>
          <i style={{ width: `${score}%` }} />
          {LIMITS.map((at) => (
            <span key={at} style={{ left: `${at}%` }}>
              <em>{at}</em>
            </span>
          ))}
        </div>
      </section>
      {isModel(of.detector.name) ? <Model of={of} /> : (
        <section className="exp-part">
          <h3>{w.basis}</h3>
          {all.filter((one) => !one.weakens).map((one) => (
            <FactLine key={one.name} of={one} />
          ))}
        </section>
      )}
      {(weak.length > 0 || none.length > 0) && (
        <section className="exp-part">
          <h3>{w.weakening}</h3>
          {weak.map((one) => (
            <FactLine key={one.name} of={one} />
          ))}
          {none.length > 0 && (
            <p className="t3 fs12">{w.absent(none)}</p>
          )}
        </section>
      )}
      <Core of={of} />
      <Subjects of={of} />
    </>
  );
}

function FactLine({ of }: { of: Line }) {
  const lang = useLang((s) => s.lang);
  return (
    <div className={of.weakens ? "exp-line weak" : "exp-line"}>
      <span className="t2">{of.label}</span>
      <span className="v">{read(of.as, of.value, lang)}</span>
      {of.share !== null && (
        <div className="bar">
          <i style={{ width: `${of.share * 100}%` }} />
        </div>
      )}
    </div>
  );
}

const MONEY = new Set(["kept", "paid"]);

/** Core members as they were ranked, measure by measure. */
function Core({ of }: { of: Told }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const ranked = ranking(of.facts as Facts);
  if (ranked.length === 0) return null;
  const names = Object.keys(ranked[0]!.measures);
  const known = new Map(of.subjects.map((one) => [one.id, one.entity]));
  return (
    <section className="exp-part" style={{ overflowX: "auto" }}>
      <h3>{w.measures}</h3>
      <table className="tb">
        <thead>
          <tr>
            <th>{w.member}</th>
            {names.map((name) => (
              <th key={name} className="num">
                {MEASURES[name]?.[lang === "zh" ? 0 : 1] ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ranked.map((one) => {
            const entity = known.get(one.id);
            return (
              <tr key={one.id}>
                <td>{entity ? <EntityLink of={entity} size={16} /> : "—"}</td>
                {names.map((name) => (
                  <td key={name} className="num">
                    {read(MONEY.has(name) ? "money" : "count", one.measures[name], lang)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
