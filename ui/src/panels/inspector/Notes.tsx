/** What people wrote beside it. A note is never changed, only taken away with a reason. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { graphql, useDo, useMe, type AskError } from "../../core/api";
import type { InspectorNotesQuery } from "../../core/api/gql/graphql";
import { bare, count, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Reason } from "../../parts";
import { words } from "./words";

const Write = graphql(`
  mutation InspectorWrite($subject: ID!, $text: String!, $case: ID) {
    annotate(subject: $subject, text: $text, case: $case) { seq }
  }
`);
const Remove = graphql(`
  mutation InspectorRemove($seq: Int!, $reason: String!) {
    removeAnnotation(seq: $seq, reason: $reason) { seq }
  }
`);
const LONGEST = 2_000;

interface Props {
  subject: string;
  caseId?: string;
  of: UseQueryResult<InspectorNotesQuery, AskError>;
}
type Note = InspectorNotesQuery["annotations"]["nodes"][number];

export function Notes({ subject, caseId, of }: Props) {
  const w = useWords(words);
  const me = useMe();
  const [away, setAway] = useState<Note>();
  const remove = useDo(Remove);
  return (
    <div className="col" style={{ gap: 12 }}>
      <Writing subject={subject} caseId={caseId} />
      <Answered of={of}>
        {({ annotations }) =>
          annotations.total === 0 ? (
            <span className="t3">{w.nonotes}</span>
          ) : (
            <>
              <span className="t3 fs12">{w.notesOf(count(annotations.total))}</span>
              {annotations.nodes.map((note) => (
                <article key={note.seq} className="insp-card">
                  <div className="col" style={{ gap: 4 }}>
                    <p className="insp-note">{note.text}</p>
                    <div className="row t3">
                      <span className="grow ell">
                        {bare(note.who)} · {minute(note.at)}
                      </span>
                      {note.who === me.who && (
                        <button type="button" className="textbutton" onClick={() => setAway(note)}>
                          {w.remove}
                        </button>
                      )}
                    </div>
                  </div>
                </article>
              ))}
            </>
          )
        }
      </Answered>
      {away && <Reason title={w.removing} more={away.text} act={w.remove} danger close={() => setAway(undefined)} send={(reason) => remove.mutateAsync({ seq: away.seq, reason })} />}
    </div>
  );
}

function Writing({ subject, caseId }: { subject: string; caseId: string | undefined }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const write = useDo(Write);
  const send = () => write.mutate({ subject, text: text.trim(), case: caseId ?? null }, { onSuccess: () => setText("") });
  return (
    <form
      className="col"
      style={{ gap: 6 }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Input.TextArea aria-label={w.write} placeholder={w.write} value={text} maxLength={LONGEST} rows={2} onChange={(e) => setText(e.target.value)} status={write.error ? "error" : ""} />
      <div className="row">
        <span className={write.error ? "up fs12 grow" : "t3 fs12 grow"} role={write.error ? "alert" : undefined}>
          {write.error?.message ?? w.written}
        </span>
        <Button size="small" type="primary" htmlType="submit" disabled={!text.trim()} loading={write.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}
