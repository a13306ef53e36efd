/** Patterns that are asked most often; the board has a form for each. */
import { dictionary } from "../../core/words";

export const HINTS = ["collects", "device", "promised", "returned"] as const;

export const hintWords = dictionary(
  { collects: "企业 → 账户 → 转账 → 账户 ← 个人", device: "同一设备登录的账户", promised: "广告承诺收益 ＞ 12% 的主体", returned: "近 30 天资金回流" },
  { collects: "Company → account → transfer → account ← person", device: "Accounts on one device", promised: "Adverts promising over 12%", returned: "Money back within 30 days" },
);
