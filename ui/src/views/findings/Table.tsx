/** The triage table: only the rows in sight are drawn, so that a thousand are as quick as twenty. */
import { Checkbox } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { count, day, hundred, NONE, yuan } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { gradeOf, Icon, KindIcon, Risk, useClassName, usePrinting } from "../../parts";
import type { Listed, useAround } from "./asks";
import { amountOf, peopleOf, type Facts } from "./facts";
import { main, type Column, type Sort } from "./order";
import { words } from "./words";

const ROW = 34; // px, as the style has it
const SPARE = 12; // rows beyond what is in sight

interface Props {
  rows: readonly Listed[];
  around: ReturnType<typeof useAround>;
  open: string | null;
  chosen: ReadonlySet<string>;
  sort: Sort;
  old: boolean; // of the filter before, until the answer is there
  onSort: (sort: Sort) => void;
  onOpen: (id: string) => void;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

/** Which rows are in sight of a box that scrolls, and where the box is to be so that one is. */
function useSight(rows: readonly Listed[], open: string | null) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const at = rows.findIndex((row) => row.id === open);
  useEffect(() => {
    const here = box.current;
    if (!here || at < 0) return;
    if (at * ROW < here.scrollTop) here.scrollTop = at * ROW;
    else if ((at + 2) * ROW > here.scrollTop + here.clientHeight) here.scrollTop = (at + 2) * ROW - here.clientHeight;
  }, [at]);
  const printing = usePrinting();
  const from = printing ? 0 : Math.max(0, Math.floor(top / ROW) - SPARE);
  const to = printing ? rows.length : Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE);
  return { box, from, to, onScroll: () => box.current && setTop(box.current.scrollTop) };
}

export function Table({ rows, around, open, chosen, sort, old, onSort, onOpen, onChoose }: Props) {
  const w = useWords(words);
  const { box, from, to, onScroll } = useSight(rows, open);
  const all = rows.length > 0 && rows.every((row) => chosen.has(row.id));
  const head = (by: Column, label: string, more: { num?: boolean; wide?: boolean; title?: string } = {}) => <Head by={by} label={label} sort={sort} onSort={onSort} {...more} />;
  return (
    <div className={old ? "find-list old" : "find-list"} aria-busy={old} ref={box} onScroll={onScroll}>
      <table className="tb" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th className="find-box">
              <Checkbox aria-label={w.selectAll} checked={all} indeterminate={!all && chosen.size > 0} onChange={(e) => onChoose(rows.map((row) => row.id), e.target.checked)} />
            </th>
            <th>{w.grade}</th>
            {head("pattern", w.finding)}
            {head("subject", w.subject)}
            <th className="find-wide find-sentence">{w.sentence}</th>
            {head("score", w.score, { num: true, title: w.scoreWhy })}
            {head("people", w.people, { num: true })}
            {head("amount", w.amount, { num: true })}
            {head("end", w.end)}
            {head("state", w.state)}
            {head("assignee", w.assignee, { wide: true })}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap rows={from} />}
          {rows.slice(from, to).map((row, i) => (
            <Line key={row.id} row={row} place={from + i + 2} label={around.label(row.detector.name)} open={row.id === open} chosen={chosen.has(row.id)} onOpen={onOpen} onChoose={onChoose} />
          ))}
          {to < rows.length && <Gap rows={rows.length - to} />}
        </tbody>
      </table>
    </div>
  );
}

function Gap({ rows }: { rows: number }) {
  return (
    <tr aria-hidden="true" className="find-gap">
      <td colSpan={11} style={{ height: rows * ROW }} />
    </tr>
  );
}

interface HeadProps {
  by: Column;
  label: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  num?: boolean;
  wide?: boolean;
  title?: string;
}
const FALLS: Column[] = ["score", "people", "amount", "end"]; // that one looks at from the top

function Head({ by, label, sort, onSort, num, wide, title }: HeadProps) {
  const w = useWords(words);
  const here = sort.by === by;
  return (
    <th className={`${num ? "num" : ""} ${wide ? "find-wide" : ""}`} aria-sort={here ? (sort.down ? "descending" : "ascending") : "none"} title={title}>
      <button type="button" className="find-sort" onClick={() => onSort({ by, down: here ? !sort.down : FALLS.includes(by) })} aria-label={`${label}：${here && sort.down ? w.sortUp : w.sortDown}`}>
        {label}
        {here && <Icon name={sort.down ? "down" : "up"} small />}
      </button>
    </th>
  );
}

const TONE: Record<string, string> = { new: "tag accent", risen: "tag red", open: "tag", confirmed: "tag amber", dismissed: "tag line" };

export function StateTag({ state }: { state: string }) {
  const w = useWords(words);
  const name = { new: w.isNew, risen: w.isRisen, open: w.isOpen, confirmed: w.isConfirmed, dismissed: w.isDismissed }[state] ?? state;
  return <span className={TONE[state] ?? "tag"}>{name}</span>;
}

interface LineProps {
  row: Listed;
  place: number;
  label: string;
  open: boolean;
  chosen: boolean;
  onOpen: (id: string) => void;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

function Line({ row, place, label, open, chosen, onOpen, onChoose }: LineProps) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const facts = row.facts as Facts;
  const people = peopleOf(row.detector.name, facts, lang);
  return (
    <tr aria-rowindex={place} aria-selected={open} onClick={() => onOpen(row.id)} className="find-row">
      <td onClick={(e) => e.stopPropagation()}>
        <Checkbox aria-label={w.selectOne(label)} checked={chosen} onChange={(e) => onChoose([row.id], e.target.checked)} />
      </td>
      <td>
        <Risk grade={gradeOf(row.score)} scored />
      </td>
      <td className="b find-name">
        <button type="button" className="find-open ell" title={row.sentence} onClick={(e) => (e.stopPropagation(), onOpen(row.id))}>
          {label}
        </button>
      </td>
      <td className="find-subject">
        <Mainly row={row} />
      </td>
      <td className="t2 find-wide find-sentence">
        <div className="ell" title={row.sentence}>
          {row.sentence}
        </div>
      </td>
      <td className="num b">{hundred(row.score)}</td>
      <td className="num" title={people?.what}>{people ? count(people.n) : NONE}</td>
      <td className="num">{yuan(amountOf(row.detector.name, facts))}</td>
      <td className="t2">{row.end ? day(row.end) : NONE}</td>
      <td>
        <StateTag state={row.state} />
      </td>
      <td className="t2 find-wide">{row.assignee ?? NONE}</td>
    </tr>
  );
}

function Mainly({ row }: { row: Listed }): ReactNode {
  const w = useWords(words);
  const first = main(row);
  if (!first) return NONE;
  return (
    <span className="row" style={{ gap: 6 }} title={first.role}>
      <KindIcon kind={first.kind} size={16} />
      <span className="ell">{first.entity?.caption ?? NONE}</span>
      {row.subjects.length > 1 && <span className="t3 fs12 nw">{w.and(row.subjects.length)}</span>}
    </span>
  );
}

/** The classes that a pattern may mean: one by name, several by number. */
export function Classes({ of }: { of: readonly string[] }) {
  const named = useClassName();
  return (
    <span className="row" style={{ flexWrap: "wrap", gap: 4 }}>
      {of.map((one) => (
        <span key={one} className="tag">
          {named(one)}
        </span>
      ))}
    </span>
  );
}
