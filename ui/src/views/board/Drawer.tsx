/** The table of what is drawn, always in step with the canvas: the accessible view of the same. */
import { useMemo, useState, type ReactNode } from "react";
import type { Drawn, DrawnThing } from "../../core/board/visible";
import { degrees } from "../../core/board/visible";
import { useVocabulary } from "../../core/api/ontology";
import type { Line } from "../../core/board/types";
import { count, day, NONE, second, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon, KindIcon, Risk, usePrinting } from "../../parts";
import { useBoard } from "./store";
import { words } from "./words";

export type DrawerTab = "selected" | "things" | "lines" | "history";
export type DrawerSize = "shut" | "low" | "tall" | "full";
interface Column<T> {
  key: string;
  head: string;
  cell: (one: T) => ReactNode;
  order: (one: T) => string | number;
  right?: boolean;
}
const ROW = 30; // px
const SPARE = 12; // rows made above and below what is seen

export function Drawer({ drawn, tab, setTab, size, setSize }: { drawn: Drawn; tab: DrawerTab; setTab: (tab: DrawerTab) => void; size: DrawerSize; setSize: (size: DrawerSize) => void }) {
  const w = useWords(words);
  const { selection, history } = useBoard();
  const chosen = useMemo(() => new Set(selection), [selection]);
  const things = tab === "selected" ? drawn.things.filter((t) => chosen.has(t.id)) : drawn.things;
  const lines = tab === "selected" ? drawn.lines.filter((l) => chosen.has(l.id)) : drawn.lines;
  const tabs: [DrawerTab, string][] = [
    ["selected", w.tabSelected(selection.length)], ["things", w.tabThings(drawn.things.length)], ["lines", w.tabLines(drawn.lines.length)], ["history", w.tabHistory(history.done.length)],
  ];
  const pick = (next: DrawerTab) => {
    setTab(next);
    if (size === "shut") setSize("low");
  };
  return (
    <section className={`board-drawer ${size}`} aria-label={w.drawer}>
      <header>
        <b>{w.drawer}</b>
        <div className="tabs" role="tablist">
          {tabs.map(([name, label]) => (
            <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => pick(name)}>
              {label}
            </button>
          ))}
        </div>
        <span className="grow" />
        <span className="t3 fs12 nw">{w.synced}</span>
        <button type="button" className="iconbutton" aria-label={size === "tall" ? w.closeDrawer : w.openDrawer} aria-expanded={size !== "shut"} onClick={() => setSize(size === "shut" ? "low" : size === "low" ? "tall" : "shut")}>
          <Icon name={size === "tall" ? "down" : "up"} small />
        </button>
      </header>
      {size !== "shut" && (tab === "history" ? <Past /> : tab === "lines" || (tab === "selected" && lines.length > things.length) ? <Lines of={lines} drawn={drawn} /> : <Things of={things} drawn={drawn} />)}
    </section>
  );
}

function Things({ of, drawn }: { of: DrawnThing[]; drawn: Drawn }) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  const degree = useMemo(() => degrees(drawn.lines), [drawn]);
  const columns: Column<DrawnThing>[] = [
    { key: "name", head: w.name, order: (t) => t.caption, cell: (t) => (<span className="row" style={{ gap: 6 }}><KindIcon kind={t.kind} size={18} /><b className="ell">{t.caption}</b>{t.members.length > 0 && <span className="t3">{count(t.members.length)}</span>}</span>) },
    { key: "kind", head: w.kindCol, order: (t) => t.kind, cell: (t) => kind(t.kind) },
    { key: "grade", head: w.gradeCol, order: (t) => ["RED", "AMBER", "YELLOW", "NONE"].indexOf(t.grade), cell: (t) => (t.grade === "NONE" ? NONE : <Risk grade={t.grade} />) },
    { key: "layer", head: w.layerCol, order: (t) => t.layer ?? 99, cell: (t) => (t.layer == null ? NONE : `L${t.layer} ${t.role ?? ""}`) },
    { key: "links", head: w.links, order: (t) => -(degree.get(t.id) ?? 0), cell: (t) => count(degree.get(t.id) ?? 0), right: true },
    { key: "marks", head: w.marks, order: (t) => t.marks.join(), cell: (t) => t.marks.map((m) => w[m]).join(" ") || NONE },
    { key: "note", head: w.noteCol, order: (t) => t.note, cell: (t) => <span className="ell">{t.note || NONE}</span> },
  ];
  return <Rows of={of} columns={columns} />;
}

