/** What the case's members are to do until when; what happened to each stays. */
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useAsk } from "../../../core/api";
import { bare, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Answered, Empty, Icon, Panel } from "../../../parts";
import type { Can, File } from "../types";
import { clock } from "./clock";
import { CaseTasks, type Task } from "./documents";
import { NewTask } from "./NewTask";
import { Step, type Act } from "./Step";
import { words } from "./words";

const TONE = { open: "accent", done: "green", dropped: "" } as const;
const NAMES = { open: "todo", done: "done", dropped: "dropped" } as const;

export function Tasks({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const asked = useAsk(CaseTasks, { id: of.id });
  const [adding, setAdding] = useState(false);
  const tasks = asked.data?.case.tasks ?? [];
  const open = tasks.filter((t) => t.state === "open");
  const late = open.filter((t) => t.overdue).length;
  const add = <Button size="small" type="primary" icon={<Icon name="plus" small />} onClick={() => setAdding(true)}>{w.add}</Button>;
  return (
    <Panel
      plain
      title={w.tasks}
      sub={asked.data && w.open(open.length)}
      acts={
        <>
          {late > 0 && <span className="tag red"><Icon name="clock" small />{w.late(late)}</span>}
          {can.work && tasks.length > 0 && add}
        </>
      }
    >
      <Answered of={asked} lines={5}>
        {() =>
          tasks.length === 0 ? (
            <Empty icon="clock" title={w.none}>
              <p>{can.work ? w.noneMore : w.noneRead}</p>
              {can.work && add}
            </Empty>
          ) : (
            <ul className="case-tasks" aria-label={w.tasks}>
              {tasks.map((task) => <Line key={task.id} task={task} of={of} can={can} />)}
            </ul>
          )
        }
      </Answered>
      {adding && <NewTask of={of} close={() => setAdding(false)} />}
    </Panel>
  );
}

function Line({ task, of, can }: { task: Task; of: File; can: Can }) {
  const w = useWords(words);
  const [act, setAct] = useState<Act>();
  const open = task.state === "open";
  const acts: Act[] = open ? ["finish", "extend", "assign", "drop"] : ["reopen"];
  return (
    <li className={open ? "case-task" : "case-task over"}>
      <span className="avatar" aria-hidden="true">{[...bare(task.person)][0]?.toUpperCase()}</span>
      <div className="grow">
        <div className="b case-task-title">{task.title}</div>
        <div className="t3 fs12">{bare(task.person)} · {w.by(bare(task.by))}</div>
        <details className="fs12">
          <summary className="t3">{w.steps(task.steps.length)}</summary>
          <ol className="case-task-steps">
            {task.steps.map((s) => (
              <li key={s.at + s.act}>
                <span className="t3 nw">{minute(s.at)}</span>
                <span><b>{s.label}</b> <span className="t3">{bare(s.who)}{s.person && ` · ${w.to(bare(s.person))}`}{s.due && ` · ${w.until(minute(s.due))}`}</span> {s.text}</span>
              </li>
            ))}
          </ol>
        </details>
      </div>
      {open ? <Due task={task} /> : <span className={`tag ${TONE[task.state]}`}>{w[NAMES[task.state]]}</span>}
      {can.work && open && <Button size="small" aria-label={`${w.finish} ${task.title}`} onClick={() => setAct("finish")}>{w.finish}</Button>}
      {can.work && (
        <Dropdown trigger={["click"]} menu={{ items: acts.map((one) => ({ key: one, label: w[one], danger: one === "drop", onClick: () => setAct(one) })) }}>
          <button type="button" className="iconbutton" aria-label={w.actions(task.title)}><Icon name="more" small /></button>
        </Dropdown>
      )}
      {act && <Step act={act} task={task} of={of} close={() => setAct(undefined)} />}
    </li>
  );
}

function Due({ task }: { task: Task }) {
  const w = useWords(words);
  const [now] = useState(() => Date.now());
  const { days, tone } = clock(task.due, now);
  const said = tone === "red" ? (days < 0 ? w.overdue(-days) : w.overdueToday) : days === 0 ? w.dueToday : w.dueIn(days);
  return (
    <span className="case-due">
      <span className={`tag ${tone}`}><Icon name="clock" small />{said}</span>
      <span className="t3 fs12 nw">{minute(task.due)}</span>
    </span>
  );
}
