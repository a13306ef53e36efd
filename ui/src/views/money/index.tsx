/** The money of a group: its totals, layers, ledger, the rules side by side, what a freeze would do. */
import { Link } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Answered, Empty, Header, NoRight } from "../../parts";
import { useAddress } from "./address";
import { Bar } from "./Bar";
import { Chooser } from "./Chooser";
import { MoneyNamed, MoneyOfCase, MoneyOfFinding } from "./documents";
import { Core } from "./Core";
import { Layers } from "./Layers";
import { Ledger } from "./Ledger";
import "./money.css";
import { Rules } from "./Rules";
import { Totals } from "./Totals";
import type { About } from "./types";
import { moneyed } from "./utils";
import { WhatIf } from "./WhatIf";
import { words } from "./words";

export default function MoneyPage() {
  const w = useWords(words);
  const me = useMe();
  const at = useAddress();
  if (!may(me, "analyse")) return <><Header title={w.title} /><NoRight /></>;
  if (at.group.length) return <OfGroup ids={at.group} caseId={at.case} />;
  if (at.case) return <OfCase id={at.case} />;
  if (at.finding) return <OfFinding id={at.finding} />;
  return <><Header title={w.title} /><Chooser /></>;
}

function OfGroup({ ids, caseId }: { ids: string[]; caseId: string | null }) {
  const plain = ids.filter((id) => !id.startsWith("finding-"));
  const of = useAsk(MoneyNamed, { ids: plain.slice(0, 100) }, { staleTime: Infinity });
  const its = useAsk(MoneyOfCase, { id: caseId ?? "" }, { enabled: caseId !== null });
  return (
    <Answered of={of} lines={8}>
      {({ entitiesById }) => {
        const known = new Map(entitiesById.map((one) => [one.id, one]));
        const group = ids.map((id) => known.get(id) ?? { id, kind: "", caption: id.slice(0, 10) });
        return <Page about={{ group, case: its.data?.case }} />;
      }}
    </Answered>
  );
}

function OfCase({ id }: { id: string }) {
  const w = useWords(words);
  const of = useAsk(MoneyOfCase, { id });
  return (
    <>
      {!of.data && <Header title={w.title} />}
      <Answered of={of} lines={8}>
        {({ case: its }) => {
          const group = moneyed(its.things.nodes.map((t) => t.entity));
          const { total, nodes } = its.things;
          return group.length ? <Page about={{ group, case: its, cut: total > nodes.length ? { shown: nodes.length, total } : undefined }} /> : <Nobody back={`/cases/${id}`} />;
        }}
      </Answered>
    </>
  );
}

function OfFinding({ id }: { id: string }) {
  const w = useWords(words);
  const of = useAsk(MoneyOfFinding, { id });
  return (
    <>
      {!of.data && <Header title={w.title} />}
      <Answered of={of} lines={8}>
        {({ finding }) => {
          const group = moneyed(finding?.subjects.map((s) => s.entity) ?? []);
          return group.length ? <Page about={{ group }} /> : <Nobody back={`/findings?open=${id}`} />;
        }}
      </Answered>
    </>
  );
}

function Nobody({ back }: { back: string }) {
  const w = useWords(words);
  return (
    <Empty icon="money" title={w.nobody}>
      <Header title={w.title} />
      <p>{w.nobodyMore}</p>
      <span className="row">
        <Link to={back}>{back.startsWith("/cases") ? w.toCase : w.findings}</Link>
        <Link to="/money">{w.another}</Link>
      </span>
    </Empty>
  );
}

function Page({ about }: { about: About }) {
  const w = useWords(words);
  const { counting } = useAddress();
  const crumbs = about.case && (
    <>
      <Link to="/cases">{w.cases}</Link>
      <span>/</span>
      <Link to={`/cases/${about.case.id}`} className="ell">{about.case.title}</Link>
      <span>/</span>
    </>
  );
  return (
    <div className="page money">
      <Header title={w.title} crumbs={crumbs}>
        <span className="tag">{w.rule} {w.ruleWords(counting.again, counting.offset)}</span>
      </Header>
      <Bar about={about} />
      <Totals about={about} counting={counting} />
      <div className="money-grid">
        <div className="col">
          <Layers about={about} counting={counting} />
          <Core about={about} counting={counting} />
          <Ledger about={about} counting={counting} />
        </div>
        <div className="col">
          <Rules about={about} counting={counting} />
          <WhatIf about={about} counting={counting} />
        </div>
      </div>
    </div>
  );
}
