/** The tools, each with its key; the meter of what is drawn; what leaves the board. */
import { Button, Dropdown, Segmented, Select, Tooltip, type MenuProps } from "antd";
import type { ReactNode } from "react";
import { BUDGET, LAYOUTS, type Colouring, type LayoutName, type Measure } from "../../core/board/types";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon, type IconName } from "../../parts";
import { useBoard, type Tool } from "./store";
import { words } from "./words";

export function Tool({ icon, label, press, keys, on, off }: { icon: IconName; label: string; press: () => void; keys?: string; on?: boolean; off?: boolean }) {
  return (
    <Tooltip title={keys ? `${label}  ${keys}` : label}>
      <button type="button" className="iconbutton" aria-label={label} {...(keys ? { "aria-keyshortcuts": keys } : {})} {...(on == null ? {} : { "aria-pressed": on })} disabled={off ?? false} onClick={press}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}

interface Props {
  drawn: number;
  lay: (name: LayoutName) => void;
  press: (what: "undo" | "redo" | "pin" | "path" | "group" | "freeze" | "note" | "history" | "query" | "share" | "save" | "pattern") => void;
  exports: MenuProps;
  more?: ReactNode;
}
const TOOLS: [Tool, IconName, string][] = [["select", "cursor", "V"], ["pan", "hand", "H"], ["box", "box", "B"], ["lasso", "lasso", "L"]];
const SIZES: Measure[] = ["none", "degree", "amount", "betweenness", "core"];
const COLOURS: Colouring[] = ["kind", "grade", "region", "mark", "group"];

export function Toolbar({ drawn, lay, press, exports, more }: Props) {
  const w = useWords(words);
  const { history, tool, set, selection } = useBoard();
  const none = selection.length === 0;
  return (
    <div className="board-tools" role="toolbar" aria-label={w.board}>
      <Tool icon="undo" label={w.undo} keys="Ctrl+Z" press={() => press("undo")} off={!history.done.length} />
      <Tool icon="redo" label={w.redo} keys="Ctrl+Y" press={() => press("redo")} off={!history.undone.length} />
      <button type="button" className="textbutton nw" style={{ color: "inherit" }} onClick={() => press("history")}>
        {w.history(history.done.length)}
      </button>
      <span className="vsep" />
      {TOOLS.map(([name, icon, key]) => (
        <Tool key={name} icon={icon} label={w[name]} keys={key} on={tool === name} press={() => set({ tool: name })} />
      ))}
      <span className="vsep" />
      <Select<LayoutName>
        size="small"
        style={{ width: 128 }}
        aria-label={w.layout}
        value={history.board.layout}
        onSelect={lay}
        options={LAYOUTS.map((name) => ({ value: name, label: w[name] }))}
      />
      <Tool icon="pin" label={w.pinAct} press={() => press("pin")} off={none} />
      <Tool icon="path" label={w.pathAct} keys="P" press={() => press("path")} off={selection.length !== 2} />
      <Tool icon="group" label={w.groupAct} keys="G" press={() => press("group")} off={selection.length < 2} />
      <Tool icon="freeze" label={w.frozen} press={() => press("freeze")} off={none} />
      <Tool icon="note" label={w.noteAct} keys="N" press={() => press("note")} off={none} />
      <Looks />
      {more}
      <span className="grow" />
      <Budget drawn={drawn} />
      <span className="vsep" />
      <Tool icon="search" label={w.pattern} press={() => press("pattern")} />
      <Tool icon="code" label={w.query} press={() => press("query")} />
      <Tool icon="share" label={w.share} press={() => press("share")} />
      <Dropdown menu={exports} trigger={["click"]}>
        <Button size="small" icon={<Icon name="download" small />}>
          {w.export}
        </Button>
      </Dropdown>
      <Button size="small" type="primary" onClick={() => press("save")}>
        {w.saveCase}
      </Button>
    </div>
  );
}

export type View = "graph" | "table" | "sankey";

/** The same as a picture, as a table, and as its money's Sankey. */
export function Views({ now, pick, group }: { now: View; pick: (view: View) => void; group: boolean }) {
  const w = useWords(words);
  const views: View[] = group ? ["graph", "table", "sankey"] : ["graph", "table"];
  return <Segmented<View> size="small" value={now} onChange={pick} options={views.map((value) => ({ value, label: w[value] }))} />;
}

/** Size by a measure, colour by a rule. */
function Looks() {
  const w = useWords(words);
  const act = useBoard((s) => s.do);
  const { size, colour } = useBoard((s) => s.history.board);
  const sizes: Record<Measure, string> = { none: w.none, degree: w.degree, amount: w.amount, betweenness: w.betweenness, core: w.kcore };
  const colours: Record<Colouring, string> = { kind: w.kind, grade: w.grade, region: w.regionBy, mark: w.mark, group: w.groupBy };
  const items: MenuProps["items"] = [
    { type: "group", label: w.size, children: SIZES.map((m) => ({ key: `size-${m}`, label: sizes[m], icon: <Mark on={m === size} />, onClick: () => act({ act: "style", values: [`${w.size} ${sizes[m]}`] }, (b) => void (b.size = m)) })) },
    { type: "group", label: w.colour, children: COLOURS.map((c) => ({ key: `colour-${c}`, label: colours[c], icon: <Mark on={c === colour} />, onClick: () => act({ act: "style", values: [`${w.colour} ${colours[c]}`] }, (b) => void (b.colour = c)) })) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <button type="button" className="iconbutton" aria-label={`${w.size} · ${w.colour}`} title={`${w.size} · ${w.colour}`}>
        <Icon name="palette" />
      </button>
    </Dropdown>
  );
}

const Mark = ({ on }: { on: boolean }) => <span style={{ width: 14, display: "inline-block" }}>{on && <Icon name="check" small />}</span>;

function Budget({ drawn }: { drawn: number }) {
  const w = useWords(words);
  return (
    <Tooltip title={w.budgetMore(BUDGET)}>
      <div className="board-budget" role="meter" aria-label={w.budget} aria-valuemin={0} aria-valuemax={BUDGET} aria-valuenow={drawn} tabIndex={0}>
        <span className="row">
          <span className="t3">{w.budget}</span>
          <span>
            <b>{count(drawn)}</b> <span className="t3">/ {count(BUDGET)}</span>
          </span>
        </span>
        <span className="bar">
          <i style={{ width: `${Math.min(100, (100 * drawn) / BUDGET)}%`, ...(drawn > BUDGET * 0.8 ? { background: "var(--amber)" } : {}) }} />
        </span>
      </div>
    </Tooltip>
  );
}
