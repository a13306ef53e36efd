/** What there is and how risky it is: by region, grade, class, month, kind and detector; a table beside each picture. */
import { Segmented } from "antd";
import { useState } from "react";
import { may, useAsk, useMe } from "../../core/api";
import { count, day, NONE } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Header, NoRight } from "../../parts";
import { StatisticsCounts, StatisticsRegions, type Kind } from "./documents";
import { Classes, Grades } from "./Grades";
import { Kinds, LinkTypes, Patterns } from "./Lists";
import { Months, Transfers } from "./Months";
import { Regions } from "./Regions";
import "./statistics.css";
import { total } from "./utils";
import { words } from "./words";


export default function StatisticsPage() {
  const w = useWords(words);
  const me = useMe();
  return may(me, "read") ? <Page risk={may(me, "findings")} /> : <><Header title={w.title} /><NoRight /></>;
}

function Page({ risk }: { risk: boolean }) {
  const w = useWords(words);
  const [kind, setKind] = useState<Kind>("Enterprise");
  const counts = useAsk(StatisticsCounts, {}, { staleTime: 300_000 });
  return (
    <div className="page">
      <Header title={w.title}>
        {risk && <Segmented size="small" value={kind} onChange={setKind} options={[{ value: "Enterprise", label: w.Enterprise }, { value: "Person", label: w.Person }]} />}
        {counts.data?.state.asOf && <span className="tag">{w.asOf(day(counts.data.state.asOf))}</span>}
      </Header>
      {risk && <Sums kind={kind} />}
      {risk ? <Regions key={kind} kind={kind} /> : <div className="panel"><NoRight /></div>}
      {risk && (
        <div className="statistics-two">
          <Grades kind={kind} />
          <Classes kind={kind} />
        </div>
      )}
      <div className="statistics-two">
        {risk && <Months />}
        <Transfers />
      </div>
      <div className="statistics-three">
        <Answered of={counts} lines={8}>
          {({ counts: of }) => (
            <>
              <Kinds of={of.kinds} />
              <LinkTypes of={of.links} />
            </>
          )}
        </Answered>
        {risk && <Patterns />}
      </div>
    </div>
  );
}

function Sums({ kind }: { kind: Kind }) {
  const w = useWords(words);
  const of = useAsk(StatisticsRegions, { kind }, { staleTime: 300_000 });
  const counts = useAsk(StatisticsCounts, {}, { staleTime: 300_000 });
  const sum = of.data && total(of.data.riskByRegion);
  const all = (list: readonly { count: number }[] | undefined) => list && list.reduce((n, one) => n + one.count, 0);
  const lines: [string, typeof of | typeof counts, number | undefined, string][] = [
    [w[kind], of, sum?.entities, ""],
    [w.red, of, sum?.red, "up"],
    [w.amber, of, sum?.amber, "statistics-amber"],
    [w.yellow, of, sum?.yellow, "statistics-yellow"],
    [w.entities, counts, all(counts.data?.counts.kinds), ""],
    [w.links, counts, all(counts.data?.counts.links), ""],
  ];
  return (
    <section className="panel statistics-sums" aria-label={w.title}>
      {lines.map(([name, { isPending }, n, tone]) => (
        <div key={name}>
          <div className="fs12 t3">{name}</div>
          <div className={`statistics-figure ${tone}`}>{isPending ? <span className="skeleton statistics-wait" /> : n === undefined ? NONE : count(n)}</div>
        </div>
      ))}
    </section>
  );
}
