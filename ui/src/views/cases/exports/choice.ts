/** What was chosen to go out, and the parameters of the job that makes it. */
import { CHOICES, USUAL, type Way } from "../ledger/sides";

export interface Choice {
  scope: "whole" | "seen";
  view?: string;
  formats: readonly string[];
}

/** In how many choices a way of counting is not the usual one. */
export const changed = (way: Way): number => CHOICES.filter((c) => way[c] !== USUAL[c]).length;

/** Parameters of the job; `note`: the comment that says why in the clear. A view that is not seen is left out, as is what is
 *  counted as usual. */
export function asked(id: string, choice: Choice, way: Way, note?: number): Record<string, unknown> {
  const seen = choice.scope === "seen" && choice.view ? { view: choice.view, seen: true } : {};
  const counted = Object.fromEntries(CHOICES.filter((c) => way[c] !== USUAL[c]).map((c) => [c, way[c]]));
  return { case: id, formats: [...choice.formats], ...seen, ...counted, ...(note !== undefined && { note }) };
}
