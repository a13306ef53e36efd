/** How decisions fall over the scores of a pattern: whether a high score was more often true. The table holds the figures. */
import { useAsk } from "../../core/api";
import { count, percent } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Icon } from "../../parts";
import { Scores, type Told } from "./asks";
import { bins, precision, type Bin } from "./bins";
import { words } from "./words";

const ENOUGH = 10; // decided findings below which nothing is concluded
const [WIDE, HIGH, FOOT] = [360, 120, 16];
const PARTS = [["confirmed", "amber"], ["dismissed", "d4"], ["left", "line-2"]] as const;

export function Backtest({ of }: { of: Told }) {
  const w = useWords(words);
  const asked = useAsk(Scores, { detector: of.detector.name });
  return (
    <Answered of={asked}>
      {({ findings }) => {
        const made = bins(findings.nodes);
        const done = made.reduce((sum, bin) => sum + bin.confirmed + bin.dismissed, 0);
        const share = precision(made);
        return (
          <section className="exp-part">
            <h3>
              {w.testTitle(of.detector.label)} <span className="t3 fs12">{w.tested(count(done), count(findings.total))}</span>
            </h3>
            {done < ENOUGH ? (
              <div className="note gold" style={{ marginBottom: 8 }}>
                <Icon name="alert" small />
                <span>{w.tooFew(ENOUGH)}</span>
              </div>
            ) : (
              share !== null && <p className="b">{w.precision(percent(share))}</p>
            )}
            <Bars of={made} here={of.score} />
            <Legend />
            <Figures of={made} />
            <p className="t3 fs12" style={{ paddingTop: 6 }}>
              {w.testMore}
            </p>
          </section>
        );
      }}
    </Answered>
  );
}

function Bars({ of, here }: { of: Bin[]; here: number }) {
  const most = Math.max(1, ...of.map((bin) => bin.confirmed + bin.dismissed + bin.left));
  const step = WIDE / of.length;
  const x = Math.min(WIDE - 1, here * WIDE);
  return (
    <svg className="exp-test" viewBox={`0 0 ${WIDE} ${HIGH + FOOT}`} aria-hidden="true">
      {of.map((bin, i) => {
        let y = HIGH;
        return (
          <g key={bin.from}>
            {PARTS.map(([part, colour]) => {
              const high = (bin[part] / most) * (HIGH - 8);
              y -= high;
              return high > 0 && <rect key={part} x={i * step + 2} y={y} width={step - 4} height={high} fill={`var(--${colour})`} />;
            })}
            <text x={i * step} y={HIGH + 12}>
              {bin.from}
            </text>
          </g>
        );
      })}
      <line x1="0" x2={WIDE} y1={HIGH} y2={HIGH} stroke="var(--line-strong)" />
      <line x1={x} x2={x} y1="0" y2={HIGH} stroke="var(--accent)" strokeDasharray="3 3" />
    </svg>
  );
}

function Legend() {
  const w = useWords(words);
  const name = { confirmed: w.confirmed, dismissed: w.dismissed, left: w.notDecided };
  return (
    <div className="row fs12 t2" style={{ gap: 14, padding: "4px 0 8px" }}>
      {PARTS.map(([part, colour]) => (
        <span key={part} className="row" style={{ gap: 5 }}>
          <i style={{ width: 10, height: 10, background: `var(--${colour})` }} />
          {name[part]}
        </span>
      ))}
    </div>
  );
}

function Figures({ of }: { of: Bin[] }) {
  const w = useWords(words);
  const rows = of.filter((bin) => bin.confirmed + bin.dismissed + bin.left > 0).reverse();
  return (
    <table className="tb">
      <thead>
        <tr>
          <th>{w.bin}</th>
          <th className="num">{w.confirmed}</th>
          <th className="num">{w.dismissed}</th>
          <th className="num">{w.notDecided}</th>
          <th className="num">{w.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((bin) => {
          const share = precision([bin]);
          return (
            <tr key={bin.from}>
              <td>
                {bin.from}–{bin.from === 90 ? 100 : bin.from + 9}
              </td>
              <td className="num">{count(bin.confirmed)}</td>
              <td className="num">{count(bin.dismissed)}</td>
              <td className="num">{count(bin.left)}</td>
              <td className="num">{share === null ? "—" : percent(share, 0)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
