import { dictionary } from "../../core/words";

export const words = dictionary(
  { nothing: "没有匹配的主体", more: (n: number) => `共 ${n} 个，继续输入可缩小范围`, label: "检索", key: "Ctrl K" },
  { nothing: "Nothing matches", more: (n) => `${n} in all; type on to narrow`, label: "Search", key: "Ctrl K" },
);
