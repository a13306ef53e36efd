/** What a model's finding is told from: its facts as they are kept, read into one shape; pure functions. */
import type { Lang } from "../../core/words";
import type { Facts } from "./facts";

interface Said {
  zh: string;
  en: string;
}
/** Parallel links of a pair that moved the score. `sum` in yuan, `first` and `last` in seconds. */
export interface Moved {
  relation: string;
  label: string;
  from: string;
  to: string;
  n: number;
  sum: number | null;
  first: number | null;
  last: number | null;
  hop: number;
  change: number;
}
export interface Trait {
  label: string;
  of: string;
  reads: string;
  usual: string;
  change: number;
}
/** What the score loses without the first k, and without k by lot; what they alone bring back. */
export interface Step {
  k: number;
  fall: number;
  fallByLot: number;
  regain: number;
  regainByLot: number;
}
export interface Why {
  subject: string;
  score: number;
  bare: number;
  gap: number;
  untried: number;
  faithful: boolean;
  links: Moved[];
  traits: Trait[];
  steps: Step[];
}
export interface ModelFacts {
  model: string;
  version: string;
  snapshot: string | null;
  made: string | null;
  rank: number;
  of: number;
  capacity: number;
  score: number;
  threshold: number;
  probability: number;
  calibration: string | null;
  error: number | null;
  verdict: string | null;
  drift: { state: string; said: string } | null;
  taught: { phase: string; class: string } | null;
  asked: string | null; // of links the highest
  why: Why | null;
}

const PREFIX = "model-";
export const isModel = (detector: string): boolean => detector.startsWith(PREFIX);

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
const said = (value: unknown, lang: Lang): string | null => (value && typeof value === "object" ? text((value as Said)[lang]) : null);

/** Facts that an earlier version wrote lack some; what lacks is null. */
export function modelFacts(facts: Facts, lang: Lang): ModelFacts {
  const drift = said(facts.drift, lang);
  const taught = facts.taught as ModelFacts["taught"] | undefined;
  return {
    model: text(facts.model) ?? "", version: text(facts.version) ?? "", snapshot: text(facts.snapshot), made: text(facts.made),
    rank: number(facts.rank) ?? 0, of: number(facts.of) ?? 0, capacity: number(facts.capacity) ?? 0,
    score: number(facts.score) ?? 0, threshold: number(facts.threshold) ?? 0, probability: number(facts.probability) ?? 0,
    calibration: text(facts.calibration), error: number(facts.calibration_error), verdict: said(facts.verdict, lang),
    drift: drift ? { said: drift, state: text((facts.drift as Facts).state) ?? "few" } : null,
    taught: taught ?? null,
    asked: Array.isArray(facts.asked) ? text(facts.asked[0]) : null,
    why: facts.explanation ? why(facts.explanation as Facts, lang) : null,
  };
}

function why(told: Facts, lang: Lang): Why {
  const faith = (told.faithfulness ?? {}) as Record<string, number[]> & { faithful?: boolean };
  const at = (name: string, i: number) => faith[name]?.[i] ?? 0;
  return {
    subject: text(told.subject) ?? "", score: number(told.score) ?? 0, bare: number(told.bare) ?? 0, gap: number(told.gap) ?? 0, untried: number(told.untried) ?? 0,
    faithful: Boolean(faith.faithful),
    links: list(told.links).map((one) => ({
      relation: String(one.relation), label: said(one.label, lang) ?? String(one.relation), from: String(one.from), to: String(one.to), n: number(one.n) ?? 1,
      sum: number(one.sum), first: number(one.first), last: number(one.last), hop: number(one.hop) ?? 1, change: number(one.change) ?? 0,
    })),
    traits: list(told.features).map((one) => ({
      label: said(one.label, lang) ?? String(one.name), of: String(one.of), change: number(one.change) ?? 0,
      reads: said(one.reads, lang) ?? String(one.value ?? ""), usual: said(one.usual, lang) ?? String(one.typical ?? ""),
    })),
    steps: (faith.k ?? []).map((k, i) => ({ k, fall: at("fall", i), fallByLot: at("fall_by_chance", i), regain: at("regain", i), regainByLot: at("regain_by_chance", i) })),
  };
}

/** Whom the links that moved a model's score are between; nobody of another finding. */
export function endsOf(facts: Facts): string[] {
  const told = (facts.explanation ?? {}) as Facts;
  return [...new Set(list(told.links).flatMap((one) => [String(one.from), String(one.to)]))];
}

const LEAST = 0.0005; // of the score: a tenth of a point, rounded

/** A difference of scores in points of 100: "+2.3", "−0.4"; what rounds to nothing says so. */
export function points(change: number): string {
  if (Math.abs(change) < LEAST) return "±0.0";
  return `${change > 0 ? "+" : "−"}${(Math.abs(change) * 100).toFixed(1)}`;
}

/** Those that move the score by a tenth of a point at least. */
export const telling = <T extends { change: number }>(all: readonly T[]): T[] => all.filter((one) => Math.abs(one.change) >= LEAST);

export interface Spot {
  id: string;
  x: number;
  y: number;
  root: boolean;
}
const [RX, RY] = [132, 74];

/** Where each stands: the subjects in the middle, the others around them, in the order in which they moved the score. */
export function spots(roots: readonly string[], links: readonly Moved[]): Spot[] {
  const others = [...new Set(links.flatMap((one) => [one.from, one.to]))].filter((id) => !roots.includes(id));
  const middle = roots.map((id, i) => ({ id, x: (i - (roots.length - 1) / 2) * 84, y: 0, root: true }));
  const around = others.map((id, i) => {
    const turn = (2 * Math.PI * i) / others.length - Math.PI / 2;
    return { id, x: RX * Math.cos(turn), y: RY * Math.sin(turn), root: false };
  });
  return [...middle, ...around];
}
