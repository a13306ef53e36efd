/** Putting evidence into a cell: what it shows, in whose words, and what shows it. */
import { Form, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { useAsk, useDo } from "../../../core/api";
import type { CaseElement, EvidenceSide } from "../../../core/api/gql/graphql";
import { useWords } from "../../../core/words";
import { SearchBox } from "../../../panels/search";
import { FormDialog, Icon } from "../../../parts";
import { CaseThings } from "../documents";
import type { File } from "../types";
import { SIDES } from "./cells";
import { CaseEvidenceAdd } from "./documents";
import { words } from "./words";

interface Given {
  element: CaseElement;
  side: EvidenceSide;
  text: string;
  said?: string;
}
interface Subject {
  id: string;
  name: string;
}
interface Props {
  of: File;
  elements: readonly { element: CaseElement; label: string }[];
  element: CaseElement;
  side: EvidenceSide;
  close: () => void;
}

export function Adding({ of, elements, element, side, close }: Props) {
  const w = useWords(words);
  const add = useDo(CaseEvidenceAdd);
  const [subject, setSubject] = useState<Subject>();
  const send = (given: Given) => add.mutateAsync({ id: of.id, given: { element: given.element, side: given.side, text: given.text.trim(), said: given.said?.trim() ?? "", subject: subject?.id ?? null } });
  return (
    <FormDialog<Given> title={w.add} act={w.put} first={{ element, side }} width={560} close={close} send={send}>
        <div className="mx-two">
          <Form.Item name="element" label={w.whichElement}>
            <Select options={elements.map((one) => ({ value: one.element, label: one.label }))} />
          </Form.Item>
          <Form.Item name="side" label={w.whichSide}>
            <Segmented options={SIDES.map((one) => ({ value: one, label: w[one] }))} />
          </Form.Item>
        </div>
        <Form.Item name="text" label={w.text} rules={[{ required: true, whitespace: true, message: w.needed }]}>
          <Input.TextArea autoFocus maxLength={2000} rows={3} placeholder={w.textHint} />
        </Form.Item>
        <Form.Item name="said" label={w.sentence}>
          <Input maxLength={2000} placeholder={w.sentenceHint} />
        </Form.Item>
        <Form.Item label={w.subject}>
          <Chosen of={of} subject={subject} choose={setSubject} />
        </Form.Item>
    </FormDialog>
  );
}

/** What shows it: of the case, or found by name. */
function Chosen({ of, subject, choose }: { of: File; subject: Subject | undefined; choose: (one: Subject | undefined) => void }) {
  const w = useWords(words);
  const entities = useAsk(CaseThings, { id: of.id, sort: "entity", first: 200 }).data?.case.things.nodes ?? [];
  const findings = useAsk(CaseThings, { id: of.id, sort: "finding", first: 200 }).data?.case.things.nodes ?? [];
  const held = [
    ...entities.flatMap((t) => (t.entity ? [{ value: t.id, label: t.entity.caption }] : [])),
    ...findings.flatMap((t) => (t.finding ? [{ value: t.id, label: `${t.finding.detector.label} · ${t.finding.sentence}` }] : [])),
  ];
  if (subject)
    return (
      <span className="chip mx-chosen">
        <span className="ell">{w.chosen(subject.name)}</span>
        <button type="button" className="iconbutton" aria-label={`${w.drop} ${subject.name}`} onClick={() => choose(undefined)}><Icon name="x" small /></button>
      </span>
    );
  return (
    <div className="mx-two">
      <Select aria-label={w.fromCase} placeholder={w.fromCase} showSearch={{ optionFilterProp: "label" }} value={null} options={held} onChange={(id: string | null) => id && choose({ id, name: held.find((one) => one.value === id)?.label ?? id })} />
      <SearchBox id="case-evidence-find" hint={w.subjectHint} choose={(hit) => choose({ id: hit.id, name: hit.caption })} />
    </div>
  );
}
