/** What each rule asks for, and whether it has all of it. */
export interface Given {
  finding: readonly string[];
  things: readonly string[]; // where it begins
  ends: readonly string[];
  number: number;
}
export const RULES = ["finding", "around", "layer", "path"] as const;
export type RuleName = (typeof RULES)[number];
export const NUMBERS: Record<RuleName, [usual: number, low: number, high: number] | undefined> = { finding: undefined, around: [1, 1, 2], layer: [2, 0, 15], path: [6, 1, 20] };

/** The parameters of a rule; undefined while something is lacking. */
export function params(name: RuleName, given: Given): Record<string, unknown> | undefined {
  const { finding, things, ends, number } = given;
  switch (name) {
    case "finding":
      return finding.length ? { finding: [...finding] } : undefined;
    case "around":
      return things.length ? { things: [...things], steps: number } : undefined;
    case "layer":
      return things.length ? { group: [...things], layer: number } : undefined;
    case "path":
      return things.length && ends.length ? { from: [...things], to: [...ends], hops: number } : undefined;
  }
}
