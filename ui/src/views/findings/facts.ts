/** What a finding was made from, as it is read: pure functions over its facts. */
import { count, exact, NONE, percent } from "../../core/figures";
import type { Lang } from "../../core/words";
import { HIDDEN, labelOf, MEASURES, toldOf, type Reading } from "./factwords";

export type Facts = Record<string, unknown>;
export interface Line {
  name: string;
  label: string;
  as: Reading;
  value: unknown;
  share: number | null; // for a bar
  weakens: boolean; // speaks against it
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A length of time in its natural unit, as the server's sentences say it. */
export function span(ms: number, lang: Lang): string {
  const [n, zh, en] = ms < 2 * HOUR ? [ms / 60_000, "分钟", "min"] : ms < 2 * DAY ? [ms / HOUR, "小时", "h"] : [ms / DAY, "天", "days"];
  return lang === "zh" ? `${Math.round(n)} ${zh}` : `${Math.round(n)} ${en}`;
}

export function read(as: Reading, value: unknown, lang: Lang): string {
  if (value == null) return NONE;
  if (as === "money") return exact(value as number);
  if (as === "share" || as === "rate") return percent(Number(value));
  if (as === "flag") return lang === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
  if (as === "span") return span(value as number, lang);
  if (as === "times") return `${Number(value).toFixed(1)}${lang === "zh" ? " 倍" : "×"}`;
  if (as === "shares") return (value as number[]).map((one) => percent(one)).join(lang === "zh" ? "、" : ", ");
  if (as === "words") return (value as string[]).map((one) => MEASURES[one]?.[lang === "zh" ? 0 : 1] ?? one).join(lang === "zh" ? "、" : ", ");
  return as === "count" ? count(value as number) : String(value);
}

/** Its facts as lines, what weakens it after what makes it; those that are nothing are left out of the weakening. */
export function lines(detector: string, facts: Facts, lang: Lang): Line[] {
  const all = Object.entries(facts).filter(([name]) => !HIDDEN.has(name));
  const made = all.map(([name, value]): Line => {
    const told = toldOf(detector, name === "usual" && facts.by_money === false ? "usual_payers" : name);
    const as: Reading = told?.as === "share" && typeof value === "boolean" ? "flag" : (told?.as ?? "text");
    const nothing = value === 0 || value === false || value == null || (name === "season" && Number(value) < 1.5);
    return { name, label: told?.label[lang === "zh" ? 0 : 1] ?? name, as, value, share: as === "share" ? Math.min(1, Math.max(0, Number(value))) : null, weakens: Boolean(told?.weakens) && !nothing };
  });
  return [...made.filter((one) => !one.weakens && !toldOf(detector, one.name)?.weakens), ...made.filter((one) => one.weakens)];
}

/** Which weakening was looked for and not found: that it was looked for is told too. */
export function absent(detector: string, facts: Facts, lang: Lang): string[] {
  const shown = new Set(lines(detector, facts, lang).map((one) => one.name));
  return Object.keys(facts).filter((name) => toldOf(detector, name)?.weakens && !shown.has(name)).map((name) => labelOf(detector, name, lang));
}

const AMOUNTS: Record<string, string> = {
  ring: "sum", "round-trip": "sum", structuring: "sum", "self-dealing": "sum", "guarantee-ring": "sum", "shared-identity": "paid_between",
  "return-gap": "gain", contagion: "at_risk", dormant: "received", smurfing: "paid",
};
const PEOPLE = ["people", "payers", "enterprises", "accounts", "lenders", "members", "middles", "parties", "payees", "origins"];

/** The amount that it is about, in fen. */
export function amountOf(detector: string, facts: Facts): number | null {
  const value = facts[AMOUNTS[detector] ?? "taken"];
  return typeof value === "number" ? value : null;
}

/** How many it touches, and of what. */
export function peopleOf(detector: string, facts: Facts, lang: Lang): { n: number; what: string } | null {
  const name = PEOPLE.find((one) => typeof facts[one] === "number");
  return name ? { n: facts[name] as number, what: labelOf(detector, name, lang) } : null;
}

export interface Ranked {
  id: string;
  measures: Record<string, number>;
}

/** Core members as they were ranked. */
export function ranking(facts: Facts): Ranked[] {
  const list = Array.isArray(facts.ranking) ? (facts.ranking as Record<string, unknown>[]) : [];
  return list.map(({ id, ...rest }) => ({ id: String(id), measures: rest as Record<string, number> }));
}
