import { dictionary } from "../../../core/words";

export const words = dictionary(
  {
    freezes: "冻结版本", versions: (n: number) => `${n} 版`, version: (n: number) => `第 ${n} 版`, freeze: "冻结版本", again: "重新冻结", freezeTitle: "冻结案件", freezeMore: "把此刻在案的主体、关系、发现连同来源行原样留存为一个新版本。旧版本不变。",
    none: "还没有冻结", noneMore: "冻结把此刻在案的事实连同来源行原样留存。台账、导出与封存都以冻结版本为准；此后图中的变化在这里逐条列出。", noneRead: "本案尚未冻结。",
    inside: (e: string, l: string, f: string) => `${e} 个主体、${l} 条关系、${f} 条发现`, lacking: (n: number) => `${n} 项入案而图中没有`, hash: "内容哈希", note: "说明文件 SHA-256", copy: "复制", copied: "已复制",
    difference: (n: number) => `自第 ${n} 版以来的变化`, hint: "只列出，不并入；要采用须重新冻结", same: "没有变化", sameMore: (n: number) => `再次冻结会得到与第 ${n} 版相同的内容。`,
    added: "新增", gone: "消失", changed: "改变", all: "全部", kind: "类别", what: "变化", thing: "内容", prop: "属性", then: "冻结时", now: "现在", rows: "来源行", thingsAdded: (n: number) => `此后入案 ${n} 项`, thingsGone: (n: number) => `此后移出 ${n} 项`, importsAdded: (n: number) => `涉及新导入 ${n} 次`, importsGone: (n: number) => `涉及撤销导入 ${n} 次`, judged: (n: number) => `归并判定不同 ${n} 个`,
    link: (tail: string) => `关系 …${tail}`, missing: "图中已无", shown: (n: number, all: number) => `已列出 ${n}，共 ${all}`, more: "继续列出", nothing: "这一类没有变化", onlyThings: "在案事实没有变化，入案清单、导入或归并判定有变。",
  },
  {
    freezes: "Frozen versions", versions: (n) => (n === 1 ? "1 version" : `${n} versions`), version: (n) => `version ${n}`, freeze: "Freeze a version", again: "Freeze anew", freezeTitle: "Freeze the case", freezeMore: "What is in the case now, with its source rows, is kept as it is as a new version. Earlier versions stay.",
    none: "Not frozen yet", noneMore: "A freeze keeps the facts of the case with their source rows as they are now. Ledger, exports and sealed bundles are made of it; what changes later is told here, line by line.", noneRead: "This case has not been frozen.",
    inside: (e, l, f) => `${e} entities, ${l} links, ${f} findings`, lacking: (n) => `${n} things of the case are not in the graph`, hash: "hash of content", note: "SHA-256 of the note", copy: "Copy", copied: "Copied",
    difference: (n) => `Changed since version ${n}`, hint: "told, never taken over; freeze anew to take it up", same: "Nothing has changed", sameMore: (n) => `Another freeze would hold the same as version ${n}.`,
    added: "came", gone: "gone", changed: "changed", all: "all", kind: "Kind", what: "What", thing: "Which", prop: "Property", then: "When frozen", now: "Now", rows: "Source rows", thingsAdded: (n) => `${n} put in since`, thingsGone: (n) => `${n} taken out since`, importsAdded: (n) => `${n} new imports`, importsGone: (n) => `${n} imports undone`, judged: (n) => `${n} mean another`,
    link: (tail) => `link …${tail}`, missing: "no longer in the graph", shown: (n, all) => `${n} of ${all}`, more: "More", nothing: "Nothing of this sort", onlyThings: "The facts are the same; what is listed as in the case, imports or judgements are not.",
  },
);
