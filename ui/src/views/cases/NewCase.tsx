/** The form by which a case is opened. */
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAsk, useDo } from "../../core/api";
import { useWords } from "../../core/words";
import { useClassName } from "../../parts";
import { CasesClasses, CasesOpen } from "./documents";
import { words } from "./words";

interface Opening {
  title: string;
  cause: string;
  suspected: string;
  region?: string;
}

export function NewCase({ close }: { close: () => void }) {
  const w = useWords(words);
  const go = useNavigate();
  const className = useClassName();
  const classes = useAsk(CasesClasses, {}, { staleTime: Infinity });
  const opened = useDo(CasesOpen);
  const [wrong, setWrong] = useState("");
  const send = async (of: Opening) => {
    try {
      const { openCase } = await opened.mutateAsync({ title: of.title.trim(), cause: of.cause.trim(), suspected: of.suspected, region: of.region?.trim() ?? "" });
      void go(`/cases/${openCase.id}`);
    } catch (error) {
      setWrong((error as Error).message);
    }
  };
  const needed = [{ required: true, whitespace: true, message: w.needed }];
  return (
    <Modal open title={w.openNew} onCancel={close} footer={null} width={520} destroyOnHidden>
      <p className="t3 fs12 cases-hint">{w.openHint}</p>
      <Form<Opening> layout="vertical" requiredMark="optional" onFinish={(of) => void send(of)}>
        <Form.Item name="title" label={w.caseName} rules={needed}>
          <Input autoFocus maxLength={100} placeholder={w.caseNameHint} />
        </Form.Item>
        <Form.Item name="suspected" label={w.class} rules={[{ required: true, message: w.needed }]}>
          <Select placeholder={w.classHint} loading={classes.isLoading} options={classes.data?.caseClasses.map((one) => ({ value: one, label: className(one) })) ?? []} />
        </Form.Item>
        <Form.Item name="cause" label={w.cause} rules={needed}>
          <Input.TextArea maxLength={100} placeholder={w.causeHint} rows={2} />
        </Form.Item>
        <Form.Item name="region" label={w.region}>
          <Input maxLength={100} placeholder={w.regionHint} />
        </Form.Item>
        {wrong && <p className="up fs12" role="alert">{wrong}</p>}
        <div className="row cases-acts">
          <Button onClick={close}>{w.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={opened.isPending}>{w.openNew}</Button>
        </div>
      </Form>
    </Modal>
  );
}
