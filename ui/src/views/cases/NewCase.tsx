/** The form of what a case is about: by it one is opened, and put right with a reason. */
import { App, Form, Input, Select } from "antd";
import { useNavigate } from "react-router";
import { useAsk, useDo } from "../../core/api";
import { useWords } from "../../core/words";
import { FormDialog, useClassName } from "../../parts";
import { CaseAmend, CasesClasses, CasesOpen } from "./documents";
import type { File } from "./types";
import { FACTS, type Facts } from "./utils";
import { words } from "./words";

/** As it is sent: without outer space, nothing where nothing was written. */
const trimmed = (given: Partial<Facts>): Facts => Object.fromEntries(FACTS.map((name) => [name, given[name]?.trim() ?? ""])) as Facts;

export function NewCase({ close }: { close: () => void }) {
  const w = useWords(words);
  const go = useNavigate();
  const opened = useDo(CasesOpen);
  const send = async (given: Facts) => {
    const { openCase } = await opened.mutateAsync(trimmed(given));
    void go(`/cases/${openCase.id}`);
  };
  return (
    <FormDialog<Facts> title={w.openNew} more={w.openHint} act={w.openNew} width={560} marks close={close} send={send}>
      <Fields />
    </FormDialog>
  );
}

export function Amending({ of, close }: { of: File; close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const amend = useDo(CaseAmend);
  const send = async ({ reason, ...given }: Facts & { reason: string }) => {
    await amend.mutateAsync({ id: of.id, reason: reason.trim(), ...trimmed(given) });
    void message.success(w.amended);
  };
  return (
    <FormDialog<Facts & { reason: string }> title={w.amendTitle} more={w.amendMore} act={w.amend} first={trimmed(of)} width={560} marks close={close} send={send}>
      <Fields />
      <Form.Item name="reason" label={w.reason} rules={[{ required: true, whitespace: true, message: w.needed }]}>
        <Input.TextArea maxLength={500} rows={2} placeholder={w.reasonHint} />
      </Form.Item>
    </FormDialog>
  );
}

function Fields() {
  const w = useWords(words);
  const className = useClassName();
  const classes = useAsk(CasesClasses, {}, { staleTime: Infinity });
  const needed = [{ required: true, whitespace: true, message: w.needed }];
  return (
    <>
      <Form.Item name="title" label={w.caseName} rules={needed}>
        <Input autoFocus maxLength={100} placeholder={w.caseNameHint} />
      </Form.Item>
      <div className="case-fields">
        <Form.Item name="suspected" label={w.class} rules={[{ required: true, message: w.needed }]}>
          <Select placeholder={w.classHint} loading={classes.isLoading} options={classes.data?.caseClasses.map((one) => ({ value: one, label: className(one) })) ?? []} />
        </Form.Item>
        <Form.Item name="region" label={w.region}>
          <Input maxLength={100} placeholder={w.regionHint} />
        </Form.Item>
      </div>
      <Form.Item name="cause" label={w.cause} rules={needed}>
        <Input.TextArea maxLength={100} placeholder={w.causeHint} rows={2} />
      </Form.Item>
      <div className="case-fields">
        <Form.Item name="agency" label={w.agency}>
          <Input maxLength={100} placeholder={w.agencyHint} />
        </Form.Item>
        <Form.Item name="docket" label={w.docket}>
          <Input maxLength={100} placeholder={w.docketHint} />
        </Form.Item>
      </div>
    </>
  );
}
