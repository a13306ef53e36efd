import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: "归并复核", today: (n: number) => `今日已判 ${n} 对`, agreed: (share: string, n: number) => `与他人一致 ${share}（${n} 对）`,
    queue: "待复核", shown: (n: number, all: number) => `已列出 ${n}，共 ${all} 对`, all: "全部", enterprise: "企业", person: "个人", kinds: "类别", alike: (p: string) => `${p}相同`, differ: (p: string) => `${p}不同`, nothingAlike: "无相同项", and: "、", comma: "，", more: "继续加载",
    none: "没有待复核的成对主体", noneMore: "系统提议的都已判过。装载新数据后，可在任务里再次提议。", toJobs: "去看任务",
    compare: "比较", eq: "一致", approx: "近似", neq: "不同", blank: "缺失", someShared: (n: number) => `共有 ${n}`, noShared: "无共有", allShared: "全部共有", one: "甲", other: "乙",
    from: (n: number) => `${n} 份文件`, oneSided: (n: number) => `只有一方载明的 ${n} 项`, sources: "来源行", sourcesOf: (n: string) => `${n} 的来源行`, noFiles: "没有来源", first: "首次载入", files: "来源文件", has: (n: string) => n, rows: (n: string) => `${n} 行`, legend: "按全值比较，脱敏显示",
    same: "同一", different: "不同", unsure: "存疑", samePerson: "同一人", sameFirm: "同一企业", notPerson: "不是同一人", notFirm: "不是同一企业", unsureAct: "存疑，转他人", skip: "跳过", next: "下一对", judged: (a: string) => `已判：${a}`,
    reason: "理由", reasonHint: "写明依据的事实，会进入记录", basis: "依据", basisHint: "如 身份证原件比对、工商变更登记号", basisWhy: (why: string) => `须写明依据：${why}`, basisDifferent: "判为不同须写明依据", basisShort: "请写明依据", save: "保存判断", cancel: "返回", short: "请写明理由，至少两个字", sEq: (p: string) => `${p}一致`, sNeq: (p: string) => `${p}不同`, sUnsure: "现有材料不足以判断", sShared: (p: string) => `共有${p}`, enter: "Enter 保存 · Esc 返回",
    score: "系统评分", hidden: "判断后显示", hiddenMore: "先看事实再判断，避免先入为主。判断后显示评分与各项理由。", band: "系统归入", merged: "合并", review: "待复核", apart: "不同", agrees: "与系统一致", disagrees: "与系统不同", leansNo: "存疑，不比较", blind: "盲评", seen: "见过评分", gave: "对数几率", moreReasons: (n: number) => `另外 ${n} 项理由`, item: "项目", noReasons: "没有逐项理由",
    moves: "若判为同一", mLinks: "关系", mRows: "来源行", mFindings: "发现", mCases: "案件", movedLinks: (n: string) => `${n} 条改归甲方`, movedRows: (n: string) => `${n} 行改归甲方`, about: (n: string) => `${n} 条涉及双方，将重算`, cases: (n: string) => `本人可见的 ${n} 件`, refusedNote: "与已有的“不同”判定冲突，判为同一不会采用。", oneAlready: "两者已是同一主体。", undoable: "判断可撤销，撤销后如同从未作出。",
    recent: "我的判断", recentSub: (n: number, all: number) => `最近 ${n}，共 ${all}`, noRecent: "还没有判断", system: (s: string) => `系统 ${s}`, undo: "撤销", undoTitle: "撤销判断", undoMore: "撤销后两者如同从未被判断；记录仍在。",
  },
  {
    title: "Merge review", today: (n) => `${n} judged today`, agreed: (share, n) => `${share} as others judged (${n})`,
    queue: "Waiting", shown: (n, all) => `${n} of ${all}`, all: "All", enterprise: "Firms", person: "People", kinds: "Kind", alike: (p) => `same ${p}`, differ: (p) => `different ${p}`, nothingAlike: "nothing alike", and: ", ", comma: "; ", more: "Load more",
    none: "No pairs wait", noneMore: "All that was proposed is judged. After new data is loaded, pairs can be proposed again by a job.", toJobs: "Jobs",
    compare: "Beside", eq: "alike", approx: "near", neq: "different", blank: "missing", someShared: (n) => `${n} shared`, noShared: "none", allShared: "all shared", one: "A", other: "B",
    from: (n) => (n === 1 ? "1 file" : `${n} files`), oneSided: (n) => `Stated of one side alone: ${n}`, sources: "Source rows", sourcesOf: (n) => `Source rows of ${n}`, noFiles: "No sources", first: "First loaded", files: "Source files", has: (n) => n, rows: (n) => (n === "1" ? "1 row" : `${n} rows`), legend: "compared in full, shown masked",
    same: "same", different: "different", unsure: "unsure", samePerson: "Same person", sameFirm: "Same firm", notPerson: "Not the same", notFirm: "Not the same", unsureAct: "Unsure", skip: "Skip", next: "Next pair", judged: (a) => `judged: ${a}`,
    reason: "Reason", reasonHint: "Which facts it rests on; it goes into the record", basis: "Basis", basisHint: "e.g. the ID card itself, a registration number", basisWhy: (why) => `This takes a basis: ${why}`, basisDifferent: "“Different” takes a basis", basisShort: "Give the basis", save: "Save", cancel: "Back", short: "Give a reason of two characters at least", sEq: (p) => `same ${p}`, sNeq: (p) => `different ${p}`, sUnsure: "What there is does not settle it", sShared: (p) => `they share ${p}`, enter: "Enter saves · Esc goes back",
    score: "The system's score", hidden: "shown once you have judged", hiddenMore: "Look at the facts first. The score and its reasons come with your answer.", band: "System's band", merged: "merge", review: "review", apart: "apart", agrees: "as the system", disagrees: "not as the system", leansNo: "unsure: not compared", blind: "blind", seen: "score was seen", gave: "log-odds", moreReasons: (n) => `${n} more`, item: "Item", noReasons: "No reasons in detail",
    moves: "If they are the same", mLinks: "Links", mRows: "Source rows", mFindings: "Findings", mCases: "Cases", movedLinks: (n) => (n === "1" ? "1 becomes A's" : `${n} become A's`), movedRows: (n) => (n === "1" ? "1 becomes A's" : `${n} become A's`), about: (n) => `${n} about either, computed again`, cases: (n) => `${n} that you can see`, refusedNote: "A “different” in force speaks against it: “same” would not be applied.", oneAlready: "They are one already.", undoable: "An answer can be taken back, as if it had never been given.",
    recent: "My answers", recentSub: (n, all) => `last ${n} of ${all}`, noRecent: "No answers yet", system: (s) => `system ${s}`, undo: "Take back", undoTitle: "Take the answer back", undoMore: "They are then as if never judged; the record stays.",
  },
);
