import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: (n: number) => `存入案件（${n} 项）`,
    act: "存入案件", actNew: "立案并存入",
    held: "存入已有案件", fresh: "另立新案",
    pick: "选择案件", none: "没有在办案件，可另立新案",
    name: "案件名称", nameHint: "如：某鑫财富案", cause: "案由", causeHint: "一句话写明所查之事", suspected: "涉嫌类别",
    done: (n: number, title: string) => `已存入 ${n} 项：${title}`, already: (n: number) => `${n} 项原已在案`, open: "打开案件",
    more: "案件经过会记下所存之物、理由与存入人；可以随时移出。",
  },
  {
    title: (n) => `Put ${n} into a case`,
    act: "Put in", actNew: "Open and put in",
    held: "An open case", fresh: "A new case",
    pick: "Case", none: "No case is open; open a new one",
    name: "Title", nameHint: "what people will call it", cause: "Cause", causeHint: "what is being looked into, in a sentence", suspected: "Suspected of",
    done: (n, title) => `${n} put into ${title}`, already: (n) => `${n} were in it already`, open: "Open the case",
    more: "The case records what was put in, why and by whom; it can be taken out again.",
  },
);
