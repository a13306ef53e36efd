import { dictionary } from "../../../core/words";

export const words = dictionary(
  {
    counting: "计算口径", countingHint: "逐项可选，两种算法的合计并列；选了哪种，随导出写明。", absorbed: "吸收", unpaid: "未兑付", chosen: "采用", choose: "改用", law: "依据",
    ledger: "参与人台账", people: (n: number) => `${n} 名参与人`, party: "参与人", paidIn: "投入", principal: "返还本金", interest: "返息", reinvested: "复投", commission: "佣金", refund: "退款", feeIn: "缴费", unexplained: "性质不明", transfers: "笔数", total: "合计", yuan: "单位：元",
    sheets: "账户平衡", sheetsHint: "期初 + 收入 − 付出 − 费用 + 残差 = 期末", account: "账户", period: "月份", opening: "期初", cameIn: "收入", paidOut: "付出", fees: "费用", residue: "残差", closing: "期末", assumed: "期初为推定", residueWhy: "残差不为零：流水可能不全，先补齐再据以认定", withResidue: (n: number) => `${n} 行有残差`, balanced: "无残差",
    layers: "分层合计", layer: "层", accounts: "账户", received: "收到", fromBelow: "来自下层", passed: "转出", returned: "返还", resting: "沉淀", layerZero: "参与人", layerNo: (n: number) => `第 ${n} 层`, layerOut: "未涉及",
    core: "核心成员", coreHint: "按资金网络中的位置推定，须由人核实", who: "持有人", role: "角色", score: "分数", why: "依据", between: (s: string) => `资金中介度 ${s}`, degree: (n: string) => `直接往来 ${n} 户`, cutOff: (n: string) => `去掉它断开 ${n} 户`, handled: "经手",
    of: (v: number, t: string) => `依第 ${v} 版冻结 · ${t}`, notFrozen: "尚未冻结，没有台账", notFrozenMore: "台账只按冻结版本计算，这样别人能重算出同样的数。先冻结一个版本。", toFreeze: "去冻结", none: "没有资金往来", more: "继续列出", shown: (n: number, all: number) => `已列出 ${n}，共 ${all}`, noCore: "没有推定的核心成员", noSheets: "没有账户流水", gone: "图中已无，或无权查看",
  },
  {
    counting: "Ways of counting", countingHint: "Each can be chosen; the sums of both ways stand side by side. What was chosen is told in every export.", absorbed: "Absorbed", unpaid: "Unpaid", chosen: "chosen", choose: "Choose", law: "Rests on",
    ledger: "Participants' ledger", people: (n) => `${n} participants`, party: "Participant", paidIn: "Paid in", principal: "Principal back", interest: "Interest", reinvested: "Paid in again", commission: "Commission", refund: "Refunds", feeIn: "Fees", unexplained: "Unexplained", transfers: "Transfers", total: "Sum", yuan: "in yuan",
    sheets: "Account sheets", sheetsHint: "opening + in − out − fees + residue = closing", account: "Account", period: "Month", opening: "Opening", cameIn: "In", paidOut: "Out", fees: "Fees", residue: "Residue", closing: "Closing", assumed: "the opening is assumed", residueWhy: "A residue: statements may be missing; complete them before relying on this", withResidue: (n) => `${n} rows with a residue`, balanced: "no residue",
    layers: "Layers", layer: "Layer", accounts: "Accounts", received: "Received", fromBelow: "From below", passed: "Passed on", returned: "Returned", resting: "Resting", layerZero: "Participants", layerNo: (n) => `Layer ${n}`, layerOut: "outside",
    core: "Core members", coreHint: "inferred from their place in the flow of money; a person has to confirm it", who: "Holder", role: "Role", score: "Score", why: "Rests on", between: (s) => `betweenness ${s}`, degree: (n) => `${n} direct counterparties`, cutOff: (n) => `${n} accounts fall off without it`, handled: "Handled",
    of: (v, t) => `of frozen version ${v} · ${t}`, notFrozen: "Not frozen yet: no ledger", notFrozenMore: "Figures are made of a frozen version alone, so that others come to the same. Freeze one first.", toFreeze: "Freeze a version", none: "No money moved", more: "More", shown: (n, all) => `${n} of ${all}`, noCore: "No core members inferred", noSheets: "No statements of accounts", gone: "no longer in the graph, or not yours to see",
  },
);
