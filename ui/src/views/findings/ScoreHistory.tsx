/** How a finding's score went from run to run: drawn in steps between the limits of the grades, and told in rows. */
import type { FindingsOneQuery } from "../../core/api/gql/graphql";
import { count, hundred, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Change, gradeOf, GradeMark } from "../../parts";
import { steps } from "./scores";
import { words } from "./words";

export type Scored = FindingsOneQuery["scoreHistory"];

export function ScoreHistory({ of }: { of: Scored }) {
  const w = useWords(words);
  const [first, last] = [of[0], of.at(-1)];
  if (!first || !last) return null;
  return (
    <section className="exp-part">
      <h3>{w.scores}</h3>
      {of.length > 1 ? <Plot of={of} label={w.scoresPlot(of.length - 1, hundred(first.score), hundred(last.score))} /> : <p className="t3 fs12">{w.scoresNone}</p>}
      <table className="tb">
        <tbody>
          {of.map((one, i) => (
            <tr key={one.at}>
              <td>{minute(one.at)}</td>
              <td className="t3">{w.scoreSeq(count(one.seq))}</td>
              <td className="num">{i ? <Change by={hundred(one.score) - hundred(of[i - 1]!.score)} /> : <span className="t3">{w.scoreFirst}</span>}</td>
              <td className="num b"><GradeMark grade={gradeOf(one.score)} size={10} /> {hundred(one.score)}</td>
            </tr>
          )).reverse()}
        </tbody>
      </table>
    </section>
  );
}

const LIMITS = [80, 60, 40];

function Plot({ of, label }: { of: Scored; label: string }) {
  return (
    <svg className="find-scoreplot" viewBox="0 0 320 72" preserveAspectRatio="none" role="img" aria-label={label}>
      {LIMITS.map((limit) => <line key={limit} x1="0" x2="320" y1={70 - limit * 0.68} y2={70 - limit * 0.68} />)}
      <polyline points={steps(of.map((one) => one.score), 320, 70, 0.68)} />
    </svg>
  );
}
