/** What there is of each kind, type and detector, the most first. */
import { Link } from "react-router";
import { useAsk } from "../../core/api";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, KindIcon, Panel } from "../../parts";
import { StatisticsTallies } from "./documents";
import { words } from "./words";

interface Counted {
  name: string;
  label: string;
  count: number;
}

function Counts({ of, name, icon, link }: { of: readonly Counted[]; name: string; icon?: boolean; link?: (name: string) => string }) {
  const w = useWords(words);
  const rows = [...of].sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...rows.map((one) => one.count));
  return (
    <div className="statistics-scroll" tabIndex={0} role="region" aria-label={name}>
      <table className="tb statistics-bars">
        <thead><tr><th>{w.name}</th><th className="num">{w.count}</th><th aria-hidden="true" /></tr></thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.name}>
              <td>
                <span className="row">{icon && <KindIcon kind={one.name} size={18} />}{link ? <Link to={link(one.name)}>{one.label}</Link> : one.label}</span>
              </td>
              <td className="num">{count(one.count)}</td>
              <td className="bars"><div className="bar"><i style={{ width: `${(one.count / most) * 100}%` }} /></div></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sum = (of: readonly Counted[]) => of.reduce((n, one) => n + one.count, 0);

export function Kinds({ of }: { of: readonly Counted[] }) {
  const w = useWords(words);
  return <Panel plain title={w.kinds} sub={count(sum(of))}><Counts of={of} name={w.kinds} icon /></Panel>;
}

export function LinkTypes({ of }: { of: readonly Counted[] }) {
  const w = useWords(words);
  return <Panel plain title={w.linkTypes} sub={count(sum(of))}><Counts of={of} name={w.linkTypes} /></Panel>;
}

export function Patterns() {
  const w = useWords(words);
  const of = useAsk(StatisticsTallies, {}, { staleTime: 60_000 });
  const patterns = new Set(of.data?.patterns.map((p) => p.name));
  const rows = of.data?.findingTallies.filter((t) => patterns.has(t.name)) ?? [];
  return (
    <Panel plain title={w.patterns} sub={of.data && count(sum(rows))}>
      <Answered of={of} lines={8}>{() => <Counts of={rows} name={w.patterns} link={(name) => `/findings?detector=${name}`} />}</Answered>
    </Panel>
  );
}
