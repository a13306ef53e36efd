/** Two ways of each choice side by side: the sums under each option while the other choices stay as they are. */
export interface Variant {
  chosen: boolean;
  reinvested: string;
  interest: string;
  commission: string;
  fees: string;
  absorbed: number;
  unpaid: number;
}
export const CHOICES = ["reinvested", "interest", "commission", "fees"] as const;
export type Choice = (typeof CHOICES)[number];
export type Way = Record<Choice, string>;
export const USUAL: Way = { reinvested: "once", interest: "apart", commission: "apart", fees: "apart" };

/** The variant under this option of this choice, the others as chosen; undefined where it would make no other sum. */
export function under(variants: readonly Variant[], way: Way, choice: Choice, option: string): Variant | undefined {
  const wanted = { ...way, [choice]: option };
  return variants.find((v) => CHOICES.every((c) => v[c] === wanted[c]));
}

export const isChoice = (name: string): name is Choice => (CHOICES as readonly string[]).includes(name);
