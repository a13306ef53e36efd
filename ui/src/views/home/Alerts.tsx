/** Whom to look at today: companies by grade, each with the reasons that a person can check. */
import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useAsk } from "../../core/api";
import type { HomeAlertsQuery } from "../../core/api/gql/graphql";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { QueryButton } from "../../panels/query";
import { Answered, Empty, GradeMark, Panel, Risk, useClassName, walkRows, type Grade } from "../../parts";
import { Alerted } from "./asks";
import { bare } from "./figures";
import { words } from "./words";

const PAGE = 20;
const GRAVE = ["RED", "AMBER", "YELLOW"] as const;
type Page = HomeAlertsQuery["alerts"];
type Alert = Page["alerts"]["nodes"][number];

export function Alerts() {
  const w = useWords(words);
  const [grade, setGrade] = useState<Grade>();
  const [first, setFirst] = useState(PAGE);
  const asked = useAsk(Alerted, { grades: grade ? [grade] : null, first }, { placeholderData: (before) => before });
  const choose = (one: Grade) => {
    setGrade(one === grade ? undefined : one);
    setFirst(PAGE);
  };
  return (
    <Panel plain className="home-alerts" title={w.alerts} sub={w.alertsBy} acts={<><QueryButton of={[{ title: w.alerts, document: String(Alerted), variables: { grades: grade ? [grade] : null, first } }]} /><Link className="fs12 nw" to="/findings">{w.toFindings}</Link></>}>
      <Answered of={asked} lines={12}>
        {({ alerts: { alerts, grades } }) => (
          <>
            <GradeBar grades={grades} chosen={grade} choose={choose} start={alerts.nodes[0]?.entity.id} />
            {alerts.nodes.length === 0 ? (
              <Empty title={grade ? w.filtered : w.noAlerts} icon="alert">
                {!grade && (
                  <>
                    <p>{w.noAlertsMore}</p>
                    <Link to="/imports">{w.toImports}</Link>
                  </>
                )}
              </Empty>
            ) : (
              <>
                <AlertTable rows={alerts.nodes} />
                <footer className="row home-foot">
                  <span className="t3 fs12">
                    {w.shown(count(alerts.nodes.length), count(alerts.total))} · {w.lead}
                  </span>
                  <span className="grow" />
                  {alerts.nodes.length < alerts.total && (
                    <Button size="small" loading={asked.isFetching} onClick={() => setFirst(first + PAGE)}>
                      {w.more}
                    </Button>
                  )}
                </footer>
              </>
            )}
          </>
        )}
      </Answered>
    </Panel>
  );
}

interface Bar {
  grades: Page["grades"];
  chosen: Grade | undefined;
  choose: (grade: Grade) => void;
  start: string | undefined;
}

function GradeBar({ grades, chosen, choose, start }: Bar) {
  const w = useWords(words);
  const go = useNavigate();
  const name = { RED: w.red, AMBER: w.amber, YELLOW: w.yellow };
  const from = { RED: w.redFrom, AMBER: w.amberFrom, YELLOW: w.yellowFrom };
  return (
    <div className="home-grades">
      {GRAVE.map((grade) => (
        <button key={grade} type="button" aria-pressed={chosen === grade} onClick={() => choose(grade)}>
          <GradeMark grade={grade} />
          <span className="home-figure">{count(grades.find((g) => g.grade === grade)?.count ?? 0)}</span>
          <span className="col" style={{ gap: 0 }}>
            <span>{name[grade]}</span>
            <span className="t3 fs12">{from[grade]}</span>
          </span>
        </button>
      ))}
      <span className="grow" />
      {start && (
        <Button type="primary" size="small" onClick={() => void go(`/board?seed=${start}`)}>
          {w.start}
        </Button>
      )}
    </div>
  );
}

function AlertTable({ rows }: { rows: Alert[] }) {
  const w = useWords(words);
  return (
    <div className="home-scroll">
      <table className="tb">
        <thead>
          <tr>
            <th>{w.grade}</th>
            <th>{w.firm}</th>
            <th>{w.kind}</th>
            <th className="home-wide">{w.region}</th>
            <th className="num" title={w.scoreOf}>{w.score}</th>
            <th className="num" title={w.foundOf}>{w.found}</th>
            <th>{w.reasons}</th>
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {rows.map((one) => (
            <AlertRow key={one.entity.id} of={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AlertRow({ of }: { of: Alert }) {
  const w = useWords(words);
  const go = useNavigate();
  const named = useClassName();
  const to = `/board?seed=${of.entity.id}`;
  return (
    <tr className="home-row" onClick={() => void go(to)}>
      <td>
        <Risk grade={of.grade} />
      </td>
      <td>
        <span className="row">
          <Link data-row className="b ell home-name" to={to} aria-label={w.openRow(of.entity.caption)} title={of.entity.caption} onClick={(e) => e.stopPropagation()}>
            {of.entity.caption}
          </Link>
          {of.new && <span className="tag accent" title={w.freshWhy}>{w.fresh}</span>}
          {of.risen && <span className="tag red" title={w.risenWhy}>{w.risen}</span>}
        </span>
      </td>
      <td className="t2">{of.suspected ? named(of.suspected) : "—"}</td>
      <td className="t2 home-wide">{of.region ?? "—"}</td>
      <td className="num b">{of.score}</td>
      <td className="num">{of.findings}</td>
      <td className="home-reasons">
        <div className="ell" title={of.reasons.map((r) => `${r.label}：${r.sentence}`).join("\n")}>
          <b>{of.reasons.map((r) => r.label).join(" · ")}</b>
          <span className="home-why">{bare(of.reasons[0]?.sentence ?? "", of.entity.caption)}</span>
        </div>
      </td>
    </tr>
  );
}
