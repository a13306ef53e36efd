/** Forms and records of administration as plain data. */
import type { Param, Tab } from "./types";

const NEEDS: [Tab, string | null][] = [["users", "users"], ["jobs", "jobs"], ["audit", "audit"], ["tokens", null], ["ontology", null], ["state", "imports"]];

/** The tabs that somebody with these rights may open. */
export function tabs(rights: readonly string[]): Tab[] {
  return NEEDS.filter(([, right]) => !right || rights.includes(right)).map(([tab]) => tab);
}

/** Numbers by name, as typed: a line or a comma each, `hops = 4`. Lines that say no such thing are told. */
export function numbers(text: string): { values: Record<string, number>; wrong: string[] } {
  const values: Record<string, number> = {};
  const wrong: string[] = [];
  for (const line of text.split(/[\n,，;；]+/).map((l) => l.trim()).filter(Boolean)) {
    const found = /^([\w.-]+)\s*[=:：]\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?)$/i.exec(line);
    if (found) values[found[1]!] = Number(found[2]);
    else wrong.push(line);
  }
  return { values, wrong };
}

/** What a filled form gives to a job: what was left empty is left out. */
export function given(params: readonly Param[], filled: Record<string, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const { name, type } of params) {
    const value = filled[name];
    if (value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length)) continue;
    made[name] = type === "numbers" ? numbers(String(value)).values : value;
  }
  return made;
}

/** A record's details on one line: `address 127.0.0.1 · how password`. */
export function flat(detail: unknown): string {
  if (detail === null || typeof detail !== "object") return detail == null ? "" : String(detail);
  return Object.entries(detail as Record<string, unknown>)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(" · ");
}

const PARTS = ["abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-_+="]; // without what is mistaken for another

/** A first password to be told to somebody: sixteen characters of all sorts, drawn by `draw` (0 to below n). */
export function password(draw: (n: number) => number): string {
  const all = PARTS.join("");
  const drawn = Array.from({ length: 16 }, (_, i) => {
    const from = PARTS[i] ?? all; // one of each sort first
    return from[draw(from.length)]!;
  });
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = draw(i + 1);
    [drawn[i], drawn[j]] = [drawn[j]!, drawn[i]!];
  }
  return drawn.join("");
}

/** The file that a job's result speaks of; empty where it speaks of none. */
export function ofFile(result: unknown): string {
  return (result as { files?: { file?: string }[] } | null)?.files?.[0]?.file ?? "";
}
