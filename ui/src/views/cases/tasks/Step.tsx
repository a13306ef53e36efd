/** One more step of a task, with its reason: done, another time, handed on, dropped, reopened. */
import { Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useDo } from "../../../core/api";
import { bare } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Reason } from "../../../parts";
import type { File } from "../types";
import { CaseTaskAssign, CaseTaskDrop, CaseTaskExtend, CaseTaskFinish, CaseTaskReopen, type Task } from "./documents";
import { When, workers } from "./NewTask";
import { words } from "./words";

export type Act = "finish" | "extend" | "assign" | "drop" | "reopen";

export function Step({ act, task, of, close }: { act: Act; task: Task; of: File; close: () => void }) {
  const w = useWords(words);
  const [due, setDue] = useState<Dayjs | undefined>(act === "extend" ? dayjs(task.due) : undefined);
  const [person, setPerson] = useState<string>();
  const finish = useDo(CaseTaskFinish);
  const extend = useDo(CaseTaskExtend);
  const assign = useDo(CaseTaskAssign);
  const drop = useDo(CaseTaskDrop);
  const reopen = useDo(CaseTaskReopen);
  const id = task.id;
  const when = (
    <label className="col" htmlFor="case-task-due">
      <span className="t2">{w.newDue}</span>
      <When id="case-task-due" {...(due && { value: due })} onChange={setDue} />
    </label>
  );
  switch (act) {
    case "finish":
      return <Reason title={`${w.finishTitle} · ${task.title}`} more={w.finishMore} act={w.finish} close={close} send={(reason) => finish.mutateAsync({ id, reason })} />;
    case "extend":
      return <Reason title={`${w.extendTitle} · ${task.title}`} act={w.extend} ready={due !== undefined} close={close} send={(reason) => extend.mutateAsync({ id, due: due!.toISOString(), reason })}>{when}</Reason>;
    case "assign":
      return (
        <Reason title={`${w.assignTitle} · ${task.title}`} act={w.assign} ready={person !== undefined} close={close} send={(reason) => assign.mutateAsync({ id, person: person!, reason })}>
          <label className="col" htmlFor="case-task-person">
            <span className="t2">{w.person}</span>
            <Select id="case-task-person" value={person ?? null} onChange={(one) => one && setPerson(one)} options={workers(of).filter((one) => one.value !== bare(task.person))} />
          </label>
        </Reason>
      );
    case "drop":
      return <Reason title={`${w.dropTitle} · ${task.title}`} more={w.dropMore} act={w.drop} danger close={close} send={(reason) => drop.mutateAsync({ id, reason })} />;
    case "reopen":
      return <Reason title={`${w.reopenTitle} · ${task.title}`} more={w.reopenMore} act={w.reopen} close={close} send={(reason) => reopen.mutateAsync({ id, reason, due: due?.toISOString() ?? null })}>{when}</Reason>;
  }
}
