/** The portrait of an entity: what is stated and by which rows, its risk and why, links, money, time, cases, notes. */
import { App, Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import type { EntityPortraitQuery } from "../../core/api/gql/graphql";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { against, CounterList, Notes, Relations, useFindings, useNotes } from "../../panels/inspector";
import { IntoCase } from "../../panels/intocase";
import { QueryButton } from "../../panels/query";
import { Answered, Empty, Header, Icon, KindIcon, Panel, Risk } from "../../parts";
import { Portrait, TimelineAsked } from "./asks";
import "./entity.css";
import { Found } from "./Found";
import { AccountsOf, CasesOf } from "./Side";
import { Stated } from "./Stated";
import { Timeline } from "./Timeline";
import { words } from "./words";

type Read = NonNullable<EntityPortraitQuery["entity"]>;
const PARTIES = ["Enterprise", "Person", "Account"]; // that own or are owned, and whose money can be followed

export default function EntityPage() {
  const w = useWords(words);
  const { id = "" } = useParams();
  const go = useNavigate();
  const asked = useAsk(Portrait, { id });
  const now = asked.data?.entity?.id;
  useEffect(() => {
    if (now && now !== id) void go(`/entity/${now}`, { replace: true }); // it was merged
  }, [now, id, go]);
  return (
    <Answered of={asked} lines={12}>
      {({ entity }) =>
        entity ? (
          <Known key={entity.id} of={entity} />
        ) : (
          <>
            <Header title={w.gone} />
            <Empty title={w.gone} icon="search">
              <p>{w.goneMore}</p>
              <Link to="/">{w.toHome}</Link>
            </Empty>
          </>
        )
      }
    </Answered>
  );
}

function Known({ of }: { of: Read }) {
  const me = useMe();
  const party = PARTIES.includes(of.kind);
  return (
    <div className="page ent">
      <Head of={of} />
      <div className="ent-grid">
        <div className="ent-column">
          {may(me, "findings") && <RiskOf of={of} />}
          <Timeline id={of.id} />
        </div>
        <div className="ent-column">
          <Stated id={of.id} kind={of.kind} facts={of.facts} conflicts={of.conflicts} />
          {party && <AccountsOf id={of.id} kind={of.kind} />}
        </div>
        <div className="ent-column">
          <LinksOf of={of} />
          {may(me, "cases") && <CasesOf id={of.id} />}
          {may(me, "annotate") && <NotesOn id={of.id} />}
        </div>
      </div>
    </div>
  );
}

function Head({ of }: { of: Read }) {
  const w = useWords(words);
  const me = useMe();
  const go = useNavigate();
  const { message } = App.useApp();
  const { kind } = useVocabulary();
  const [putting, setPutting] = useState(false);
  const region = of.facts.find((fact) => fact.name === "region");
  return (
    <section className="panel ent-head">
      <Header title={of.caption} crumbs={<span>{kind(of.kind)} /</span>} />
      <KindIcon kind={of.kind} size={36} label={kind(of.kind)} />
      <div className="col grow" style={{ gap: 2 }}>
        <div className="row">
          <h2 className="ell" title={of.caption}>
            {of.caption}
          </h2>
          {of.risk && <Risk grade={of.risk.grade} score={of.risk.score} />}
        </div>
        <div className="row t3 fs12">
          <span>{kind(of.kind)}</span>
          {region && <span>{String(region.value)}</span>}
          <span>{w.sources(count(of.sources))}</span>
          <button type="button" className="textbutton" onClick={() => void navigator.clipboard.writeText(of.id).then(() => message.success(w.copied))}>
            {w.copy}
          </button>
        </div>
      </div>
      <div className="row ent-acts">
        <QueryButton of={[{ title: of.caption, document: String(Portrait), variables: { id: of.id } }, { title: w.timeline, document: String(TimelineAsked), variables: { id: of.id, links: null, first: 40, after: null } }]} />
        {may(me, "cases") && (
          <Button icon={<Icon name="case" small />} onClick={() => setPutting(true)}>
            {w.intoCase}
          </Button>
        )}
        {may(me, "analyse") && PARTIES.includes(of.kind) && (
          <Button icon={<Icon name="money" small />} onClick={() => void go(`/money?group=${of.id}`)}>
            {w.money}
          </Button>
        )}
        <Button type="primary" onClick={() => void go(`/board?seed=${of.id}`)}>
          {w.board}
        </Button>
      </div>
      {putting && <IntoCase things={[of.id]} close={() => setPutting(false)} />}
    </section>
  );
}

/** The findings about it, and at equal rank what speaks against. */
function RiskOf({ of }: { of: Read }) {
  const w = useWords(words);
  const { asked, found, total } = useFindings(of.id);
  const counters = against([{ id: of.id, owner: of.kind, conflicts: of.conflicts }], found);
  return (
    <div className="ent-pair">
      <Panel plain title={w.findings} sub={total > 0 ? w.findingsOf(count(found.length), count(total)) : w.ungraded} acts={<Link className="fs12 nw" to="/findings">{w.toFindings}</Link>}>
        <Answered of={asked}>{() => <Found of={found} about={of.id} />}</Answered>
      </Panel>
      <Panel title={w.counter} sub={asked.data && `${count(counters.length)} · ${w.counterMore}`}>
        <Answered of={asked}>{() => <CounterList of={counters} />}</Answered>
      </Panel>
    </div>
  );
}

function LinksOf({ of }: { of: Read }) {
  const w = useWords(words);
  return (
    <Panel title={w.relations} sub={w.relationsMore}>
      <Relations of={of.neighbourCounts.map((one) => ({ ...one, amount: one.amount ?? null }))} />
    </Panel>
  );
}

function NotesOn({ id }: { id: string }) {
  const w = useWords(words);
  const { asked } = useNotes([id]);
  return (
    <Panel title={w.notes} sub={asked.data && asked.data.annotations.total > 0 && count(asked.data.annotations.total)}>
      <Notes subject={id} of={asked} />
    </Panel>
  );
}
