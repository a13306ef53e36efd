import { dictionary } from "../../../core/words";

export const words = dictionary(
  {
    tasks: "任务", open: (n: number) => `${n} 项待办`, late: (n: number) => `${n} 项逾期`, add: "下达任务", what: "任务", person: "办理人", due: "期限", state: "状态", more: "经过",
    todo: "待办", done: "已完成", dropped: "已撤销",
    dueIn: (n: number) => `还有 ${n} 天`, dueToday: "今天到期", overdue: (n: number) => `逾期 ${n} 天`, overdueToday: "已逾期",
    none: "还没有任务", noneMore: "把要补的证据、要调的材料交给成员，写明期限。逾期会标红。", noneRead: "本案没有下达任务。",
    title: "做什么", titleHint: "如 调取某户开户资料", dueHint: "默认到当日 18:00", set: "下达", needed: "请填写",
    finish: "完成", finishTitle: "完成任务", finishMore: "写明结果：取到了什么，放在哪里。", extend: "改期", extendTitle: "改期", newDue: "新的期限", assign: "转交", assignTitle: "转交任务", drop: "撤销", dropTitle: "撤销任务", dropMore: "撤销后仍可查到它曾经下达。", reopen: "重开", reopenTitle: "重开任务", reopenMore: "可另定期限；不填则照旧。",
    actions: (t: string) => `${t} 的操作`, steps: (n: number) => `${n} 步经过`, until: (t: string) => `期限 ${t}`, to: (n: string) => `交 ${n}`, by: (n: string) => `${n} 下达`,
  },
  {
    tasks: "Tasks", open: (n) => `${n} to do`, late: (n) => `${n} overdue`, add: "Set a task", what: "Task", person: "Whose", due: "Due", state: "State", more: "What happened",
    todo: "to do", done: "done", dropped: "dropped",
    dueIn: (n) => (n === 1 ? "1 day left" : `${n} days left`), dueToday: "due today", overdue: (n) => (n === 1 ? "1 day overdue" : `${n} days overdue`), overdueToday: "overdue",
    none: "No tasks yet", noneMore: "Give members what is to be found or fetched, and until when. What is overdue turns red.", noneRead: "No tasks were set in this case.",
    title: "What is to be done", titleHint: "for example: obtain the account-opening papers", dueHint: "18:00 of that day unless set", set: "Set", needed: "Please fill this in",
    finish: "Done", finishTitle: "The task is done", finishMore: "Say what came of it, and where it is.", extend: "Another time", extendTitle: "Another time", newDue: "New time", assign: "Hand on", assignTitle: "Hand the task on", drop: "Drop", dropTitle: "Drop the task", dropMore: "That it was set stays in the record.", reopen: "Reopen", reopenTitle: "Reopen the task", reopenMore: "Another time may be set; without one the old one stays.",
    actions: (t) => `What to do with ${t}`, steps: (n) => (n === 1 ? "1 step" : `${n} steps`), until: (t) => `due ${t}`, to: (n) => `to ${n}`, by: (n) => `set by ${n}`,
  },
);
