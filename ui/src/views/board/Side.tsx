/** Beside the canvas: what is chosen. One thing or line is looked into; of several it is said what they are and what can be done. */
import { Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { useVocabulary } from "../../core/api/ontology";
import { fold, hide, mark, remove, takeBack, ungroup } from "../../core/board/acts";
import { streams } from "../../core/board/measure";
import { MARKS, type Mark } from "../../core/board/types";
import type { Drawn, DrawnThing } from "../../core/board/visible";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Inspector, type Subject } from "../../panels/inspector";
import { Icon, KindIcon, Money, Panel } from "../../parts";
import { useBoard } from "./store";
import { Whence } from "./Whence";
import { words } from "./words";
import type { Dialog } from "./Dialogs";

interface Props {
  drawn: Drawn;
  open: (dialog: Dialog) => void;
  common: () => void;
}

export function Side({ drawn, open, common }: Props) {
  const { selection, history, select, set, opened, live } = useBoard();
  const { board } = history;
  const group = selection.length === 1 ? drawn.things.find((t) => t.id === selection[0] && t.members.length) : undefined;
  if (group) return <div className="board-side"><GroupPanel of={group} drawn={drawn} /></div>;
  if (selection.length > 1) return <div className="board-side"><Several drawn={drawn} open={open} common={common} /></div>;
  const [id] = selection;
  const thing = board.things[id!];
  const line = drawn.lines.find((l) => l.id === id);
  const subject: Subject | null = thing ? { sort: "entity", id: thing.id } : line && !line.id.includes(" ") ? { sort: "line", id: line.id, type: line.type, fromId: line.from, toId: line.to, count: line.count, sum: line.sum, first: line.first, last: line.last } : null;
  if (line && !subject) return <div className="board-side"><Merged of={line} drawn={drawn} /></div>;
  return (
    <div className="board-side">
      <Inspector
        subject={subject}
        acts={<Acts ids={[id!]} drawn={drawn} open={open} />}
        whence={thing && <Whence of={thing} />}
        marks={thing?.marks ?? []}
        {...(opened.case ? { caseId: opened.case } : {})}
        live={live}
        onClose={() => select([])}
        onSelect={(entities, links = []) => {
          const there = [...entities, ...links].filter((one) => board.things[one] || board.lines[one]);
          if (there.length) select(there);
          else set({ live });
        }}
      />
    </div>
  );
}

function Acts({ ids, drawn, open }: { ids: string[]; drawn: Drawn; open: (dialog: Dialog) => void }) {
  const w = useWords(words);
  const go = useNavigate();
  const s = useBoard();
  const { board } = s.history;
  const things = ids.filter((id) => board.things[id]);
  const [first] = things;
  const group = board.groups[board.things[first ?? ""]?.group ?? ""];
  const expansion = [...board.expansions].reverse().find((e) => e.around === first);
  const items = [
    ...(first && things.length === 1
      ? [
          { key: "stream", label: w.upDown, onClick: () => s.set({ path: streamed(first, drawn) }) },
          { key: "entity", label: w.entity, onClick: () => void go(`/entity/${first}`) },
          { key: "money", label: w.money, onClick: () => void go(`/money?group=${first}`) },
        ]
      : []),
    ...(group ? [{ key: "fold", label: `${w.foldAct} ${group.label}`, onClick: () => s.do({ act: "fold", values: [group.label] }, fold(group.id, false)) }] : []),
    { key: "hide", label: w.hideAct, extra: "Delete", onClick: () => s.do({ act: "hide", values: [ids.length] }, hide(ids)) },
    { key: "remove", label: w.removeAct, onClick: () => s.do({ act: "remove", values: [ids.length] }, remove(ids)) },
  ];
  return (
    <div className="row" style={{ flexWrap: "wrap", gap: 6 }}>
      {first && <MarkButton ids={things} />}
      {first && <Button size="small" onClick={() => open("note")}>{w.noteAct}</Button>}
      {first && things.length === 1 && <Button size="small" onClick={() => s.set({ expanding: first })}>{w.expandAct}</Button>}
      {expansion && <Button size="small" onClick={() => s.do({ act: "takeback", values: [board.things[first!]!.caption] }, takeBack(expansion.id))}>{w.takeBack}</Button>}
      <Button size="small" type="primary" onClick={() => open("save")}>{w.saveCase}</Button>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <button type="button" className="iconbutton" aria-label={w.moreActs}>
          <Icon name="more" />
        </button>
      </Dropdown>
    </div>
  );
}

export function streamed(id: string, drawn: Drawn): string[] {
  const on = streams(id, drawn.lines);
  return [...on, ...drawn.lines.filter((l) => on.has(l.from) && on.has(l.to)).map((l) => l.id)];
}

