import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: (n: string) => `标记 ${n} 个主体`, none: "没有选中主体", what: "标记为", apply: "应用到画布", cancel: "取消", note: "备注", noteMore: "写在画布上，随视图保存；要写进案卷请用批注。", keep: (n: string) => `其中 ${n} 个已有备注，新的备注会替换它`,
    core: "核心", suspect: "嫌疑", victim: "受害", witness: "证人", frozen: "冻结推演", coreBadge: "核", suspectBadge: "嫌", victimBadge: "受", witnessBadge: "证", frozenBadge: "冻",
    coreMore: "决定、控制资金、设计产品或得利最多", suspectMore: "线索指向，未经认定", victimMore: "投入后未获兑付的参与人", witnessMore: "可说明经过的人", frozenMore: "假设其账户被冻结，只用于推演",
    have: (n: string) => `已有 ${n}`, provisional: "标记是办案中的判断，可撤销，不是法律认定。", more: (n: string) => `等 ${n} 个`, nochange: "没有要改的",
  },
  {
    title: (n) => `Mark ${n} entities`, none: "No entity is selected", what: "As", apply: "Apply to the board", cancel: "Cancel", note: "Note", noteMore: "Stands on the board and is saved with its view; for the case's record write an annotation.", keep: (n) => `${n} of them have a note, which this one replaces`,
    core: "core", suspect: "suspect", victim: "victim", witness: "witness", frozen: "frozen, what-if", coreBadge: "C", suspectBadge: "S", victimBadge: "V", witnessBadge: "W", frozenBadge: "F",
    coreMore: "decides, controls the money, designed the product or gained most", suspectMore: "a lead points at them, nothing is established", victimMore: "paid in and was not paid back", witnessMore: "can say what happened", frozenMore: "their accounts are frozen, as a what-if alone",
    have: (n) => `${n} have it`, provisional: "A mark is a working view that can be undone, not a finding of law.", more: (n) => ` and ${n} in all`, nochange: "Nothing to change",
  },
);
