/** An entity: what it states, how it is connected, what is found about it, what it rests on, what weakens it, notes, cases. */
import { useState } from "react";
import { Link } from "react-router";
import type { InspectorEntityQuery } from "../../core/api/gql/graphql";
import type { Mark } from "../../core/board/types";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Facts, Icon, KindIcon, Loading, Risk, SourceRows } from "../../parts";
import type { Shared } from "./types";
import { against } from "./against";
import { useCases, useEntity, useFindings, useNotes } from "./asked";
import { Cases } from "./Cases";
import { CounterList } from "./CounterList";
import { FindingList } from "./FindingList";
import { Notes } from "./Notes";
import { Relations } from "./Relations";
import { Tabs } from "./Tabs";
import { words } from "./words";

type EntityRead = NonNullable<InspectorEntityQuery["entity"]>;
type Owners = NonNullable<InspectorEntityQuery["owned"]>["entities"];

export function EntityPanel({ id, ...shared }: Shared & { id: string }) {
  const w = useWords(words);
  const asked = useEntity(id);
  if (!asked.data)
    return (
      <div className="insp-blank insp-waiting">
        <div className="insp-away">{shared.close}</div>
        <Answered of={asked} lines={8}>
          {() => null}
        </Answered>
      </div>
    );
  return (
    <Answered of={asked}>
      {({ entity, owned }) =>
        entity ? (
          <Known entity={entity} owners={owned?.entities ?? []} {...shared} />
        ) : (
          <div className="insp-blank">
            <div className="insp-away">{shared.close}</div>
            <Empty title={w.gone} icon="search">
              <p>{w.goneMore}</p>
            </Empty>
          </div>
        )
      }
    </Answered>
  );
}

function Known({ entity, owners, acts, whence, marks = [], close, caseId, onSelect }: Shared & { entity: EntityRead; owners: Owners }) {
  const w = useWords(words);
  const [open, setOpen] = useState("overview");
  const { asked, allowed, found, total } = useFindings(entity.id);
  const notes = useNotes([entity.id], caseId);
  const counters = against([{ id: entity.id, owner: entity.kind, conflicts: entity.conflicts }], found);
  const known = !allowed || asked.data !== undefined || asked.error !== null;
  const tabs = [
    { key: "overview", label: w.overview, body: <Overview entity={entity} /> },
    ...(whence ? [{ key: "whence", label: w.whence, body: whence }] : []),
    { key: "relations", label: w.relations, body: <Relations of={entity.neighbourCounts} /> },
    ...(allowed ? [{ key: "risk", label: w.risk, number: asked.data && total ? total : undefined, body: <Answered of={asked}>{() => <FindingList of={found} total={total} about={entity.id} onSelect={onSelect} />}</Answered> }] : []),
    { key: "evidence", label: w.rows, number: entity.sources, body: <SourceRows id={entity.id} /> },
    { key: "counter", label: w.counter, number: known ? counters.length : undefined, warn: true, body: known ? <CounterList of={counters} /> : <Loading /> },
    ...(notes.allowed ? [{ key: "notes", label: w.notes, number: notes.asked.data?.annotations.total || undefined, body: <Notes subject={entity.id} of={notes.asked} {...(caseId ? { caseId } : {})} /> }] : []),
  ];
  return (
    <>
      <EntityHead entity={entity} owners={owners} acts={acts} marks={marks} close={close} onSelect={onSelect} />
      <Tabs label={w.tabs} tabs={tabs} open={open} onOpen={setOpen} />
    </>
  );
}

type HeadProps = { entity: EntityRead; owners: Owners; marks: readonly Mark[] } & Pick<Shared, "acts" | "close" | "onSelect">;

function EntityHead({ entity, owners, acts, marks, close, onSelect }: HeadProps) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  return (
    <header className="insp-head">
      <div className="row">
        <span className="tag">{kind(entity.kind)}</span>
        {entity.risk && <Risk grade={entity.risk.grade} score={entity.risk.score} />}
        {marks.map((mark) => (
          <span key={mark} className="row" style={{ gap: 4 }} title={w[mark]}>
            <span className={mark === "core" ? "role core" : "role"}>{w[`${mark}Badge`]}</span>
            <span className="fs12 t2">{w[mark]}</span>
          </span>
        ))}
        <span className="grow" />
        {close}
      </div>
      <div className="insp-name">
        <KindIcon kind={entity.kind} size={28} />
        <div className="col" style={{ gap: 0 }}>
          <h2>{entity.caption}</h2>
          {owners.map((one) => (
            <button key={one.id} type="button" className="insp-owner t3 fs12" title={w.owner} onClick={() => onSelect([one.id])}>
              {one.caption}
            </button>
          ))}
        </div>
      </div>
      {acts && <div className="insp-acts">{acts}</div>}
    </header>
  );
}

function Overview({ entity }: { entity: EntityRead }) {
  const w = useWords(words);
  const cases = useCases(entity.id);
  return (
    <div className="col" style={{ gap: 12 }}>
      {entity.facts.length ? <Facts of={entity.facts} owner={entity.kind} id={entity.id} /> : <p className="t3">{w.nofacts}</p>}
      {cases.allowed && <Cases of={cases.asked} />}
      <div className="insp-foot">
        <span className="t3 fs12">{w.sources(count(entity.sources))}</span>
        <span className="hash grow ell" title={entity.id}>
          {entity.id}
        </span>
        <Link to={`/entity/${entity.id}`} className="nw">
          {w.page} <Icon name="right" small />
        </Link>
      </div>
    </div>
  );
}
