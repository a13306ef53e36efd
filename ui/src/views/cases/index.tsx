/** The cases that one belongs to: filtered, counted, opened; a new one is opened here. */
import { Button, Input, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { Link, useNavigate } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { bare, count, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Header, Icon, NoRight, Panel, useClassName } from "../../parts";
import type { CasesListQuery } from "../../core/api/gql/graphql";
import "./cases.css";
import { CasesList } from "./documents";
import { NewCase } from "./NewCase";
import { dayOf } from "./utils";
import { words } from "./words";

type Row = CasesListQuery["cases"]["nodes"][number];
const PAGE = 50;

export default function CasesPage() {
  const w = useWords(words);
  const me = useMe();
  return may(me, "cases") ? <Cases /> : <><Header title={w.title} /><NoRight /></>;
}

function Cases() {
  const w = useWords(words);
  const [whose, setWhose] = useState<"mine" | "all">("all");
  const [state, setState] = useState<"any" | "open" | "closed">("any");
  const [text, setText] = useState("");
  const [size, setSize] = useState(PAGE);
  const [fresh, setFresh] = useState(false);
  const words_ = useDeferredValue(text.trim());
  const of = useAsk(CasesList, { mine: whose === "mine", open: state === "any" ? null : state === "open", text: words_, first: size }, { placeholderData: (before) => before });
  const narrowed = whose === "mine" || state !== "any" || words_ !== "";
  const clear = () => {
    setWhose("all");
    setState("any");
    setText("");
  };
  return (
    <div className="page">
      <Header title={w.title} />
      <Panel
        plain
        title={w.title}
        sub={of.data && w.shown(of.data.cases.nodes.length, of.data.cases.total)}
        acts={
          <>
            <Segmented size="small" value={whose} onChange={setWhose} options={[{ value: "all", label: w.all }, { value: "mine", label: w.mine }]} />
            <Segmented size="small" value={state} onChange={setState} options={[{ value: "any", label: w.stateAll }, { value: "open", label: w.stateOpen }, { value: "closed", label: w.stateClosed }]} />
            <Input size="small" allowClear className="cases-find" aria-label={w.find} placeholder={w.find} prefix={<Icon name="search" small />} value={text} maxLength={100} onChange={(e) => setText(e.target.value)} />
            <Button size="small" type="primary" icon={<Icon name="plus" small />} onClick={() => setFresh(true)}>
              {w.openNew}
            </Button>
          </>
        }
      >
        <Answered of={of} lines={8}>
          {({ cases }) =>
            cases.nodes.length > 0 ? (
              <>
                <CasesTable rows={cases.nodes} />
                {cases.pageInfo.hasNextPage && size < 200 && (
                  <div className="cases-more">
                    <Button size="small" onClick={() => setSize(size + PAGE)}>{w.shown(cases.nodes.length, cases.total)}</Button>
                  </div>
                )}
              </>
            ) : (
              <Empty icon="case" title={narrowed ? w.noneFound : w.none}>
                <p>{narrowed ? w.noneFoundMore : w.noneMore}</p>
                <Button onClick={narrowed ? clear : () => setFresh(true)}>{narrowed ? w.clear : w.openNew}</Button>
              </Empty>
            )
          }
        </Answered>
      </Panel>
      {fresh && <NewCase close={() => setFresh(false)} />}
    </div>
  );
}

function CasesTable({ rows }: { rows: readonly Row[] }) {
  const w = useWords(words);
  const go = useNavigate();
  const [now] = useState(() => Date.now());
  const className = useClassName();
  return (
    <div className="cases-scroll">
      <table className="tb cases-table">
        <thead>
          <tr>
            <th>{w.number}</th>
            <th>{w.name}</th>
            <th>{w.class}</th>
            <th>{w.region}</th>
            <th>{w.status}</th>
            <th>{w.assignee}</th>
            <th>{w.role}</th>
            <th className="num">{w.things}</th>
            <th className="num">{w.clock}</th>
            <th>{w.changed}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((c) => (
            <tr key={c.id} onClick={() => void go(`/cases/${c.id}`)}>
              <td className="t2">{c.number}</td>
              <td className="cases-title">
                <Link to={`/cases/${c.id}`} className="b ell" title={c.title} onClick={(e) => e.stopPropagation()}>{c.title}</Link>
                <span className="t3 fs12 ell" title={c.cause}>{c.cause}</span>
              </td>
              <td>{className(c.suspected)}</td>
              <td className={c.region ? "" : "t3"}>{c.region || w.nowhere}</td>
              <td><StatusTag status={c.status} outcome={c.outcome} /></td>
              <td className={c.assignee ? "" : "t3"}>{c.assignee ? bare(c.assignee) : w.unassigned}</td>
              <td className="t2">{w[c.role]}</td>
              <td className="num">{count(c.thingsTotal)}</td>
              <td className="num t2">{c.status === "closed" ? "—" : w.days(dayOf(c.openedAt, now))}</td>
              <td className="t2">{minute(c.changedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const TONE = { open: "accent", working: "accent", closed: "", reopened: "amber" } as const;
export function StatusTag({ status, outcome }: Pick<Row, "status" | "outcome">) {
  const w = useWords(words);
  return (
    <span className={`tag ${TONE[status]}`}>
      {w[status]}
      {outcome && ` · ${w[outcome]}`}
    </span>
  );
}
