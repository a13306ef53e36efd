/** What is told beside a pair: the score, once one has judged; what "same" would move; one's answers, each with its way back. */
import { useState } from "react";
import { Link } from "react-router";
import { useAsk, useDo, useMe } from "../../core/api";
import { count, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Icon, Panel, Reason } from "../../parts";
import { ReviewBack, ReviewRecent } from "./documents";
import type { Given, Pair, Verdict } from "./types";
import { words } from "./words";

const RECENT = 20;
const TOLD = 7; // reasons that are told at once

export function Aside({ pair }: { pair: Pair | undefined }) {
  return (
    <div className="col">
      <Score of={pair?.verdict ?? undefined} />
      {pair && <Moves of={pair.moves} />}
      <Recent />
    </div>
  );
}

function Score({ of }: { of: Verdict | undefined }) {
  const w = useWords(words);
  if (!of)
    return (
      <Panel title={w.score}>
        <div className="rev-hidden"><Icon name="lock" /> {w.hidden}</div>
        <p className="t3 fs12" style={{ marginTop: 8 }}>{w.hiddenMore}</p>
      </Panel>
    );
  const band = of.band === "merged" ? w.merged : of.band === "apart" ? w.apart : w.review;
  return (
    <Panel title={w.score} acts={<span className="tag line">{of.judgement.blind ? w.blind : w.seen}</span>}>
      <div className="row">
        <span className="rev-score">{of.score.toFixed(2)}</span>
        <span className="t2 fs12 grow">{w.band} {band}</span>
        <span className={of.agrees == null ? "tag" : of.agrees ? "tag green" : "tag amber"}>{of.agrees == null ? w.leansNo : of.agrees ? w.agrees : w.disagrees}</span>
      </div>
      <div className="rev-why" style={{ marginTop: 8 }}>
        {of.reasons.slice(0, TOLD).map((r) => <Gave key={r.what} words={r.words} gave={r.gave ?? 0} />)}
        {of.reasons.length === 0 && <span className="t3">{w.noReasons}</span>}
        {of.reasons.length > TOLD && (
          <details className="rev-more">
            <summary className="t3">{w.moreReasons(of.reasons.length - TOLD)}</summary>
            <div className="rev-why">{of.reasons.slice(TOLD).map((r) => <Gave key={r.what} words={r.words} gave={r.gave ?? 0} />)}</div>
          </details>
        )}
      </div>
    </Panel>
  );
}

const FULL = 8; // log-odds that fill the bar

function Gave({ words: said, gave }: { words: string; gave: number }) {
  const w = useWords(words);
  const size = (Math.min(FULL, Math.abs(gave)) / FULL) * 50;
  return (
    <>
      <span className="t2" title={said}>{said}</span>
      <span className="gave" title={`${w.gave} ${gave.toFixed(2)}`}><i style={{ width: `${size}%`, left: gave < 0 ? `${50 - size}%` : "50%", background: gave < 0 ? "var(--red)" : "var(--accent)" }} /></span>
      <span className="num">{gave > 0 ? "+" : gave < 0 ? "−" : ""}{Math.abs(gave).toFixed(1)}</span>
    </>
  );
}

function Moves({ of }: { of: Pair["moves"] }) {
  const w = useWords(words);
  if (!of) return <Panel title={w.moves}><p className="t2">{w.oneAlready}</p></Panel>;
  return (
    <Panel title={w.moves}>
      <dl className="facts">
        <dt>{w.mLinks}</dt>
        <dd>{w.movedLinks(count(of.links))}</dd>
        <dt>{w.mRows}</dt>
        <dd>{w.movedRows(count(of.rows))}</dd>
        {of.findings != null && [<dt key="f">{w.mFindings}</dt>, <dd key="fv">{w.about(count(of.findings))}</dd>]}
        {of.cases != null && [<dt key="c">{w.mCases}</dt>, <dd key="cv">{w.cases(count(of.cases))}</dd>]}
      </dl>
      {of.refused && <p className="note bad" style={{ marginTop: 8 }}><Icon name="no" small /><span>{w.refusedNote}</span></p>}
      {of.needs && <p className="note warn" style={{ marginTop: 8 }}><Icon name="alert" small /><span>{w.basisWhy(of.needs)}</span></p>}
      <p className="t3 fs12" style={{ marginTop: 8 }}>{w.undoable}</p>
    </Panel>
  );
}

function Recent() {
  const w = useWords(words);
  const me = useMe();
  const of = useAsk(ReviewRecent, { who: me.who, first: RECENT });
  const back = useDo(ReviewBack);
  const [asked, setAsked] = useState<Given>();
  return (
    <section className="panel rev-recent">
      <header><h2>{w.recent}</h2><span className="sub">{of.data && w.recentSub(of.data.judgements.nodes.length, of.data.judgements.total)}</span></header>
      <div className="scroll">
        <Answered of={of}>
          {({ judgements }) => (judgements.nodes.length ? <ul>{judgements.nodes.map((one) => <Line key={one.seq} of={one} ask={setAsked} />)}</ul> : <p className="t3" style={{ padding: "12px 16px" }}>{w.noRecent}</p>)}
        </Answered>
      </div>
      {asked && <Reason title={w.undoTitle} more={`${asked.left.caption} / ${asked.right.caption} · ${w[asked.answer]}。${w.undoMore}`} act={w.undo} danger close={() => setAsked(undefined)} send={(reason) => back.mutateAsync({ seq: asked.seq, reason })} />}
    </section>
  );
}

function Line({ of, ask }: { of: Given; ask: (of: Given) => void }) {
  const w = useWords(words);
  const names = `${of.left.caption} / ${of.right.caption}`;
  return (
    <li className="rev-given">
      <div className="grow">
        <Link to={`/review?left=${of.left.id}&right=${of.right.id}`} className="ell" style={{ display: "block", color: "inherit" }} title={`${names} · ${of.reason}`}>{names}</Link>
        <div className="fs12 t3 ell">{w[of.answer]}{of.score != null && ` · ${w.system(of.score.toFixed(2))}`} · {minute(of.at)}</div>
      </div>
      <button type="button" className="iconbutton" title={w.undo} aria-label={`${w.undo} ${names}`} onClick={() => ask(of)}><Icon name="undo" small /></button>
    </li>
  );
}
