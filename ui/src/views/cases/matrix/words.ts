import { dictionary } from "../../../core/words";

export const words = dictionary(
  {
    matrix: "要件证据矩阵", hint: "空格即待办", element: "要件", for: "证明", against: "反证与辩解", state: "状态", todo: "待补", lead: "线索，待采纳", noLeads: "冻结一个版本后，程序依在案事实、文本与发现提出线索，由人采纳或不采纳。",
    add: "添加证据", addTo: (e: string, s: string) => `添加证据：${e} · ${s}`, empty: (e: string, s: string) => `${e} · ${s}：待补`,
    both: "已有两面", one: "只有证明", other: "只有反证", none: "缺失", pieces: (n: number) => `${n} 条`, leads: (n: number) => `线索 ${n} 条`,
    rows: "来源行", source: "查看来源", finding: "发现", link: "关系", gone: "所据已不在图中，或无权查看", said: (t: string) => `“${t}”`, law: "法律依据",
    take: "采纳", dismiss: "不采纳", remove: "撤回", removeTitle: "撤回证据", removeMore: "撤回后原文仍可查。", dismissTitle: "不采纳此线索", takeTitle: "采纳此线索", takeMore: "采纳后成为你的判断，记你的姓名。可改写说明。",
    whichElement: "要件", whichSide: "方向", text: "证明什么", textHint: "一句话写明这份材料证明什么", sentence: "材料原句", sentenceHint: "合同、广告、聊天中的原话，可不填", subject: "所据", subjectHint: "检索主体，或从入案项中选", fromCase: "从入案项中选", put: "放入矩阵", needed: "请填写", chosen: (n: string) => `已选 ${n}`, drop: "不选",
    dismissed: (n: number) => `未采纳的线索 ${n} 条`, undo: "撤回不采纳", undoTitle: "撤回不采纳", undoMore: "撤回后该线索重新提示。", why: "理由",
    by: (n: string, t: string) => `${n} · ${t}`, legend: "图例", more: (n: number) => `另有 ${n} 条`, fewer: "收起", gaps: (n: number) => `${n} 格待补`, task: "下达任务",
  },
  {
    matrix: "Evidence by element", hint: "an empty cell is something to do", element: "Element", for: "For", against: "Against", state: "State", todo: "to be found", lead: "Lead, not taken over", noLeads: "Once a version is frozen the program proposes leads from its facts, texts and findings; people take them over or dismiss them.",
    add: "Add evidence", addTo: (e, s) => `Add evidence: ${e} · ${s}`, empty: (e, s) => `${e} · ${s}: to be found`,
    both: "both sides", one: "only for", other: "only against", none: "lacking", pieces: (n) => (n === 1 ? "1 piece" : `${n} pieces`), leads: (n) => (n === 1 ? "1 lead" : `${n} leads`),
    rows: "Source rows", source: "Show its source", finding: "Finding", link: "Link", gone: "what it rests on is no longer in the graph, or not yours to see", said: (t) => `“${t}”`, law: "Law",
    take: "Take over", dismiss: "Dismiss", remove: "Take back", removeTitle: "Take the evidence back", removeMore: "What it said stays in the record.", dismissTitle: "Dismiss this lead", takeTitle: "Take this lead over", takeMore: "It becomes your own judgement, under your name. The text may be rewritten.",
    whichElement: "Element", whichSide: "Side", text: "What it shows", textHint: "One sentence: what this shows", sentence: "Sentence", sentenceHint: "the words of a contract, an advert, a chat; may be left out", subject: "What shows it", subjectHint: "Search, or choose from the case", fromCase: "Choose from the case", put: "Put in", needed: "Please fill this in", chosen: (n) => `${n} chosen`, drop: "Leave out",
    dismissed: (n) => (n === 1 ? "1 lead dismissed" : `${n} leads dismissed`), undo: "Take back", undoTitle: "Take the dismissal back", undoMore: "The lead is proposed again.", why: "Reason",
    by: (n, t) => `${n} · ${t}`, legend: "Key", more: (n) => `${n} more`, fewer: "Fewer", gaps: (n) => (n === 1 ? "1 empty cell" : `${n} empty cells`), task: "Set a task",
  },
);
