/** What the facts of a finding are called and how they are read; a name that two patterns use differently is told by pattern. */
import type { Lang } from "../../core/words";

export type Reading = "money" | "share" | "rate" | "count" | "flag" | "span" | "times" | "shares" | "text" | "words";
type Label = readonly [zh: string, en: string];
interface Told {
  as: Reading;
  label: Label;
  weakens?: boolean; // what speaks against it where it is not nothing
}

const told = (as: Reading, zh: string, en: string, weakens = false): Told => ({ as, label: [zh, en], weakens });

const COMMON: Record<string, Told> = {
  accounts: told("count", "账户数", "accounts"),
  again: told("share", "隔月再付的付款人", "payers who pay again in other months", true),
  apart: told("flag", "股东和高管互不相同", "no holder or officer in common", true),
  at_risk: told("money", "受波及金额", "at risk"),
  back: told("money", "退回金额", "paid back"),
  before: told("flag", "此前有过同样规模", "has been as many before", true),
  by_money: told("flag", "按金额判断", "told by money"),
  capital: told("money", "资本", "capital"),
  carriers: told("count", "过渡账户数", "transfer accounts"),
  class: told("text", "识别为", "read as"),
  contracts: told("share", "有合同对应", "covered by contracts", true),
  deviates: told("flag", "承诺与实付相差悬殊", "promise and payment differ"),
  ended: told("flag", "部分已到期", "some have ended", true),
  enterprises: told("count", "企业数", "enterprises"),
  digits: told("count", "巧合概率的负指数", "digits of the chance"),
  expected: told("text", "巧合只会有的人数", "people by chance"),
  even: told("share", "原数转出的中间户", "middles that passed on all"),
  high: told("money", "最大一笔", "the largest"),
  low: told("money", "最小一笔", "the smallest"),
  firm: told("flag", "收款方是登记企业", "taken by a registered firm", true),
  fed: told("share", "以新款支付的比例", "paid out of new money"),
  founded_close: told("count", "先后成立的企业", "founded close together"),
  fresh: told("count", "新付款人", "new payers"),
  gain: told("money", "收益", "gain"),
  given: told("money", "转出金额", "given out"),
  gone: told("money", "转给第三方", "gone to third parties"),
  goods: told("share", "有货物的付款", "paid for goods", true),
  group: told("flag", "属同一集团", "of one group", true),
  guarantees: told("count", "担保笔数", "guarantees"),
  highest: told("rate", "最高承诺年化", "highest promise, a year"),
  hold: told("span", "中间户停留", "held between"),
  hops: told("count", "关联层数", "steps between them"),
  lag: told("span", "平均停留", "held on average"),
  lawful: told("count", "读作合法的材料", "papers read as lawful", true),
  layers: told("count", "层数", "layers"),
  lenders: told("count", "出借人", "lenders"),
  levels: told("count", "推荐层级", "levels"),
  licensed: told("share", "由持牌方收取", "taken by licensed parties", true),
  life: told("span", "过渡账户使用期", "life of transfer accounts"),
  links: told("count", "据以作出的关系", "links that show it"),
  loans: told("count", "项目数", "loans"),
  members: told("count", "担保方", "members"),
  middles: told("count", "中间户", "parties between"),
  money: told("share", "资金得分", "score of the money"),
  nearness: told("share", "关联程度", "nearness of the parties"),
  notices: told("share", "有风险提示的广告", "adverts with a notice", true),
  often: told("count", "多次获付的人数", "paid several times"),
  one_owner: told("flag", "同一持有人", "one owner", true),
  origins: told("count", "风险源", "origins"),
  other_income: told("money", "其他收入", "other income", true),
  out: told("money", "转出金额", "sent out"),
  overdue: told("count", "逾期项目", "overdue loans"),
  owners: told("count", "持有人", "owners"),
  paid: told("money", "付出金额", "paid out"),
  paid_between: told("money", "相互往来", "paid between them"),
  papers: told("count", "材料份数", "papers read"),
  parties: told("count", "操作方", "parties"),
  passed: told("share", "同期转出", "passed on meanwhile"),
  passed_on: told("share", "转出比例", "passed on"),
  payees: told("count", "收款方", "payees"),
  payers: told("count", "付款人", "payers"),
  people: told("count", "涉及人数", "people"),
  persons: told("count", "途经个人", "persons on the way"),
  promise_words: told("count", "承诺用语", "wordings of promise"),
  promised: told("rate", "承诺年化", "promised a year"),
  rate: told("rate", "收益折年率", "gain a year"),
  rates: told("shares", "各级返佣率", "reward by level"),
  received: told("money", "入账金额", "received"),
  regular: told("count", "此前规律付款的月数", "months with the same before", true),
  related: told("money", "流向关联方", "to related parties"),
  related_parties: told("count", "关联方", "related parties"),
  repaid: told("count", "获返还人数", "people paid back"),
  rewards: told("count", "返佣笔数", "rewards"),
  ring: told("flag", "首尾相接", "closes to a ring"),
  rounds: told("count", "回流次数", "rounds"),
  same_day: told("share", "当日转出", "gone the same day"),
  season: told("times", "同期其他各方的倍数", "others in the same weeks", true),
  share: told("share", "所占比例", "share"),
  shared_device: told("count", "共用设备的账户", "accounts on its device"),
  shared_twice: told("count", "另有共用标识的企业", "sharing something else too"),
  shares: told("shares", "各级返佣到位率", "levels kept to"),
  slept: told("span", "休眠", "slept"),
  speak: told("count", "读作违法的材料", "papers that speak for it"),
  statements: told("count", "承诺次数", "promises"),
  stays: told("flag", "款项留在账上", "the money stayed", true),
  strength: told("share", "关联强度", "strength of the tie"),
  sum: told("money", "涉及金额", "sum"),
  taken: told("money", "收取金额", "taken in"),
  text: told("share", "文本得分", "score of the texts"),
  tied: told("count", "有共同股东或高管的企业", "with a holder or officer in common"),
  times: told("times", "为平时的倍数", "times the usual"),
  to_own: told("share", "转给自己名下", "to one's own accounts", true),
  took: told("span", "历时", "took"),
  trade: told("flag", "有货物往来", "with goods", true),
  transfers: told("count", "转账笔数", "transfers"),
  untried: told("flag", "收款方为个人或新设企业", "a person or a young firm"),
  usual: told("money", "平时金额", "usual"),
  usual_payers: told("count", "平时新付款人", "usual new payers"),
  windows: told("count", "类似时段", "such periods"),
  measures: told("words", "排序所据", "ranked by"),
};

