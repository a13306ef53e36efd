import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    gone: "没有这个主体", goneMore: "可能已合并到另一主体、所在导入已撤销，或不在可见范围内。", toHome: "回到首页",
    board: "在画布上打开", money: "看资金", intoCase: "存入案件", copy: "复制编号", copied: "已复制编号",
    sources: (n: string) => `${n} 行来源`, ungraded: "没有现存的发现指向它", lead: "风险由现存发现得出，是线索，不是结论。",
    facts: "所载信息", factsOf: (n: string) => `${n} 项，点击看来源`, noFacts: "来源没有载明任何属性", rowsOf: (name: string) => `来源行：${name}`, conflict: "来源不一致", conflictWhy: "不同来源对这一项说法不同",
    findings: "相关发现", findingsOf: (n: string, all: string) => `${n} / ${all} 条`, during: (a: string, b: string) => `${a} 至 ${b}`, confirmed: "属实", dismissed: "排除", toFindings: "去研判", counter: "反证", counterMore: "已见与待核",
    relations: "关系", relationsMore: "展开之前的计数",
    accounts: "名下账户", accountsOf: (n: string, all: string) => `${n} / ${all} 户`, owner: "持有人", noAccounts: "没有登记的账户", account: "账户", opened: "开户", blocked: "已冻结",
    timeline: "时间线", timelineOf: (n: string, all: string) => `${n} / ${all} 项，新的在前`, everything: "全部", moneyOnly: "资金", papersOnly: "材料与登记", noTimeline: "没有载明时间的事项", noTimelineMore: "换一类事项看看。", more: "继续加载",
    paid: "转出", got: "转入", times: (n: string) => `${n} 笔`, others: (n: string) => `共 ${n} 方`, own: "本身", most: "其中最多",
    cases: "所在案件", casesOf: (n: string) => `${n} 件`, noCases: "不在任何本人案件中", noCasesMore: "存入案件后，这里会列出。",
    notes: "批注", things: (n: string) => `入案 ${n} 项`,
    open: "待办", working: "在办", closed: "已结", reopened: "重开",
  },
  {
    gone: "No such entity", goneMore: "It may have been merged into another, its import undone, or it is not yours to see.", toHome: "Home",
    board: "Open on the board", money: "Its money", intoCase: "Into a case", copy: "Copy its id", copied: "Id copied",
    sources: (n) => `${n} source rows`, ungraded: "no finding in force speaks of it", lead: "Risk comes from findings in force: a lead, no verdict.",
    facts: "What is stated", factsOf: (n) => `${n}; click for its rows`, noFacts: "The sources state nothing of it", rowsOf: (name) => `Source rows: ${name}`, conflict: "sources disagree", conflictWhy: "sources say different things here",
    findings: "Findings about it", findingsOf: (n, all) => `${n} of ${all}`, during: (a, b) => `${a} to ${b}`, confirmed: "confirmed", dismissed: "dismissed", toFindings: "Decide", counter: "Counter-evidence", counterMore: "seen, and to be checked",
    relations: "Links", relationsMore: "counted before expanding",
    accounts: "Its accounts", accountsOf: (n, all) => `${n} of ${all}`, owner: "Owners", noAccounts: "No account is registered", account: "Account", opened: "Opened", blocked: "blocked",
    timeline: "Timeline", timelineOf: (n, all) => `${n} of ${all}, newest first`, everything: "All", moneyOnly: "Money", papersOnly: "Papers, registry", noTimeline: "Nothing is dated", noTimelineMore: "Choose another sort.", more: "Load more",
    paid: "paid out", got: "received", times: (n) => `${n} times`, others: (n) => `${n} parties`, own: "itself", most: "mostly",
    cases: "Cases", casesOf: (n) => n, noCases: "In none of your cases", noCasesMore: "Put it into one and it is listed here.",
    notes: "Notes", things: (n) => `${n} items`,
    open: "open", working: "in work", closed: "closed", reopened: "reopened",
  },
);
