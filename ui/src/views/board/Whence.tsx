/** Why something is on this board: the finding that names it, the layer and its rule, the way of money to it, who put it into the
 *  case, which expansion brought it; each with what it rests on. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { feeding, wayTo } from "../../core/board/origin";
import type { Line, Thing } from "../../core/board/types";
import { bare, count, exact, hundred, minute, money, percent } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, KindIcon } from "../../parts";
import { WhenceCase, WhenceFinding, WhenceLayer } from "./asks";
import { addressOf } from "./load";
import { useBoard } from "./store";
import { words } from "./words";

const FED = 3; // lines that are named

export function Whence({ of }: { of: Thing }) {
  const w = useWords(words);
  const me = useMe();
  const { opened, key } = useBoard();
  const { finding } = addressOf(key);
  return (
    <div className="col whence">
      <p className="t3 fs12">{w.whenceMore}</p>
      {finding && may(me, "findings") && <ByFinding of={of} finding={finding} />}
      {of.layer != null && opened.group.length > 0 && may(me, "analyse") && <ByLayer of={of} group={opened.group} />}
      {opened.case && may(me, "cases") && <ByCase of={of} file={opened.case} />}
      <ByWay of={of} />
      <ByExpansion of={of} />
    </div>
  );
}

function Ground({ title, tag, children }: { title: string; tag?: ReactNode; children: ReactNode }) {
  return (
    <section className="insp-card">
      <header>
        <h3 className="b ell">{title}</h3>
        <span className="grow" />
        {tag}
      </header>
      <div className="col whence-ground">{children}</div>
    </section>
  );
}

function ByFinding({ of, finding }: { of: Thing; finding: string }) {
  const w = useWords(words);
  const asked = useAsk(WhenceFinding, { id: finding });
  return (
    <Answered of={asked} lines={2}>
      {({ finding: one }) => {
        if (!one) return null;
        const role = one.subjects.find((s) => (s.entity?.id ?? s.id) === of.id)?.role;
        return (
          <Ground title={w.byFinding} tag={role && <span className="tag line">{role}</span>}>
            <p className="insp-sentence">{role ? one.sentence : w.notNamed(one.detector.label)}</p>
            {role && <p className="t3">{w.rule(one.detector.label, one.detector.about)}</p>}
            <Link to={`/findings?open=${finding}`}>{w.openFinding(hundred(one.score))}</Link>
          </Ground>
        );
      }}
    </Answered>
  );
}

function ByLayer({ of, group }: { of: Thing; group: string[] }) {
  const w = useWords(words);
  const asked = useAsk(WhenceLayer, { group, accounts: [of.id] });
  const { board } = useBoard((s) => s.history);
  const fed = feeding(of.id, (id) => board.things[id]?.layer ?? null, Object.values(board.lines));
  return (
    <Answered of={asked} lines={4}>
      {({ layers: { accounts, snapshot } }) => {
        const [one] = accounts.nodes;
        if (!one) return <Ground title={w.byLayer}><p>{w.noLayer}</p></Ground>;
        const figures: [string, number][] = [[w.received, one.received], [w.fromBelow, one.fromBelow], [w.passedOn, one.passed], [w.returned, one.returned], [w.resting, one.resting]];
        return (
          <Ground title={w.byLayer} tag={<span className="tag line">{`L${one.layer} ${one.role}`}</span>}>
            <p className="insp-sentence">{one.why}</p>
            <dl className="facts">
              {figures.map(([name, fen]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-v`} className="num">{exact(fen)}</dd>])}
              <dt>{w.sure}</dt>
              <dd className="num">{percent(one.confidence)}</dd>
            </dl>
            {fed.length > 0 && <p className="t3">{w.fedBy(count(fed.length))}</p>}
            <Fed lines={fed.slice(0, FED)} />
            <p className="t3 fs12">{w.onSnapshot(snapshot.slice(0, 8))}</p>
          </Ground>
        );
      }}
    </Answered>
  );
}

function Fed({ lines }: { lines: readonly Line[] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { select, history } = useBoard();
  return (
    <ul className="whence-lines">
      {lines.map((one) => (
        <li key={one.id}>
          <button type="button" className="textbutton" title={w.seeLine} onClick={() => select([one.id])}>
            <span className="ell">{history.board.things[one.from]?.caption}</span>
            <span className="num nw">{one.sum != null && money(one.sum, lang)} · {count(one.count)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function ByCase({ of, file }: { of: Thing; file: string }) {
  const w = useWords(words);
  const asked = useAsk(WhenceCase, { id: file });
  return (
    <Answered of={asked} lines={2}>
      {({ case: { things } }) => {
        const mine = things.nodes.filter((one) => one.entity?.id === of.id || one.id === of.id || one.finding?.subjects.some((s) => (s.entity?.id ?? s.id) === of.id));
        return (
          <Ground title={w.byCase}>
            {mine.length === 0 && <p>{w.notInCase}</p>}
            {mine.map((one) => (
              <p key={one.id}>
                {one.finding ? w.inCaseBy(one.finding.detector.label) : w.inCaseItself} · {w.putBy(bare(one.who), minute(one.at))}
                {one.why && <span className="insp-sentence"> {one.why}</span>}
              </p>
            ))}
            {things.total > things.nodes.length && <p className="t3 fs12">{w.lookedAt(things.nodes.length, things.total)}</p>}
          </Ground>
        );
      }}
    </Answered>
  );
}

/** The way over the board's lines from whom it was opened for. */
function ByWay({ of }: { of: Thing }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { kind, link } = useVocabulary();
  const { history, opened, key, select, set } = useBoard();
  const { things, lines } = history.board;
  const seeds = (opened.group.length ? opened.group : addressOf(key).seed).filter((id) => things[id]);
  if (!seeds.length) return null;
  const way = wayTo(of.id, seeds, Object.values(lines));
  if (way && !way.steps.length) return <Ground title={w.byWay}><p>{w.isSeed}</p></Ground>;
  if (!way) return <Ground title={w.byWay}><p>{w.noWay}</p></Ground>;
  const ids = [way.from, ...way.steps.map((step) => step.to)];
  const show = () => {
    select(ids);
    set({ path: [...ids, ...way.steps.map((step) => step.line)] });
  };
  const end = (id: string) => <><KindIcon kind={things[id]!.kind} size={16} label={kind(things[id]!.kind)} /><span className="ell">{things[id]!.caption}</span></>;
  return (
    <Ground title={w.byWay} tag={<span className="t3 nw">{w.steps(way.steps.length)}</span>}>
      <ol className="whence-way">
        <li>{end(way.from)}</li>
        {way.steps.map((step) => {
          const one = lines[step.line]!;
          return (
            <li key={step.line}>
              <button type="button" className="textbutton fs12" title={w.seeLine} onClick={() => select([one.id])}>
                {one.to === step.to ? "↓" : "↑"} {link(one.type)}{one.sum != null && ` ${money(one.sum, lang)}`}
              </button>
              <span className="row">{end(step.to)}</span>
            </li>
          );
        })}
      </ol>
      <Button size="small" onClick={show}>{w.showWay}</Button>
    </Ground>
  );
}

function ByExpansion({ of }: { of: Thing }) {
  const w = useWords(words);
  const { history, select } = useBoard();
  const { expansions, things } = history.board;
  const one = expansions.find((e) => e.things.includes(of.id));
  const centre = one && things[one.around];
  if (!centre) return null;
  return (
    <Ground title={w.byExpansion}>
      <button type="button" className="textbutton ell" onClick={() => select([centre.id])}>{w.expandedFrom(centre.caption)}</button>
    </Ground>
  );
}