/** Where a pattern means something else by a name. */
const OWN: Record<string, Record<string, Told>> = {
  "return-gap": { paid: told("rate", "按资金折算实付", "paid, by the money") },
  "new-pays-old": { fresh: told("money", "其中新款", "of it new money"), windows: told("count", "付款未超新款的时段", "periods fed by new money") },
  contagion: { share: told("share", "可能受波及的资本", "of the capital at risk"), trade: told("share", "应收货款所占", "by receivables", true) },
  "core-members": { share: told("share", "留在内部的比例", "kept within") },
  "self-dealing": { share: told("share", "流向关联方的比例", "lent to related parties") },
  "fund-pool": { share: told("share", "流向关联方的比例", "to related parties, share") },
  smurfing: { paid: told("money", "分出金额", "sent out"), received: told("money", "汇入金额", "came together") },
};

/** Lists of objects have their own place: ranked people, kinds of tie. */
export const HIDDEN = new Set(["ranking", "by_kind", "class"]);

export function toldOf(detector: string, name: string): Told | undefined {
  return OWN[detector]?.[name] ?? COMMON[name];
}

export function labelOf(detector: string, name: string, lang: Lang): string {
  return toldOf(detector, name)?.label[lang === "zh" ? 0 : 1] ?? name;
}

/** The measures by which core members are ranked, and the ties by which risk spreads. */
export const MEASURES: Record<string, Label> = {
  kept: ["资金去向", "money kept"],
  paid: ["返款经办", "paying out"],
  shared: ["账户操控", "accounts controlled"],
  firms: ["企业任职", "firms held"],
  brought: ["推荐层级", "people brought"],
  earned: ["领取佣金", "commission earned"],
};
