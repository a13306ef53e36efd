/** Patterns that are asked most often, by the names of the board's templates; the board has a form for each. */
import { dictionary } from "../../core/words";

export const HINTS = ["pays", "device", "advert", "relay"] as const;

export const hintWords = dictionary(
  { pays: "企业 → 账户 → 转账 → 账户 ← 个人", device: "同一设备登录的账户", advert: "广告指定的个人收款账户", relay: "大额连续过账的账户" },
  { pays: "Company → account → transfer → account ← person", device: "Accounts on one device", advert: "Adverts that name a person's account", relay: "Accounts that pass large sums on" },
);
