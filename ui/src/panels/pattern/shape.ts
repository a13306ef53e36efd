/** A shape to search by: kinds in a row, the link that leads to each from the one before, and conditions. */
import type { LinkDeclared, Property } from "../../core/api/ontology";
import { midnight } from "../../core/figures";

export type Op = "EQ" | "NE" | "LT" | "LE" | "GT" | "GE" | "CONTAINS" | "STARTS";
export interface Condition {
  prop: string;
  op: Op;
  value: string; // as it was typed; amounts in 万元
}
/** `link` and what follows it: how it is reached from the step before; of the first step none. Fen, days of China. */
export interface PatternStep {
  kind: string;
  link: string | null;
  outgoing: boolean;
  least: number | null;
  since: string | null;
  until: string | null;
  where: Condition | null;
}
export const MOST = 5; // kinds of a pattern
const WAN = 1_000_000; // fen

export const begin = (kind: string): PatternStep => ({ kind, link: null, outgoing: true, least: null, since: null, until: null, where: null });
export const to = (link: string, kind: string, more: Partial<PatternStep> = {}): PatternStep => ({ ...begin(kind), link, ...more });
export const from = (link: string, kind: string, more: Partial<PatternStep> = {}): PatternStep => to(link, kind, { outgoing: false, ...more });

export interface Lead {
  link: string;
  outgoing: boolean;
  kinds: readonly string[]; // that it leads to
  money: boolean;
}
type Declared = Pick<LinkDeclared, "name" | "from" | "to" | "sum"> & { properties: readonly Pick<Property, "name">[] };

/** All links that lead on from a kind, in both directions; parallel ones as a sum come before single ones. */
export function leads(kind: string, links: readonly Declared[]): Lead[] {
  return links.flatMap((one) => {
    const money = one.properties.some((p) => p.name === "amount");
    const names = one.sum ? [one.sum, one.name] : [one.name];
    return names.flatMap((link) => [
      ...(one.from.includes(kind) ? [{ link, outgoing: true, kinds: one.to, money }] : []),
      ...(one.to.includes(kind) ? [{ link, outgoing: false, kinds: one.from, money }] : []),
    ]);
  });
}

/** Steps that a change made impossible are mended: another link to the same kind, else the first that leads anywhere. */
export function mended(steps: readonly PatternStep[], links: readonly Declared[]): PatternStep[] {
  const found: PatternStep[] = [];
  for (const step of steps) {
    const before = found.at(-1);
    if (!before) {
      found.push({ ...step, link: null });
      continue;
    }
    const there = leads(before.kind, links);
    const same = there.find((one) => one.link === step.link && one.outgoing === step.outgoing);
    const way = (same?.kinds.includes(step.kind) ? same : undefined) ?? there.find((one) => one.kinds.includes(step.kind)) ?? same ?? there[0];
    if (!way) break; // nothing leads on from here
    const kind = way.kinds.includes(step.kind) ? step.kind : way.kinds[0]!;
    found.push({ ...step, link: way.link, outgoing: way.outgoing, kind, least: way.money ? step.least : null, where: kind === step.kind ? step.where : null });
  }
  return found;
}

/** One more step, by the first link that leads on. */
export function longer(steps: readonly PatternStep[], links: readonly Declared[]): PatternStep[] {
  const [lead] = leads(steps.at(-1)!.kind, links);
  return lead && steps.length < MOST ? [...steps, { ...begin(lead.kinds[0]!), link: lead.link, outgoing: lead.outgoing }] : [...steps];
}

/** How a property can be compared; what is masked by equality alone. */
export function opsOf({ type, masked }: Pick<Property, "type" | "masked">): Op[] {
  if (masked) return ["EQ"];
  if (["amount", "time", "date", "rate", "count", "number", "share"].includes(type)) return ["GE", "LE", "EQ"];
  return type === "flag" ? ["EQ"] : ["EQ", "CONTAINS", "STARTS"];
}

/** A typed value as the server takes it; null where it is none. */
export function valueOf(type: string, typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (!text) return null;
  if (type === "flag") return text === "true";
  if (type === "time") return midnight(text);
  if (["amount", "rate", "count", "number", "share"].includes(type)) {
    const value = Number(text.replace(/[,，]/g, ""));
    if (!Number.isFinite(value)) return null;
    return type === "amount" ? Math.round(value * WAN) : type === "rate" ? value / 100 : value;
  }
  return text;
}

/** The steps as the question takes them. */
export function asSteps(steps: readonly PatternStep[], type: (kind: string, prop: string) => string) {
  return steps.map(({ kind, link, outgoing, least, since, until, where }, i) => {
    const value = where && valueOf(type(kind, where.prop), where.value);
    const reached = i > 0 ? { link, outgoing, least, since: since && midnight(since), until: until && midnight(until, true) } : {};
    return { kind, ...reached, ...(where && value != null ? { where: { prop: where.prop, op: where.op, value } } : {}) };
  });
}

const LEAST = 10 * WAN; // 10 万元: smaller sums are daily life
export const TEMPLATES = {
  pays: [begin("Enterprise"), to("OWNS", "Account"), to("FLOW", "Account", { least: LEAST }), from("OWNS", "Person")],
  gathers: [begin("Person"), to("OWNS", "Account"), to("FLOW", "Account", { least: LEAST }), from("OWNS", "Enterprise")],
  device: [begin("Account"), from("SIGNS_IN", "Device"), to("SIGNS_IN", "Account")],
  phone: [begin("Enterprise"), to("HAS_PHONE", "Phone"), from("HAS_PHONE", "Enterprise")],
  address: [begin("Enterprise"), to("LOCATED_AT", "Address"), from("LOCATED_AT", "Enterprise")],
  relay: [begin("Account"), to("FLOW", "Account", { least: LEAST }), to("FLOW", "Account", { least: LEAST }), to("FLOW", "Account", { least: LEAST })],
  advert: [begin("Advert"), to("PAYS_INTO", "Account"), from("OWNS", "Person")],
  complaint: [begin("Complaint"), to("ABOUT", "Enterprise"), to("OWNS", "Account"), to("FLOW", "Account", { least: LEAST })],
  guarantee: [begin("Enterprise"), to("GUARANTEES", "Enterprise"), to("GUARANTEES", "Enterprise")],
} as const satisfies Record<string, readonly PatternStep[]>;
export type TemplateName = keyof typeof TEMPLATES;
