/** The stack of filters: a chip each, what they hide, one more by the menu. Nothing is hidden without its number. */
import { Button, Popover } from "antd";
import { useState } from "react";
import type { Filter } from "../../core/board/types";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Icon } from "../../parts";
import "./chips.css";
import { Form, type Choices } from "./Form";
import { said } from "./said";
import { words } from "./words";

export type { Choices } from "./Form";
export { said } from "./said";
const SORTS: readonly Filter["sort"][] = ["time", "amount", "kinds", "links", "grades", "regions", "degree", "core", "text"];

interface Props {
  /** Each filter in force with what it hides. */
  by: readonly { filter: Filter; things: number; lines: number }[];
  /** What all of them hide. */
  hidden: { things: number; lines: number };
  /** What there is to choose from on the board. */
  choices: Choices;
  onPut: (filter: Filter, label: string) => void;
  onRemove: (sort: Filter["sort"], label: string) => void;
  onClear: () => void;
}

export function Chips({ by, hidden, choices, onPut, onRemove, onClear }: Props) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { kind, link } = useVocabulary();
  const names = { w, lang, kind, link };
  const put = (filter: Filter | null, sort: Filter["sort"]) => (filter ? onPut(filter, said(filter, names)) : onRemove(sort, w[sort]));
  return (
    <div className="chips" role="group" aria-label={w.label}>
      <span className="t3 fs12 nw">{w.label}</span>
      <div className="chips-row">
        {by.map(({ filter, things, lines }) => (
          <Chip key={filter.sort} text={said(filter, names)} hides={w.hidesOne(count(things), count(lines))} filter={filter} choices={choices} put={put} />
        ))}
        <Add used={by.map((one) => one.filter.sort)} choices={choices} put={put} />
        {by.length === 0 && <span className="t3 fs12 nw">{w.none}</span>}
      </div>
      {(hidden.things > 0 || hidden.lines > 0) && (
        <span className="tag amber nw" role="status">
          <Icon name="alert" small />
          {w.hides(count(hidden.things), count(hidden.lines))}
        </span>
      )}
      {by.length > 0 && (
        <button type="button" className="textbutton fs12 nw" onClick={onClear}>
          {w.all}
        </button>
      )}
    </div>
  );
}

type Put = (filter: Filter | null, sort: Filter["sort"]) => void;

function Chip({ text, hides, filter, choices, put }: { text: string; hides: string; filter: Filter; choices: Choices; put: Put }) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  const done = (next: Filter | null) => (setOpen(false), put(next, filter.sort));
  return (
    <span className="chip">
      <Popover trigger="click" placement="bottomLeft" open={open} onOpenChange={setOpen} destroyOnHidden content={<Form sort={filter.sort} now={filter} choices={choices} done={done} />}>
        <button type="button" className="chips-text" title={`${hides}`} aria-label={w.edit(text)}>
          {text}
        </button>
      </Popover>
      <button type="button" className="chips-x" aria-label={w.remove(text)} title={w.remove(text)} onClick={() => put(null, filter.sort)}>
        <Icon name="x" small />
      </button>
    </span>
  );
}

/** What can be filtered by, and then the form for it. */
function Add({ used, choices, put }: { used: readonly Filter["sort"][]; choices: Choices; put: Put }) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  const [sort, setSort] = useState<Filter["sort"]>();
  const turn = (next: boolean) => {
    setOpen(next);
    if (next) setSort(undefined);
  };
  const content = sort ? (
    <Form sort={sort} choices={choices} done={(filter) => (turn(false), filter && put(filter, sort))} />
  ) : (
    <ul className="chips-menu" role="menu">
      {SORTS.filter((one) => !used.includes(one)).map((one) => (
        <li key={one} role="none">
          <button type="button" role="menuitem" onClick={() => setSort(one)}>
            {w[one]}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" placement="bottomLeft" open={open} onOpenChange={turn} destroyOnHidden content={content} classNames={{ root: sort ? "" : "chips-pop" }}>
      <Button size="small" type="text" className="chips-add" disabled={used.length === SORTS.length}>
        <Icon name="plus" small />
        {w.add}
      </Button>
    </Popover>
  );
}
