/** The receiver's receipt: who took it, when, under which number, and the hash that they read. */
import { Button, DatePicker, Form, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useDo } from "../../../core/api";
import { useWords } from "../../../core/words";
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
  const [wrong, setWrong] = useState("");
  const needed = [{ required: true, message: w.needed }];
  const go = async (given: Given) => {
    try {
      await save.mutateAsync({ id, person: given.person.trim(), number: given.number.trim(), at: given.at.toISOString(), sha256: given.sha256?.trim() ?? "" });
      close();
    } catch (error) {
      setWrong((error as Error).message);
    }
  };
  return (
    <Modal open title={w.receiptTitle} onCancel={close} footer={null} width={460} destroyOnHidden>
      <Form<Given> layout="vertical" requiredMark={false} initialValues={{ at: dayjs() }} onFinish={(given) => void go(given)}>
        <Form.Item name="person" label={w.person} rules={needed}><Input autoFocus maxLength={100} /></Form.Item>
        <Form.Item name="number" label={w.number} rules={needed}><Input maxLength={100} /></Form.Item>
        <Form.Item name="at" label={w.at} rules={needed}><DatePicker className="case-when" showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" disabledDate={(at) => at.isAfter(dayjs())} /></Form.Item>
        <Form.Item name="sha256" label={w.hash} extra={w.hashHint}><Input maxLength={80} /></Form.Item>
        {wrong && <p className="up fs12" role="alert">{wrong}</p>}
        <div className="row cases-acts">
          <Button onClick={close}>{w.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending}>{w.save}</Button>
        </div>
      </Form>
    </Modal>
  );
}
