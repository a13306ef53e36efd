/** Comments: they stay as written; one's own are put right by a later one. */
import { Button, Input } from "antd";
import { useMemo, useState } from "react";
import { useDo, useMe } from "../../core/api";
import { bare, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Panel } from "../../parts";
import { CaseComment } from "./documents";
import type { Can, File } from "./types";
import { told, type Told } from "./utils";
import { words } from "./words";

export function Notes({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const me = useMe();
  const notes = useMemo(() => told(of.notes.nodes), [of.notes.nodes]);
  const [corrects, setCorrects] = useState<Told>();
  return (
    <Panel plain title={w.notes} sub={w.charge(notes.length)}>
      {can.comment && <Writing key={corrects?.seq ?? 0} id={of.id} corrects={corrects} done={() => setCorrects(undefined)} />}
      {notes.length === 0 ? (
        <p className="case-none">{w.noNotes}</p>
      ) : (
        <ul className="case-notes" tabIndex={0} aria-label={w.notes}>
          {notes.map((note) => (
            <li key={note.seq} className="case-note">
              <div className="row fs12">
                <b>{bare(note.who)}</b>
                <span className="t3">{note.before.length ? w.corrected(minute(note.at)) : minute(note.at)}</span>
                <span className="grow" />
                {can.comment && note.who === me.who && (
                  <button type="button" className="textbutton" onClick={() => setCorrects(note)}>{w.correct}</button>
                )}
              </div>
              <p>{note.text}</p>
              {note.before.length > 0 && (
                <details className="fs12 t3">
                  <summary>{w.before}</summary>
                  {note.before.map((one) => <p key={one.seq}>{minute(one.at)} · {one.text}</p>)}
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Writing({ id, corrects, done }: { id: string; corrects: Told | undefined; done: () => void }) {
  const w = useWords(words);
  const comment = useDo(CaseComment);
  const [text, setText] = useState(corrects?.text ?? "");
  const send = () =>
    comment.mutate({ id, text: text.trim(), corrects: corrects?.seq ?? null }, {
      onSuccess: () => {
        setText("");
        done();
      },
    });
  return (
    <div className="case-write">
      {corrects && <span className="fs12 t2">{w.correcting}</span>}
      <Input.TextArea aria-label={w.notes} placeholder={w.noteHint} value={text} maxLength={4000} rows={2} onChange={(e) => setText(e.target.value)} />
      <div className="row">
        {comment.error && <span className="up fs12 grow" role="alert">{comment.error.message}</span>}
        <span className="grow" />
        {corrects && <Button size="small" onClick={done}>{w.cancel}</Button>}
        <Button size="small" type="primary" disabled={!text.trim()} loading={comment.isPending} onClick={send}>{w.noteSave}</Button>
      </div>
    </div>
  );
}