function Lines({ of, drawn }: { of: Line[]; drawn: Drawn }) {
  const w = useWords(words);
  const { link } = useVocabulary();
  const caption = useMemo(() => new Map(drawn.things.map((t) => [t.id, t.caption])), [drawn]);
  const columns: Column<Line>[] = [
    { key: "from", head: w.from, order: (l) => caption.get(l.from) ?? "", cell: (l) => caption.get(l.from) },
    { key: "to", head: w.to, order: (l) => caption.get(l.to) ?? "", cell: (l) => caption.get(l.to) },
    { key: "type", head: w.type, order: (l) => l.type, cell: (l) => link(l.type) },
    { key: "sum", head: w.sum, order: (l) => -(l.sum ?? -1), cell: (l) => <b>{yuan(l.sum)}</b>, right: true },
    { key: "count", head: w.count, order: (l) => -l.count, cell: (l) => count(l.count), right: true },
    { key: "first", head: w.first, order: (l) => l.first ?? "", cell: (l) => <span title={second(l.first)}>{day(l.first)}</span> },
    { key: "last", head: w.last, order: (l) => l.last ?? "", cell: (l) => <span title={second(l.last)}>{day(l.last)}</span> },
  ];
  return <Rows of={of} columns={columns} />;
}

/** Rows of which only those in sight are made; the selection is the canvas's. */
function Rows<T extends { id: string }>({ of, columns }: { of: T[]; columns: Column<T>[] }) {
  const { selection, select } = useBoard();
  const [sort, setSort] = useState<[string, boolean]>(["", false]);
  const [{ top, tall }, setSeen] = useState({ top: 0, tall: 400 });
  const rows = useMemo(() => {
    const by = columns.find((c) => c.key === sort[0]);
    if (!by) return of;
    return [...of].sort((a, b) => (by.order(a) < by.order(b) ? -1 : by.order(a) > by.order(b) ? 1 : 0) * (sort[1] ? -1 : 1));
  }, [of, columns, sort]);
  const printing = usePrinting();
  const from = printing ? 0 : Math.max(0, Math.floor(top / ROW) - SPARE);
  const seen = printing ? rows : rows.slice(from, from + Math.ceil(tall / ROW) + 2 * SPARE);
  const chosen = new Set(selection);
  return (
    <div className="scroll" onScroll={(e) => setSeen({ top: e.currentTarget.scrollTop, tall: e.currentTarget.clientHeight })}>
      <table className="tb" aria-rowcount={rows.length}>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.key} className={c.right ? "num" : ""} aria-sort={sort[0] === c.key ? (sort[1] ? "descending" : "ascending") : "none"}>
                <button type="button" className="textbutton" style={{ color: "inherit", fontWeight: 600 }} onClick={() => setSort([c.key, sort[0] === c.key && !sort[1]])}>
                  {c.head}
                  {sort[0] === c.key && (sort[1] ? " ▾" : " ▴")}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <tr style={{ height: from * ROW }} aria-hidden="true" />}
          {seen.map((one, i) => (
            <tr
              key={one.id}
              aria-rowindex={from + i + 1}
              aria-selected={chosen.has(one.id)}
              tabIndex={0}
              style={{ cursor: "pointer" }}
              onClick={(e) => select([one.id], e.ctrlKey || e.shiftKey)}
              onKeyDown={(e) => e.key === "Enter" && select([one.id], e.shiftKey)}
            >
              {columns.map((c) => (
                <td key={c.key} className={c.right ? "num" : ""} style={{ height: ROW, maxWidth: 260, overflow: "hidden", textOverflow: "ellipsis" }}>
                  {c.cell(one)}
                </td>
              ))}
            </tr>
          ))}
          {from + seen.length < rows.length && <tr style={{ height: (rows.length - from - seen.length) * ROW }} aria-hidden="true" />}
        </tbody>
      </table>
    </div>
  );
}

/** Every act, the last first; any of them can be gone back to. */
function Past() {
  const w = useWords(words);
  const { history, travel } = useBoard();
  const { done, undone } = history;
  const steps = [...done, ...[...undone].reverse()];
  return (
    <div className="scroll">
      <table className="tb">
        <tbody>
          {steps
            .map((step, i) => (
              <tr key={i} aria-selected={i === done.length - 1} className={i >= done.length ? "t3" : ""}>
                <td style={{ width: 150 }}>{second(step.at)}</td>
                <td>{w.act(step.label.act, ...step.label.values)}</td>
                <td className="num">{i === done.length - 1 ? <span className="tag accent">{w.atNow}</span> : <button type="button" className="textbutton" onClick={() => travel(i + 1)}>{w.jump}</button>}</td>
              </tr>
            ))
            .reverse()}
          <tr>
            <td>{w.began}</td>
            <td />
            <td className="num">{done.length > 0 && <button type="button" className="textbutton" onClick={() => travel(0)}>{w.jump}</button>}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
