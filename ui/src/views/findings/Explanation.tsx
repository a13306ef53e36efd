/** One finding, explained: what it says, what made its score, the law, what would exonerate, its evidence, what was done. */
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import type { FindingsOneQuery } from "../../core/api/gql/graphql";
import { count, day, hundred } from "../../core/figures";
import { useWords } from "../../core/words";
import { QueryButton } from "../../panels/query";
import { Answered, Empty, EntityLink, gradeOf, Icon, Risk } from "../../parts";
import { One, PREFIX, type Told } from "./asks";
import { Backtest } from "./Backtest";
import { Composition } from "./Composition";
import type { Act } from "./Deciding";
import { Evidence } from "./Evidence";
import { History } from "./History";
import { StateTag } from "./Table";
import { Law } from "./Law";
import { words } from "./words";

interface Props {
  id: string | null;
  act: (what: Act, id: string) => void;
  close: () => void;
}

export function Explanation({ id, act, close }: Props) {
  const w = useWords(words);
  if (!id)
    return (
      <aside className="exp" aria-label={w.tabs}>
        <Empty title={w.choose} icon="cursor">
          <p>{w.chooseMore}</p>
        </Empty>
        <span className="grow" />
        <Lead />
      </aside>
    );
  return (
    <aside className="exp" aria-label={w.tabs}>
      <Asked key={id} id={id} act={act} close={close} />
    </aside>
  );
}

function Lead() {
  const w = useWords(words);
  return (
    <div className="exp-foot">
      <Icon name="alert" small />
      <span>{w.lead}</span>
    </div>
  );
}

function Asked({ id, act, close }: { id: string; act: Props["act"]; close: () => void }) {
  const w = useWords(words);
  const asked = useAsk(One, { id });
  return (
    <Answered of={asked} lines={10}>
      {({ finding, findingHistory, findingAssignees, scoreHistory }) =>
        finding ? (
          <>
            <Head of={finding} assignee={findingAssignees[0]?.person.replace(PREFIX, "")} act={(what) => act(what, id)} close={close} />
            <Tabbed of={finding} history={findingHistory} scores={scoreHistory} />
            <Lead />
          </>
        ) : (
          <Empty title={w.gone} icon="search">
            <p>{w.goneMore}</p>
            <Button size="small" onClick={close}>
              {w.close}
            </Button>
          </Empty>
        )
      }
    </Answered>
  );
}

interface HeadProps {
  of: Told;
  assignee: string | undefined;
  act: (what: Act) => void;
  close: () => void;
}

function Head({ of, assignee, act, close }: HeadProps) {
  const w = useWords(words);
  const me = useMe();
  const go = useNavigate();
  const first = of.subjects.find((one) => one.entity);
  const triage = may(me, "triage");
  return (
    <header className="exp-head">
      <div className="row">
        <Risk grade={gradeOf(of.score)} score={hundred(of.score)} />
        <h2 className="grow ell" title={of.detector.about}>
          {of.detector.label}
        </h2>
        <StateTag state={of.state} />
        {assignee && (
          <span className="tag line">
            <Icon name="user" small />
            {assignee}
          </span>
        )}
        <button type="button" className="iconbutton" onClick={close} aria-label={w.close} title={w.close}>
          <Icon name="x" />
        </button>
      </div>
      {first?.entity && (
        <div className="row">
          <EntityLink of={first.entity} />
          <span className="t3 fs12 nw">{first.role}</span>
          {of.subjects.length > 1 && <span className="t3 fs12 nw">{w.and(of.subjects.length)}</span>}
        </div>
      )}
      <p>{of.sentence}</p>
      <div className="row" style={{ gap: 4 }}>
        <span className="t3 fs12 grow">
          {of.start && `${w.period} ${day(of.start)}`} {of.start && of.end && `${w.to} ${day(of.end)}`}
        </span>
        {may(me, "analyse") && (
          <button type="button" className="iconbutton" title={w.money} aria-label={w.money} onClick={() => void go(`/money?finding=${of.id}`)}>
            <Icon name="money" />
          </button>
        )}
        <QueryButton of={[{ title: of.detector.label, document: String(One), variables: { id: of.id } }]} />
      </div>
      <div className="row exp-acts">
        <Button type="primary" size="small" onClick={() => void go(`/board?finding=${of.id}`)}>
          {w.board}
        </Button>
        {triage && (
          <>
            <Button size="small" onClick={() => act("assign")}>{w.assign}</Button>
            {of.state !== "confirmed" && <Button size="small" onClick={() => act("confirm")}>{w.confirm}</Button>}
            {of.state !== "dismissed" && <Button size="small" danger onClick={() => act("dismiss")}>{w.dismiss}</Button>}
            {(of.state === "confirmed" || of.state === "dismissed") && <Button size="small" onClick={() => act("reopen")}>{w.reopen}</Button>}
          </>
        )}
        {may(me, "cases") && <Button size="small" onClick={() => act("case")}>{w.intoCase}</Button>}
      </div>
    </header>
  );
}

type TabName = "made" | "law" | "evidence" | "history" | "backtest";

function Tabbed({ of, history, scores }: { of: Told; history: FindingsOneQuery["findingHistory"]; scores: FindingsOneQuery["scoreHistory"] }) {
  const w = useWords(words);
  const [open, setOpen] = useState<TabName>("made");
  const tabs: [TabName, string, number | null, () => ReactNode][] = [
    ["made", w.made, null, () => <Composition of={of} />],
    ["law", w.law, of.detector.exonerates.length, () => <Law of={of} />],
    ["evidence", w.evidence, of.links.length, () => <Evidence of={of} />],
    ["history", w.history, history.total, () => <History id={of.id} of={history} scores={scores} />],
    ["backtest", w.backtest, null, () => <Backtest of={of} />],
  ];
  const walk = (by: number) => {
    const at = tabs.findIndex(([name]) => name === open);
    setOpen(tabs[(at + by + tabs.length) % tabs.length]![0]);
  };
  return (
    <>
      <div className="exp-tabs" role="tablist" aria-label={w.tabs} onKeyDown={(e) => e.key === "ArrowRight" ? walk(1) : e.key === "ArrowLeft" ? walk(-1) : undefined}>
        {tabs.map(([name, label, n]) => (
          <button key={name} type="button" role="tab" id={`exp-${name}`} aria-selected={name === open} aria-controls="exp-body" tabIndex={name === open ? 0 : -1} onClick={() => setOpen(name)}>
            {label}
            {n !== null && <span className="many">{count(n)}</span>}
          </button>
        ))}
      </div>
      <div className="exp-body" id="exp-body" role="tabpanel" aria-labelledby={`exp-${open}`} tabIndex={0}>
        {tabs.find(([name]) => name === open)?.[3]()}
      </div>
    </>
  );
}
