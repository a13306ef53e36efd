/** A case's head: its number, class and stage, its clock, and what can be done with the whole of it. */
import { Button, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDo } from "../../core/api";
import type { CaseOutcome } from "../../core/api/gql/graphql";
import { useWords } from "../../core/words";
import { Icon, Reason, useClassName } from "../../parts";
import { CaseClose, CaseReopen } from "./documents";
import { Joining } from "./Joining";
import { Amending } from "./NewCase";
import type { Can, File } from "./types";
import { closedAt, dayOf, stages } from "./utils";
import { words } from "./words";

export function Head({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const go = useNavigate();
  const className = useClassName();
  const [asked, setAsked] = useState<"amend" | "close" | "reopen" | "join">();
  const closed = of.status === "closed";
  return (
    <div className="case-head">
      <div className="case-head-line">
        <h2 className="ell" title={of.title}>{of.title}</h2>
        <span className="t3 nw">{of.number}</span>
        <span className="tag">{className(of.suspected)}</span>
        {of.region && <span className="tag line">{of.region}</span>}
        <Stages of={of} />
        <span className="grow" />
        <Clock of={of} />
      </div>
      <div className="case-head-line">
        <dl className="case-facts">
          <div><dt>{w.causeLabel}</dt><dd>{of.cause}</dd></div>
          <div><dt>{w.agency}</dt><dd className={of.agency ? "" : "t3"}>{of.agency || w.nowhere}</dd></div>
          <div><dt>{w.docket}</dt><dd className={of.docket ? "" : "t3"}>{of.docket || w.nowhere}</dd></div>
        </dl>
        {can.lead && !closed && <button type="button" className="textbutton fs12" onClick={() => setAsked("amend")}>{w.amend}</button>}
        <span className="grow" />
        <div className="row">
          <Button size="small" icon={<Icon name="board" small />} onClick={() => void go(`/board?case=${of.id}`)}>{w.onBoard}</Button>
          <Button size="small" icon={<Icon name="money" small />} onClick={() => void go(`/money?case=${of.id}`)}>{w.money}</Button>
          {can.lead && !closed && <Button size="small" icon={<Icon name="merge" small />} onClick={() => setAsked("join")}>{w.join}</Button>}
          {can.lead && <Button size="small" onClick={() => setAsked(closed ? "reopen" : "close")}>{closed ? w.reopen : w.close}</Button>}
        </div>
      </div>
      {(closed || of.role === "reader") && (
        <div className="note"><Icon name={closed ? "lock" : "eye"} small />{closed ? w.closedNote(of.outcome ? w[of.outcome] : "") : w.readOnly}</div>
      )}
      {asked === "amend" && <Amending of={of} close={() => setAsked(undefined)} />}
      {asked === "close" && <Close id={of.id} close={() => setAsked(undefined)} />}
      {asked === "join" && <Joining of={of} close={() => setAsked(undefined)} />}
      {asked === "reopen" && <Reopen id={of.id} close={() => setAsked(undefined)} />}
    </div>
  );
}

function Stages({ of }: { of: File }) {
  const w = useWords(words);
  const { names, now } = stages(of.status);
  return (
    <ol className="case-stages" aria-label={w.stage}>
      {names.map((name, i) => (
        <li key={name} className={i < now ? "past" : ""} aria-current={i === now ? "step" : undefined}>
          {name === "open" ? w.stageOpen : w[name]}
          {name === "closed" && of.outcome && ` · ${w[of.outcome]}`}
          {i === now && <span className="sr">{w.stageNow}</span>}
        </li>
      ))}
    </ol>
  );
}

function Clock({ of }: { of: File }) {
  const w = useWords(words);
  const [now] = useState(() => Date.now());
  const end = of.status === "closed" ? closedAt(of.steps.nodes) : undefined;
  return (
    <span className="tag">
      <Icon name="clock" small />
      {end ? w.daysTook(dayOf(of.openedAt, Date.parse(end))) : w.dayNo(dayOf(of.openedAt, now))}
    </span>
  );
}

const OUTCOMES: CaseOutcome[] = ["referred", "penalised", "dismissed", "joined", "other"];

function Close({ id, close }: { id: string; close: () => void }) {
  const w = useWords(words);
  const done = useDo(CaseClose);
  const [outcome, setOutcome] = useState<CaseOutcome>();
  return (
    <Reason title={w.closeTitle} more={w.closeMore} act={w.close} danger ready={outcome !== undefined} close={close} send={(reason) => done.mutateAsync({ id, outcome: outcome!, reason })}>
      <label className="col" htmlFor="case-outcome">
        <span className="t2">{w.outcome}</span>
        <Select id="case-outcome" autoFocus value={outcome ?? null} onChange={(one) => one && setOutcome(one)} options={OUTCOMES.map((one) => ({ value: one, label: w[one] }))} />
      </label>
    </Reason>
  );
}

function Reopen({ id, close }: { id: string; close: () => void }) {
  const w = useWords(words);
  const done = useDo(CaseReopen);
  return <Reason title={w.reopenTitle} more={w.reopenMore} act={w.reopen} close={close} send={(reason) => done.mutateAsync({ id, reason })} />;
}
