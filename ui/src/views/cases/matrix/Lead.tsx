/** A lead of the program: dashed, no evidence until somebody takes it over in their own name. */
import { Form, Input } from "antd";
import { useDo } from "../../../core/api";
import type { EvidenceGiven } from "../../../core/api/gql/graphql";
import { useWords } from "../../../core/words";
import { FormDialog } from "../../../parts";
import type { File } from "../types";
import { CaseEvidenceAdd, type Proposed } from "./documents";
import { Source } from "./Piece";
import { words } from "./words";

interface Props {
  one: Proposed;
  open: (id: string, prop?: string) => void;
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
  const send = ({ text }: { text: string }) => add.mutateAsync({ id: of.id, given: given(lead, text.trim()) });
  return (
    <FormDialog<{ text: string }> title={w.takeTitle} more={w.takeMore} act={w.take} first={{ text: lead.text }} width={520} close={close} send={send}>
      <Form.Item name="text" label={w.text} {...(lead.said && { extra: w.said(lead.said) })} rules={[{ required: true, whitespace: true, message: w.needed }]}>
        <Input.TextArea autoFocus maxLength={2000} rows={4} />
      </Form.Item>
    </FormDialog>
  );
}
