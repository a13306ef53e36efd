import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    label: "时间分布", amount: "金额", count: "笔数", by: "纵轴", zone: "东八区", of: (inside: string, all: string) => `${inside} / ${all} 笔`, to: "至",
    hour: "按小时", day: "按日", week: "按周", month: "按月", quarter: "按季", year: "按年", hours: "小时", days: "天", weeks: "周", months: "个月", quarters: "季", years: "年",
    span: (n: number, unit: string) => `${n} ${unit}`, play: "播放：时间窗逐格前移", pause: "暂停", all: "全部时间", nothing: "没有带时间的往来",
    since: "起", until: "止", keys: "左右键移动，Shift 移动整窗，Esc 取消", transfers: (n: string) => `${n} 笔`,
  },
  {
    label: "Over time", amount: "Amount", count: "Count", by: "Bars show", zone: "UTC+8", of: (inside, all) => `${inside} / ${all}`, to: "to",
    hour: "Hourly", day: "Daily", week: "Weekly", month: "Monthly", quarter: "Quarterly", year: "Yearly", hours: "hours", days: "days", weeks: "weeks", months: "months", quarters: "quarters", years: "years",
    span: (n, unit) => `${n} ${unit}`, play: "Play: move the window step by step", pause: "Pause", all: "All times", nothing: "Nothing with a time",
    since: "From", until: "To", keys: "arrows move it, Shift moves the window, Esc clears", transfers: (n) => `${n} transfers`,
  },
);
