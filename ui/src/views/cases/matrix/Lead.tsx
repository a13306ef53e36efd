/** A lead of the program: dashed, no evidence until somebody takes it over in their own name. */
import { Input, Modal, Button } from "antd";
import { useState } from "react";
import { useDo } from "../../../core/api";
import type { EvidenceGiven } from "../../../core/api/gql/graphql";
import { useWords } from "../../../core/words";
import type { File } from "../types";
import { CaseEvidenceAdd } from "./documents";
import type { Proposed } from "./Matrix";
import { Source } from "./Piece";
import { words } from "./words";

interface Props {
  one: Proposed;
  open: (id: string) => void;
  take?: () => void;
  dismiss?: () => void;
}

/** A lead as it is put into its cell or dismissed. */
export const given = (one: Proposed, text: string): EvidenceGiven => ({ element: one.element, side: one.side, text, subject: one.subject ?? null, said: one.said, proposal: one.key });

export function Lead({ one, open, take, dismiss }: Props) {
  const w = useWords(words);
  return (
    <article className="mx-lead">
      <p>{one.text}</p>
      {one.said && <p className="mx-said">{w.said(one.said)}</p>}
      <div className="mx-by">
        {one.subject && <Source one={one} open={open} />}
        <span className="grow" />
        {take && <button type="button" className="textbutton" aria-label={`${w.take} · ${one.text}`} onClick={take}>{w.take}</button>}
        {dismiss && <button type="button" className="textbutton mx-quiet" aria-label={`${w.dismiss} · ${one.text}`} onClick={dismiss}>{w.dismiss}</button>}
      </div>
    </article>
  );
}

/** Taking it over: the text may be one's own. */
export function Taking({ of, lead, close }: { of: File; lead: Proposed; close: () => void }) {
  const w = useWords(words);
  const add = useDo(CaseEvidenceAdd);
  const [text, setText] = useState(lead.text);
  const send = () => add.mutate({ id: of.id, given: given(lead, text.trim()) }, { onSuccess: close });
  return (
    <Modal open title={w.takeTitle} onCancel={close} footer={null} width={520} destroyOnHidden>
      <div className="mx-taking">
        <p className="t2">{w.takeMore}</p>
        <Input.TextArea autoFocus aria-label={w.text} value={text} maxLength={2000} rows={4} onChange={(e) => setText(e.target.value)} />
        {lead.said && <p className="mx-said">{w.said(lead.said)}</p>}
        {add.error && <p className="up fs12" role="alert">{add.error.message}</p>}
        <div className="row cases-acts">
          <Button onClick={close}>{w.cancel}</Button>
          <Button type="primary" disabled={!text.trim()} loading={add.isPending} onClick={send}>{w.take}</Button>
        </div>
      </div>
    </Modal>
  );
}
