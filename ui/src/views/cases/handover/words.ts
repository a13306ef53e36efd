import { dictionary } from "../../../core/words";

export const words = dictionary(
  {
    prepare: "移送准备", to: "接收单位类别", needs: "需要", lacks: (n: number) => `缺 ${n} 项`, whole: "齐备", papers: "随案另附", basis: "时限依据", clock: (n: number, working: boolean) => (working ? `${n} 个工作日内答复` : `${n} 日内答复`), due: (t: string) => `今日移送，答复期限 ${t}`,
    frozen: "冻结", element: "要件", export: "导出", sealed: "封存", identifier: "标识", ok: "已有", send: "移送", sendTitle: "移送案件", agency: "接收单位", agencyHint: "如 甘露市公安局经侦支队", file: "所送文件", noFile: "不随附文件", why: "移送理由", whyGaps: (n: number) => `仍缺 ${n} 项，须写明为何仍要移送。`, needed: "请填写", onlyLead: "移送由主办办理。",
    handovers: "移送记录", times: (n: number) => `${n} 次`, none: "还没有移送", noneMore: "移送后在此登记回执或退回；对方的答复期限到了会标红。",
    state_sent: "待回执", state_received: "已接收", state_returned: "已退回", state_withdrawn: "已撤回", overdue: "逾期未答复", answerBy: (t: string) => `答复期限 ${t}`, sentBy: (n: string, t: string) => `${n} ${t} 移送`, gaps: (n: number) => `移送时缺 ${n} 项`, complete: "移送时齐备",
    receipt: "登记回执", receiptTitle: "登记回执", person: "接收人", number: "回执编号", at: "接收时间", hash: "对方读到的 SHA-256", hashHint: "可不填；与所送不一致会标红", save: "登记", got: (p: string, n: string, t: string) => `${p} 于 ${t} 接收，回执 ${n}`, sha: "SHA-256", same: "哈希一致", different: "哈希不一致", unknown: "未核对哈希",
    return: "登记退回", returnTitle: "登记退回", returnMore: "写明对方退回的理由。", withdraw: "撤回", withdrawTitle: "撤回移送", withdrawMore: "对方答复前可撤回；记录保留。", reason: "理由",
  },
  {
    prepare: "Before it is handed over", to: "Kind of agency", needs: "Needed", lacks: (n) => `${n} lacking`, whole: "nothing lacking", papers: "Goes with it", basis: "Days rest on", clock: (n, working) => (working ? `they answer within ${n} working days` : `they answer within ${n} days`), due: (t) => `sent today, they answer by ${t}`,
    frozen: "freeze", element: "element", export: "export", sealed: "seal", identifier: "identifier", ok: "there", send: "Hand over", sendTitle: "Hand the case over", agency: "Receiver", agencyHint: "for example: economic crime division of the city's police", file: "File that goes", noFile: "none goes with it", why: "Why", whyGaps: (n) => `${n} are still lacking: say why it goes all the same.`, needed: "Please fill this in", onlyLead: "The case's lead hands it over.",
    handovers: "Handovers", times: (n) => `${n}`, none: "Not handed over yet", noneMore: "Receipts and returns are noted here; an answer that is overdue turns red.",
    state_sent: "no receipt yet", state_received: "received", state_returned: "returned", state_withdrawn: "withdrawn", overdue: "answer overdue", answerBy: (t) => `answer by ${t}`, sentBy: (n, t) => `sent by ${n}, ${t}`, gaps: (n) => `${n} lacking when sent`, complete: "nothing lacked when sent",
    receipt: "Note the receipt", receiptTitle: "Note the receipt", person: "Received by", number: "Number of the receipt", at: "Received at", hash: "SHA-256 that they read", hashHint: "may be left out; turns red where it differs", save: "Save", got: (p, n, t) => `received by ${p}, ${t}, receipt ${n}`, sha: "SHA-256", same: "same hash", different: "another hash", unknown: "hash not compared",
    return: "Note a return", returnTitle: "Note a return", returnMore: "Why they sent it back.", withdraw: "Withdraw", withdrawTitle: "Withdraw the handover", withdrawMore: "Possible until they answer; the record stays.", reason: "Reason",
  },
);
