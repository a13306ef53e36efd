/** The receiver's receipt: who took it, when, under which number, and the hash that they read. */
import { DatePicker, Form, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useDo } from "../../../core/api";
import { useWords } from "../../../core/words";
import { FormDialog } from "../../../parts";
import { CaseReceipt } from "./documents";
import { words } from "./words";

interface Given {
  person: string;
  number: string;
  at: Dayjs;
  sha256?: string;
}

export function Receipt({ id, close }: { id: string; close: () => void }) {
  const w = useWords(words);
  const save = useDo(CaseReceipt);
  const needed = [{ required: true, message: w.needed }];
  const send = (given: Given) => save.mutateAsync({ id, person: given.person.trim(), number: given.number.trim(), at: given.at.toISOString(), sha256: given.sha256?.trim() ?? "" });
  return (
    <FormDialog<Given> title={w.receiptTitle} act={w.save} first={{ at: dayjs() }} close={close} send={send}>
        <Form.Item name="person" label={w.person} rules={needed}><Input autoFocus maxLength={100} /></Form.Item>
        <Form.Item name="number" label={w.number} rules={needed}><Input maxLength={100} /></Form.Item>
        <Form.Item name="at" label={w.at} rules={needed}><DatePicker className="case-when" showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" disabledDate={(at) => at.isAfter(dayjs())} /></Form.Item>
        <Form.Item name="sha256" label={w.hash} extra={w.hashHint}><Input maxLength={80} /></Form.Item>
    </FormDialog>
  );
}
