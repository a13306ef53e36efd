import { dictionary } from "../../core/words";

const ZH = { done: "已完成", failed: "未完成", cancelled: "已取消", lost: "中断" } as const;
const EN = { done: "done", failed: "failed", cancelled: "cancelled", lost: "broken off" } as const;
type State = keyof typeof ZH;

export const words = dictionary(
  {
    title: "通知", unread: (n: number) => `通知，${n} 条未读`, sub: "新出现的发现，自己的任务", none: "没有通知", noneMore: "检测出新的发现、自己的任务结束时，在此告知。",
    more: (n: string) => `另有 ${n} 条较早的`, found: (d: string) => `新发现：${d}`, gone: "该发现已不再成立，或不在可见范围内", ended: (label: string, state: State) => `${label} ${ZH[state] ?? state}`,
  },
  {
    title: "Notices", unread: (n) => `Notices, ${n} unread`, sub: "new findings, jobs of your own", none: "No notices", noneMore: "New findings and the end of jobs you started are told here.",
    more: (n) => `${n} earlier ones`, found: (d) => `New: ${d}`, gone: "That finding no longer stands, or is not yours to see", ended: (label, state) => `${label}: ${EN[state] ?? state}`,
  },
);
