/** A line: its two ends with the sum between them, what it means, its links one by one, what weakens it. */
import { useState } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { count, day, exact, money } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Icon, KindIcon, Loading, Risk } from "../../parts";
import { against, holding } from "./against";
import { useEnds, useFindings, useLinks, useRowsTotal } from "./asked";
import { CounterList } from "./CounterList";
import { LineEvidence } from "./LineEvidence";
import { LineMeaning } from "./LineMeaning";
import { Tabs } from "./Tabs";
import type { LineSubject, Shared } from "./types";
import { Weighed } from "./Weighed";
import { words } from "./words";

export function LinePanel({ line, acts, close, onSelect }: Shared & { line: LineSubject }) {
  const w = useWords(words);
  const { links } = useVocabulary();
  const declared = links.get(line.type);
  const [open, setOpen] = useState("evidence");
  const between = useLinks(line);
  const rows = useRowsTotal(line.id);
  const [from, to] = [useFindings(line.fromId), useFindings(line.toId)];
  const pages = between.data?.pages ?? [];
  const there = pages.flatMap((page) => page.links.nodes).filter((one) => line.type === "FLOW" || one.id === line.id);
  const held = holding([...from.found, ...to.found], there.map((one) => one.id));
  const counters = against(there.map((one) => ({ id: one.id, owner: one.type, conflicts: one.conflicts })), held, declared?.weakens);
  const tabs = [
    { key: "meaning", label: w.meaning, body: <LineMeaning line={line} links={there} amount={pages[0]?.amount} meaning={declared?.meaning} /> },
    { key: "weight", label: w.weight, body: <Weight text={declared?.weight} /> },
    { key: "evidence", label: w.evidence, number: rows, body: <LineEvidence line={line} between={between} links={there} rows={rows} /> },
    { key: "counter", label: w.counter, number: between.data ? counters.length : undefined, warn: true, body: between.data ? <CounterList of={counters} /> : <Loading /> },
  ];
  return (
    <>
      <LineHead line={line} close={close} acts={acts} onSelect={onSelect} />
      <Tabs label={w.tabs} tabs={tabs} open={open} onOpen={setOpen} />
      {from.allowed && <Weighed line={line} held={held} known={!!between.data && !!from.asked.data && !!to.asked.data} onSelect={onSelect} />}
    </>
  );
}

function LineHead({ line, acts, close, onSelect }: { line: LineSubject } & Pick<Shared, "acts" | "close" | "onSelect">) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { links, kind } = useVocabulary();
  const { data } = useEnds(line);
  const end = (one: NonNullable<typeof data>["from"] | undefined, owners: readonly { caption: string }[] | undefined, id: string) => (
    <>
      {one ? <KindIcon kind={one.kind} size={22} label={kind(one.kind)} /> : <span className="skeleton" style={{ width: 22, height: 22 }} />}
      <span className="row">
        <button type="button" className="insp-end ell" onClick={() => onSelect([id])} title={one?.caption}>
          {one?.caption ?? id}
        </button>
        {owners?.length && line.type !== "OWNS" ? <span className="t3 ell">{owners.map((owner) => owner.caption).join(w.and)}</span> : null}
        {one?.risk && one.risk.grade !== "NONE" && <Risk grade={one.risk.grade} />}
      </span>
    </>
  );
  const many = line.count != null && line.count > 1;
  return (
    <header className="insp-head">
      <div className="row">
        <span className="tag accent">
          <Icon name="right" small />
          {links.get(line.type)?.label ?? line.type}
          {many && w.merged(count(line.count))}
        </span>
        <span className="grow" />
        {close}
      </div>
      <div className="insp-flow">
        {end(data?.from, data?.fromOwned?.entities, line.fromId)}
        <span className="t3 insp-arrow" aria-hidden="true">
          ↓
        </span>
        {line.sum != null ? <span className="insp-sum">{money(line.sum, lang)}</span> : <span className="t3">{links.get(line.type)?.label}</span>}
        {end(data?.to, data?.toOwned?.entities, line.toId)}
      </div>
      {(line.sum != null || line.first) && (
        <div className="row fs12 t2 insp-when">
          {line.sum != null && <span>{exact(line.sum)}</span>}
          {line.first && <span>{!line.last || day(line.first) === day(line.last) ? day(line.first) : `${day(line.first)} ${w.to} ${day(line.last)}`}</span>}
        </div>
      )}
      {acts && <div className="insp-acts">{acts}</div>}
    </header>
  );
}

function Weight({ text }: { text: string | undefined }) {
  const w = useWords(words);
  return (
    <div className="col" style={{ gap: 10 }}>
      <p>{text || w.undeclared}</p>
      <div className="note">
        <Icon name="help" small />
        <span>{w.hint}</span>
      </div>
    </div>
  );
}
