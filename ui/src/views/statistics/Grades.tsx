/** How many of each grade, and of each of the seven classes: bars of their own, the number beside each. */
import { useAsk } from "../../core/api";
import { count, percent } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Panel, Risk, useClassName } from "../../parts";
import { StatisticsClasses, StatisticsRegions, type Kind } from "./documents";
import { total } from "./utils";
import { words } from "./words";

const GRADES = ["RED", "AMBER", "YELLOW"] as const;

export function Grades({ kind }: { kind: Kind }) {
  const w = useWords(words);
  const of = useAsk(StatisticsRegions, { kind }, { staleTime: 300_000 });
  return (
    <Panel plain title={w.grades} sub={`${w[kind]} · ${w.gradesSub}`}>
      <Answered of={of} lines={4}>
        {({ riskByRegion }) => {
          const all = total(riskByRegion);
          const n = { RED: all.red, AMBER: all.amber, YELLOW: all.yellow };
          const most = Math.max(1, ...Object.values(n));
          return (
            <table className="tb statistics-bars">
              <thead><tr><th>{w.grades}</th><th className="num">{w.count}</th><th className="num">{w.shareOf}</th><th aria-hidden="true" /></tr></thead>
              <tbody>
                {GRADES.map((grade) => (
                  <tr key={grade}>
                    <td><Risk grade={grade} /></td>
                    <td className="num">{count(n[grade])}</td>
                    <td className="num t2">{all.entities ? percent(n[grade] / all.entities, 2) : "—"}</td>
                    <td className="bars"><div className={`bar ${grade.toLowerCase()}`}><i style={{ width: `${(n[grade] / most) * 100}%` }} /></div></td>
                  </tr>
                ))}
                <tr>
                  <td><Risk grade="NONE" rest /></td>
                  <td className="num">{count(all.entities - all.red - all.amber - all.yellow)}</td>
                  <td className="num t2">{all.entities ? percent((all.entities - all.red - all.amber - all.yellow) / all.entities, 2) : "—"}</td>
                  <td className="bars" />
                </tr>
              </tbody>
            </table>
          );
        }}
      </Answered>
    </Panel>
  );
}

export function Classes({ kind }: { kind: Kind }) {
  const w = useWords(words);
  const named = useClassName();
  const of = useAsk(StatisticsClasses, { kind }, { staleTime: 300_000 });
  return (
    <Panel plain title={w.classes} sub={`${w[kind]} · ${w.classesSub}`}>
      <Answered of={of} lines={7}>
        {({ riskByClass }) => {
          const most = Math.max(1, ...riskByClass.map((c) => c.entities));
          return (
            <table className="tb statistics-bars">
              <thead><tr><th>{w.class}</th><th className="num">{w.count}</th><th className="num">{w.red}</th><th className="num">{w.amber}</th><th className="num">{w.yellow}</th><th aria-hidden="true" /></tr></thead>
              <tbody>
                {riskByClass.map((c) => (
                  <tr key={c.suspected}>
                    <td>{named(c.suspected)}</td>
                    <td className="num b">{count(c.entities)}</td>
                    <td className="num">{count(c.red)}</td>
                    <td className="num">{count(c.amber)}</td>
                    <td className="num">{count(c.yellow)}</td>
                    <td className="bars"><div className="bar"><i style={{ width: `${(c.entities / most) * 100}%` }} /></div></td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
    </Panel>
  );
}
