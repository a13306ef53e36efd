/** The cells of the matrix: pieces and leads by element and side, and how far each row is. */
import type { CaseElement, EvidenceSide } from "../../../core/api/gql/graphql";

export interface Cell<P> {
  element: CaseElement;
  side: EvidenceSide;
  pieces: P[];
}
export const SIDES: readonly EvidenceSide[] = ["for", "against"];
export type RowState = "both" | "one" | "other" | "none";

/** Every piece in its cell. */
export function cells<P extends { element: CaseElement; side: EvidenceSide }>(elements: readonly CaseElement[], pieces: readonly P[]): Map<string, Cell<P>> {
  const made = new Map<string, Cell<P>>();
  for (const element of elements) for (const side of SIDES) made.set(`${element} ${side}`, { element, side, pieces: [] });
  for (const one of pieces) made.get(`${one.element} ${one.side}`)?.pieces.push(one);
  return made;
}

/** How far a row is: evidence on both sides, on one, on none. Leads are not evidence. */
export function rowState(pro: number, contra: number): RowState {
  if (pro && contra) return "both";
  return pro ? "one" : contra ? "other" : "none";
}
