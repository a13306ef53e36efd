/** The form by which a case is sent: to whom, which file, and why it goes with what is lacking. */
import { Form, Input, Select } from "antd";
import { useDo } from "../../../core/api";
import { minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { FormDialog } from "../../../parts";
import type { File } from "../types";
import { CaseHandOver, type Checked } from "./documents";
import { words } from "./words";

interface Given {
  agency: string;
  sha256?: string;
  reason?: string;
}

export function Sending({ of, kind, held, lacking, close }: { of: File; kind: string; held: Checked; lacking: number; close: () => void }) {
  const w = useWords(words);
  const send = useDo(CaseHandOver);
  const files = held.exports.nodes.flatMap((e) => e.files.map((f) => ({ value: f.sha256, label: `${f.file} · ${minute(e.at)} · ${f.sha256.slice(0, 8)}`, bundle: f.format === "bundle" })));
  const first = files.find((f) => f.bundle)?.value;
  const go = (given: Given) => send.mutateAsync({ id: of.id, kind, agency: given.agency.trim(), sha256: given.sha256 ?? "", reason: given.reason?.trim() ?? "" });
  return (
    <FormDialog<Given> title={`${w.sendTitle} · ${held.handoverChecklist.receiver.label}`} act={w.send} first={{ ...(first && { sha256: first }) }} close={close} send={go}>
        <Form.Item name="agency" label={w.agency} rules={[{ required: true, whitespace: true, message: w.needed }]}>
          <Input autoFocus maxLength={100} placeholder={w.agencyHint} />
        </Form.Item>
        <Form.Item name="sha256" label={w.file}>
          <Select allowClear placeholder={w.noFile} options={files} />
        </Form.Item>
        <Form.Item name="reason" label={w.why} {...(lacking > 0 && { extra: w.whyGaps(lacking) })} rules={lacking > 0 ? [{ required: true, whitespace: true, message: w.needed }] : []}>
          <Input.TextArea maxLength={500} rows={3} />
        </Form.Item>
    </FormDialog>
  );
}
