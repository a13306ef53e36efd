import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: "检索", of: (text: string) => `“${text}”的检索结果`,
    hint: "名称、统一社会信用代码、电话、账号后四位、网址；支持拼音与简繁",
    shown: (n: string, all: string) => `已列 ${n}，共 ${all} 个`, atLeast: (n: string) => `${n} 以上`, cut: "查询过长，只读了开头。",
    kinds: "类别", regions: "地区", all: "全部", clear: "清除筛选", facetsOf: "按命中数", moreRegions: (n: number) => `其余 ${n} 个地区`,
    name: "主体", reason: "命中理由", region: "地区", risk: "风险", match: "匹配度", sources: "来源（行）",
    none: "没有匹配的主体", noneMore: "检查是否有错字；也可以只输入名称的一部分、拼音首字母、信用代码或账号后四位。", noneFiltered: "这些类别和地区里没有匹配的主体。",
    ask: "输入要查的名称或号码", askMore: "检索会记入审计。",
    more: "继续加载", board: "在画布上打开所选", chosen: (n: number) => `已选 ${n} 个`, select: (name: string) => `选择：${name}`, selectAll: "全选所列", openBoard: "在画布上打开",
  },
  {
    title: "Search", of: (text) => `Results for “${text}”`,
    hint: "Name, credit code, phone, last four digits of an account, website; pinyin and initials work",
    shown: (n, all) => `${n} of ${all}`, atLeast: (n) => `${n} or more`, cut: "The query was too long; only its beginning was read.",
    kinds: "Kind", regions: "Region", all: "All", clear: "Clear", facetsOf: "by hits", moreRegions: (n) => `${n} more regions`,
    name: "Entity", reason: "Why it matches", region: "Region", risk: "Risk", match: "Match", sources: "Source rows",
    none: "Nothing matches", noneMore: "Look for slips; part of a name, pinyin initials, a credit code or the last four digits of an account will do.", noneFiltered: "Nothing of these kinds and regions matches.",
    ask: "Type a name or a number", askMore: "Searches are audited.",
    more: "Load more", board: "Open the selected on the board", chosen: (n) => `${n} selected`, select: (name) => `Select: ${name}`, selectAll: "Select all listed", openBoard: "Open on the board",
  },
);
