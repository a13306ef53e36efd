import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: "模板检索", close: "关闭 Esc", template: "选一个模板", own: "自拟", step: (n: number) => `第 ${n} 步`, kind: "类别", link: "关系", by: "经由", summed: (label: string) => `${label}（合计）`, single: (label: string) => `${label}（单笔）`,
    least: "金额至少", wan: "万元", since: "起", until: "止", condition: "条件", nocondition: "去掉条件", property: "属性", op: "比较", value: "值", longer: "加一步", shorter: "去掉这一步", find: "检索", first: "列出", ways: "条", yes: "是", no: "否",
    EQ: "等于", NE: "不等于", LT: "小于", LE: "至多", GT: "大于", GE: "至少", CONTAINS: "包含", STARTS: "开头是",
    found: (n: string) => `找到 ${n} 条`, listed: (n: string) => `列出 ${n} 条，还有更多`, mirrored: (n: string) => `${n} 条是同一条的反向，不重复列`, none: "没有符合这个形状的", noneMore: "放宽金额、时间或条件后再试。", matched: (n: string) => `每一步命中 ${n} 个主体`, choose: "选中这一条", chosen: (n: string) => `打开所选 ${n} 条`, all: "全选", clear: "全不选", ask: "选一个模板，或自拟步骤后检索。", more: "更多条件", fewer: "收起",
    pays: "企业 → 账户 → 转账 → 账户 ← 个人", gathers: "个人 → 账户 → 转账 → 账户 ← 企业", device: "同一设备登录的账户", phone: "同一电话的企业", address: "同一地址的企业", relay: "资金接力：四户连转", advert: "广告 → 指定收款账户 ← 个人", complaint: "投诉 → 企业 → 账户 → 转出", guarantee: "企业连环担保",
  },
  {
    title: "Search by pattern", close: "Close Esc", template: "Choose a template", own: "Own", step: (n) => `Step ${n}`, kind: "Kind", link: "Link", by: "by", summed: (label) => `${label} (in all)`, single: (label) => `${label} (single)`,
    least: "At least", wan: "×10k CNY", since: "From", until: "To", condition: "Condition", nocondition: "No condition", property: "Property", op: "Compare", value: "Value", longer: "Add a step", shorter: "Remove this step", find: "Search", first: "List", ways: "ways", yes: "yes", no: "no",
    EQ: "is", NE: "is not", LT: "below", LE: "at most", GT: "above", GE: "at least", CONTAINS: "contains", STARTS: "begins with",
    found: (n) => `${n} found`, listed: (n) => `${n} listed, there are more`, mirrored: (n) => `${n} the same from the other end, not repeated`, none: "Nothing has this shape", noneMore: "Ask for less money, more time, or fewer conditions.", matched: (n) => `Entities at each step: ${n}`, choose: "Choose this one", chosen: (n) => `Open the ${n} chosen`, all: "All", clear: "None", ask: "Choose a template or build your own, then search.", more: "More", fewer: "Less",
    pays: "Company → account → pays → account ← person", gathers: "Person → account → pays → account ← company", device: "Accounts signed in to from one device", phone: "Companies with one phone", address: "Companies at one address", relay: "Relay: money through four accounts", advert: "Advert → names account ← person", complaint: "Complaint → company → account → pays", guarantee: "Companies that guarantee in a row",
  },
);
