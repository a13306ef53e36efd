import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    waiting: "排队", running: "进行中", done: "完成", failed: "失败", cancelled: "已取消", lost: "中断",
    job: "任务", cancel: "取消任务", log: "日志", noLog: "没有日志", part: (p: string) => `已完成 ${p}`, took: (s: string) => `用时 ${s}`,
    seconds: (n: number) => `${n} 秒`, minutes: (m: number, s: number) => `${m} 分 ${s} 秒`, hours: (h: number, m: number) => `${h} 小时 ${m} 分`,
  },
  {
    waiting: "waiting", running: "running", done: "done", failed: "failed", cancelled: "cancelled", lost: "broken off",
    job: "Job", cancel: "Cancel", log: "Log", noLog: "Nothing was logged", part: (p) => `${p} done`, took: (s) => `took ${s}`,
    seconds: (n) => `${n} s`, minutes: (m, s) => `${m} min ${s} s`, hours: (h, m) => `${h} h ${m} min`,
  },
);
