/** What weakens: which findings hold a line, and the counter-evidence of an entity or a line, each said once. */
import type { Counter, Held, Stated } from "./types";

/** Findings that rest on at least one of these links, each once, the highest first. */
export function holding(findings: readonly Held[], links: Iterable<string>): Held[] {
  const wanted = new Set(links);
  const found = new Map<string, Held>();
  for (const one of findings) if (one.links.some((link) => wanted.has(link))) found.set(one.id, one);
  return [...found.values()].sort((a, b) => b.score - a.score);
}

/** First what the data itself says against it, then what would speak against it and is to be looked for. */
export function against(records: readonly Stated[], findings: readonly Held[], weakens = ""): Counter[] {
  const dismissed = findings.filter((one) => one.state === "dismissed");
  const innocent = new Map<string, string[]>();
  for (const one of findings) {
    if (one.state === "dismissed") continue;
    for (const text of one.detector.exonerates) {
      const patterns = innocent.get(text) ?? [];
      if (!patterns.includes(one.detector.label)) patterns.push(one.detector.label);
      innocent.set(text, patterns);
    }
  }
  return [
    ...disagreeing(records),
    ...dismissed.map((finding): Counter => ({ sort: "dismissed", finding })),
    ...(weakens ? [{ sort: "weakens", text: weakens } as const] : []),
    ...[...innocent].map(([text, patterns]): Counter => ({ sort: "exonerates", text, patterns })),
  ];
}

/** What would exonerate, by the patterns that it would exonerate from. */
export function lookalikes(counters: readonly Counter[]): [patterns: readonly string[], texts: string[]][] {
  const found = new Map<string, [readonly string[], string[]]>();
  for (const one of counters) {
    if (one.sort !== "exonerates") continue;
    const key = one.patterns.join("\n");
    const texts = found.get(key);
    if (texts) texts[1].push(one.text);
    else found.set(key, [one.patterns, [one.text]]);
  }
  return [...found.values()];
}

/** Each property on which sources disagree, with the records that it is so of; the most frequent first. */
function disagreeing(records: readonly Stated[]): Counter[] {
  const found = new Map<string, { owner: string; prop: string; ids: string[] }>();
  for (const { id, owner, conflicts } of records)
    for (const prop of conflicts) {
      const key = `${owner}.${prop}`;
      const one = found.get(key) ?? { owner, prop, ids: [] };
      one.ids.push(id);
      found.set(key, one);
    }
  return [...found.values()].sort((a, b) => b.ids.length - a.ids.length).map((one) => ({ sort: "conflict", ...one }));
}

export interface Saying {
  value: string;
  rows: { file: string; row: number }[];
}

/** What the rows say of one property, each value once with the rows that say it; the most often said first. */
export function sayings(rows: readonly { file: string; row: number; values: unknown }[], prop: string): Saying[] {
  const found = new Map<string, Saying>();
  for (const { file, row, values } of rows) {
    const value = (values as Record<string, unknown>)[prop];
    if (value == null || value === "") continue;
    const key = String(value);
    const one = found.get(key) ?? { value: key, rows: [] };
    one.rows.push({ file, row });
    found.set(key, one);
  }
  return [...found.values()].sort((a, b) => b.rows.length - a.rows.length);
}
