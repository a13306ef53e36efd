import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: "两点路径", close: "关闭 Esc", mode: "找什么", shortest: "最短", every: "限长内全部", money: "资金先后",
    swap: "对调两端", hops: "至多几步", first: "至多几条", hold: "停留不超过", days: "天", nolimit: "不限", since: "自", dayone: "最早", least: "每笔至少", wan: "万元", links: "经由关系", anyLink: "全部关系", find: "查找路径",
    moneyMore: "每一笔都不早于前一笔；两端是企业或个人时，从其名下账户算起。", shortestMore: "步数最少的全部路径，方向不限。", everyMore: "步数不超过所限的路径，短的在前，方向不限。",
    found: (n: string) => `找到 ${n} 条`, listed: (n: string) => `列出 ${n} 条，还有更多`, none: "没有找到路径", noneMore: "放宽步数、时间或关系后再试。限内没有，不等于没有联系。", ask: "选好条件后查找。",
    steps: (n: number) => `${n} 步`, most: "最窄处", show: "在画布上显示", showAll: (n: string) => `全部显示 ${n} 条`, times: (n: string) => `${n} 笔`, many: (n: string) => `${n} 条`, more: (n: string) => `等 ${n} 条`, on: "顺向", back: "逆向", both: "双向", and: "、", same: "两端是同一主体", to: "至",
  },
  {
    title: "Paths between two", close: "Close Esc", mode: "What to find", shortest: "Shortest", every: "All within", money: "Money in time",
    swap: "Swap the ends", hops: "Steps at most", first: "Ways at most", hold: "Rests at most", days: "days", nolimit: "any", since: "From", dayone: "the first", least: "Each at least", wan: "×10k CNY", links: "By links", anyLink: "All links", find: "Find paths",
    moneyMore: "No transfer is earlier than the one before; of a company or a person its own accounts count.", shortestMore: "All ways with the fewest steps, in any direction.", everyMore: "Ways within the steps, the short first, in any direction.",
    found: (n) => `${n} found`, listed: (n) => `${n} listed, there are more`, none: "No path found", noneMore: "Allow more steps, time or links. None within these is not none at all.", ask: "Choose, then find.",
    steps: (n) => `${n} steps`, most: "narrowest", show: "Show on the board", showAll: (n) => `Show all ${n}`, times: (n) => `${n} transfers`, many: (n) => `${n} links`, more: (n) => ` of ${n}`, on: "with the way", back: "against the way", both: "both directions", and: ", ", same: "Both ends are the same", to: "to",
  },
);