export function MarkButton({ ids }: { ids: string[] }) {
  const w = useWords(words);
  const s = useBoard();
  const items = MARKS.map((m: Mark) => ({ key: m, label: w[m], onClick: () => s.do({ act: "mark", values: [w[m], ids.length] }, mark(ids, m)) }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small">{w.marks}</Button>
    </Dropdown>
  );
}

/** A folded group: who is in it. */
function GroupPanel({ of, drawn }: { of: DrawnThing; drawn: Drawn }) {
  const w = useWords(words);
  const s = useBoard();
  const { things } = s.history.board;
  const flows = drawn.lines.filter((l) => l.money && (l.from === of.id || l.to === of.id));
  const sum = (side: "from" | "to") => flows.reduce((all, l) => all + (l[side] === of.id ? (l.sum ?? 0) : 0), 0);
  return (
    <Panel className="board-group" title={of.caption} sub={count(of.members.length)} acts={<Close />} plain>
      <div className="body col" style={{ padding: "12px 16px" }}>
        <div className="row" style={{ gap: 16 }}>
          <span className="t3">{w.from}</span> <Money fen={sum("from")} />
          <span className="t3">{w.to}</span> <Money fen={sum("to")} />
        </div>
        <div className="row">
          <Button size="small" type="primary" onClick={() => s.do({ act: "unfold", values: [of.caption] }, fold(of.id, true))}>{w.unfold}</Button>
          <Button size="small" onClick={() => s.do({ act: "ungroup", values: [of.caption] }, ungroup(of.id))}>{w.ungroup}</Button>
        </div>
      </div>
      <Members of={of.members.flatMap((id) => things[id] ?? [])} />
    </Panel>
  );
}

function Close() {
  const w = useWords(words);
  const select = useBoard((s) => s.select);
  return (
    <button type="button" className="iconbutton" aria-label={w.cancel} onClick={() => select([])}>
      <Icon name="x" />
    </button>
  );
}

function Members({ of }: { of: readonly { id: string; kind: string; caption: string }[] }) {
  const { kind } = useVocabulary();
  return (
    <ul style={{ overflow: "auto", flex: 1, minHeight: 0 }}>
      {of.slice(0, 500).map((t) => (
        <li key={t.id} className="row" style={{ padding: "5px 16px", borderBottom: "1px solid var(--line)" }}>
          <KindIcon kind={t.kind} size={18} label={kind(t.kind)} />
          <span className="grow ell">{t.caption}</span>
        </li>
      ))}
      {of.length > 500 && <li className="t3" style={{ padding: "6px 16px" }}>{`500 / ${count(of.length)}`}</li>}
    </ul>
  );
}

/** A line of a folded group: the sum of its members' lines. */
function Merged({ of, drawn }: { of: Drawn["lines"][number]; drawn: Drawn }) {
  const w = useWords(words);
  const { link } = useVocabulary();
  const name = (id: string) => drawn.things.find((t) => t.id === id)?.caption;
  return (
    <Panel className="board-group" title={link(of.type)} sub={count(of.count)} acts={<Close />}>
      <dl className="facts">
        <dt>{w.from}</dt>
        <dd>{name(of.from)}</dd>
        <dt>{w.to}</dt>
        <dd>{name(of.to)}</dd>
        {of.sum != null && (
          <>
            <dt>{w.sum}</dt>
            <dd><Money fen={of.sum} /></dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function Several({ drawn, open, common }: Props) {
  const w = useWords(words);
  const s = useBoard();
  const chosen = new Set(s.selection);
  const things = drawn.things.filter((t) => chosen.has(t.id));
  const lines = drawn.lines.filter((l) => chosen.has(l.id) || (chosen.has(l.from) && chosen.has(l.to)));
  const sum = lines.reduce((all, l) => all + (l.money ? (l.sum ?? 0) : 0), 0);
  return (
    <Panel className="board-group" title={w.selected(s.selection.length)} acts={<Close />} plain>
      <div className="col" style={{ padding: "12px 16px" }}>
        <div className="row" style={{ gap: 16 }}>
          <span className="t3">{w.tabLines(lines.length)}</span> <Money fen={sum} />
        </div>
        <Acts ids={s.selection} drawn={drawn} open={open} />
        <div className="row" style={{ flexWrap: "wrap" }}>
          {things.length === 2 && <Button size="small" onClick={() => open("path")}>{w.pathAct}</Button>}
          {things.length > 1 && <Button size="small" onClick={() => open("group")}>{w.groupAct}</Button>}
          {things.length > 1 && things.length <= 10 && <Button size="small" onClick={common}>{w.common}</Button>}
        </div>
      </div>
      <Members of={things} />
    </Panel>
  );
}
