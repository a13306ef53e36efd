/** Mark several at once: core, suspect, victim, witness, or frozen in a what-if, with a note. */
import { Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { MARKS, type Mark } from "../../core/board/types";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon, KindIcon } from "../../parts";
import "./annotate.css";
import { changeOf, empty, has, having, type MarkChange } from "./change";
import { words } from "./words";

export type { MarkChange } from "./change";

interface Props {
  of: readonly { id: string; kind: string; caption: string; marks: readonly Mark[]; note: string }[];
  /** Marks to add and to take away of all of them, and the note that replaces theirs (null: as they are). */
  onApply: (change: MarkChange) => void;
  onClose: () => void;
}
const SHOWN = 6;

export function MarkDialog({ of, onApply, onClose }: Props) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  const [wished, setWished] = useState<Partial<Record<Mark, boolean>>>({});
  const [note, setNote] = useState("");
  const change = changeOf(of, wished, note);
  const noted = of.filter((one) => one.note).length;
  const apply = () => {
    onApply(change);
    onClose();
  };
  return (
    <Modal
      open
      title={w.title(count(of.length))}
      width={480}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {w.cancel}
        </Button>,
        <Button key="apply" type="primary" disabled={empty(change) || !of.length} title={empty(change) ? w.nochange : undefined} onClick={apply}>
          {w.apply}
        </Button>,
      ]}
    >
      <div className="mark">
        <ul className="mark-of">
          {of.slice(0, SHOWN).map((one) => (
            <li key={one.id}>
              <KindIcon kind={one.kind} size={16} label={kind(one.kind)} />
              <span className="ell">{one.caption}</span>
            </li>
          ))}
          {of.length > SHOWN && <li className="t3">{w.more(count(of.length))}</li>}
          {of.length === 0 && <li className="t3">{w.none}</li>}
        </ul>
        <div role="group" aria-label={w.what} className="mark-rows">
          {MARKS.map((mark) => (
            <Row key={mark} mark={mark} of={of} wished={wished[mark]} wish={(on) => setWished({ ...wished, [mark]: on })} />
          ))}
        </div>
        <label className="col" style={{ gap: 4 }}>
          <span className="t2">{w.note}</span>
          <Input.TextArea value={note} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />
          <span className="t3 fs12">{note.trim() && noted ? w.keep(count(noted)) : w.noteMore}</span>
        </label>
        <div className="note gold">
          <Icon name="note" small />
          <span>{w.provisional}</span>
        </div>
      </div>
    </Modal>
  );
}

function Row({ mark, of, wished, wish }: { mark: Mark; of: Props["of"]; wished: boolean | undefined; wish: (on: boolean) => void }) {
  const w = useWords(words);
  const now = has(of, mark);
  const had = having(of, mark);
  const on = wished ?? (now === "all" && of.length > 0);
  return (
    <label className="mark-row">
      <Checkbox aria-label={w[mark]} checked={on} indeterminate={wished === undefined && now === "some"} onChange={(event) => wish(event.target.checked)} />
      <span className={mark === "core" ? "role core" : "role"}>{w[`${mark}Badge`]}</span>
      <span className="b">{w[mark]}</span>
      <span className="t3 fs12">{w[`${mark}More`]}</span>
      <span className="t3 fs12 nw">{had > 0 && w.have(count(had))}</span>
    </label>
  );
}
