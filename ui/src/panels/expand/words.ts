import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    expand: "展开", others: (n: string) => `${n} 个邻居`, close: "关闭 Esc", links: (n: string) => `共 ${n} 条关系`, unit: "个", all: "全选", none: "全不选", nothing: "没有可展开的关系",
    least: "单笔 ≥", most: "单笔 ≤", wan: "万元", since: "起", until: "止", zone: "东八区", order: "排序", AMOUNT: "按金额", RECENT: "近的在前", EARLIEST: "早的在前", first: "前", lines: "条",
    filters: "筛选", fewer: "收起筛选", adds: (n: string) => `新增至多 ${n} 条线`, left: (n: string) => `，余 ${n} 条翻页`, asking: "正在计数", choose: "先勾选要展开的关系", zero: "没有符合条件的关系", crossed: "起止颠倒", over: "金额上下限颠倒",
    noMoney: "设了金额：不载金额的关系不会加入", noTime: "设了时间：不载时间的关系不会加入", failed: "没有数到，可直接展开",
  },
  {
    expand: "Expand", others: (n) => `${n} neighbours`, close: "Close Esc", links: (n) => `${n} links in all`, unit: "", all: "All", none: "None", nothing: "No links to expand",
    least: "Each ≥", most: "Each ≤", wan: "×10k", since: "From", until: "To", zone: "UTC+8", order: "Order", AMOUNT: "largest", RECENT: "latest", EARLIEST: "earliest", first: "First", lines: "lines",
    filters: "Filters", fewer: "Fewer filters", adds: (n) => `Adds ${n} lines at most`, left: (n) => `, leaves ${n}`, asking: "Counting", choose: "Choose links to expand", zero: "No link meets this", crossed: "From is after to", over: "Least is above most",
    noMoney: "With an amount set, links without one stay out", noTime: "With dates set, links without a time stay out", failed: "Not counted; you can expand all the same",
  },
);
