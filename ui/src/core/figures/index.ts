/** Money, counts, times and sizes as people read them. Money is integer fen, times are ISO 8601 in UTC, shown in UTC+8. */
import type { Lang } from "../words";

const ZONE = "Asia/Shanghai";
const locale = (lang: Lang) => (lang === "zh" ? "zh-CN" : "en-GB");
const grouped = new Intl.NumberFormat("en-US");
const two = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const NONE = "—"; // not stated; a zero is "0.00"

/** Yuan to the fen without a sign: 3,482.60. For tables and ledgers. */
export function yuan(fen: number | null | undefined): string {
  return fen == null ? NONE : two.format(fen / 100);
}

/** The exact amount: ¥34,826,014.37. For hovers. */
export function exact(fen: number | null | undefined): string {
  if (fen == null) return NONE;
  return fen < 0 ? `−¥${yuan(-fen)}` : `¥${yuan(fen)}`;
}

/** An amount as people say it: 3,482.60 万, 4.12 亿; in English RMB 34.83 million. */
export function money(fen: number | null | undefined, lang: Lang): string {
  if (fen == null) return NONE;
  const y = fen / 100;
  const size = Math.abs(y);
  if (lang === "zh") {
    if (size >= 1e8) return `${two.format(y / 1e8)} 亿`;
    if (size >= 1e4) return `${two.format(y / 1e4)} 万`;
    return `${two.format(y)} 元`;
  }
  if (size >= 1e9) return `RMB ${two.format(y / 1e9)} billion`;
  if (size >= 1e6) return `RMB ${two.format(y / 1e6)} million`;
  return `RMB ${size >= 1e4 ? grouped.format(Math.round(y)) : two.format(y)}`;
}

/** The same where there is little room, as on a line of the board: 3,482 万; 34.8 m. */
export function shortMoney(fen: number, lang: Lang): string {
  const y = fen / 100;
  const size = Math.abs(y);
  const round = (v: number) => (Math.abs(v) >= 100 ? grouped.format(Math.round(v)) : v.toFixed(1).replace(/\.0$/, ""));
  if (lang === "zh") return size >= 1e8 ? `${round(y / 1e8)} 亿` : size >= 1e4 ? `${round(y / 1e4)} 万` : `${round(y)} 元`;
  return size >= 1e9 ? `${round(y / 1e9)} bn` : size >= 1e6 ? `${round(y / 1e6)} m` : size >= 1e3 ? `${round(y / 1e3)} k` : round(y);
}

/** A count: 1,302. */
export function count(n: number | null | undefined): string {
  return n == null ? NONE : grouped.format(n);
}

/** A share: 17.2%. */
export function percent(part: number, digits = 1): string {
  return `${(part * 100).toFixed(digits)}%`;
}

/** Bytes: 1.4 MB. */
export function bytes(n: number): string {
  for (const [unit, size] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]] as const) if (n >= size) return `${(n / size).toFixed(1)} ${unit}`;
  return `${n} B`;
}

const shape = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, ...options });
const DAY = shape({ year: "numeric", month: "2-digit", day: "2-digit" });
const MINUTE = shape({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
const SECOND = shape({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });
type Instant = string | number | null | undefined;
const put = (format: Intl.DateTimeFormat, at: Instant) => (at == null || at === "" ? NONE : format.format(new Date(at)));

/** 2026-11-23, in UTC+8. */
export const day = (at: Instant): string => put(DAY, at);
/** 2026-11-23 08:30 */
export const minute = (at: Instant): string => put(MINUTE, at);
/** 2026-11-23 08:30:12 */
export const second = (at: Instant): string => put(SECOND, at);

/** The instant at which a day (2026-11-23) begins in UTC+8; `after`: at which it has ended. */
export function midnight(of: string, after = false): string {
  return new Date(Date.parse(`${of}T00:00:00+08:00`) + (after ? 86_400_000 : 0)).toISOString();
}

/** A day in running text: 2026年11月23日 星期一; Monday 23 November 2026. */
export function prose(at: Instant, lang: Lang): string {
  if (at == null) return NONE;
  return new Intl.DateTimeFormat(locale(lang), { timeZone: ZONE, year: "numeric", month: "long", day: "numeric", weekday: "long" }).format(new Date(at));
}

/** A number whose end tells accounts apart: the last four characters. */
export function tail(number: string): string {
  return number.slice(-4);
}

/** A score from 0 to 1 as people read it, 0 to 100. */
export const hundred = (score: number): number => Math.round(score * 100);

/** A user's name as it is typed: without `user:`. */
export const bare = (who: string): string => who.replace(/^user:/, "");
