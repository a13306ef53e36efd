/** The form by which a task is set. */
import { DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useDo } from "../../../core/api";
import { bare } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { FormDialog } from "../../../parts";
import type { File } from "../types";
import { CaseTaskSet } from "./documents";
import { words } from "./words";

interface Given {
  title: string;
  person: string;
  due: Dayjs;
}

/** Members who may have a task. */
export const workers = (of: File) => of.members.filter((m) => m.role !== "reader").map((m) => ({ value: bare(m.who), label: bare(m.who) }));
const EVENING = dayjs().hour(18).minute(0).second(0);

/** When something is due: a day to come and its hour, the evening unless set. */
export function When({ value, onChange, id }: { value?: Dayjs; onChange?: (at: Dayjs) => void; id?: string }) {
  return (
    <DatePicker
      {...(id && { id })}
      className="case-when"
      showTime={{ format: "HH:mm", defaultOpenValue: EVENING }}
      format="YYYY-MM-DD HH:mm"
      value={value ?? null}
      disabledDate={(at) => at.isBefore(dayjs(), "day")}
      onChange={(at) => at && onChange?.(at)}
    />
  );
}

export function NewTask({ of, close, title = "" }: { of: File; close: () => void; title?: string }) {
  const w = useWords(words);
  const set = useDo(CaseTaskSet);
  const send = (given: Given) => set.mutateAsync({ id: of.id, title: given.title.trim(), person: given.person, due: given.due.toISOString() });
  return (
    <FormDialog<Given> title={w.add} act={w.set} first={{ title, person: bare(of.assignee ?? of.members[0]?.who ?? ""), due: EVENING.add(3, "day") }} close={close} send={send}>
        <Form.Item name="title" label={w.title} rules={[{ required: true, whitespace: true, message: w.needed }]}>
          <Input autoFocus maxLength={100} placeholder={w.titleHint} />
        </Form.Item>
        <Form.Item name="person" label={w.person} rules={[{ required: true, message: w.needed }]}>
          <Select options={workers(of)} />
        </Form.Item>
        <Form.Item name="due" label={w.due} extra={w.dueHint} rules={[{ required: true, message: w.needed }]}>
          <When />
        </Form.Item>
    </FormDialog>
  );
}
