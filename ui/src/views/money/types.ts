/** What the page is about and how it counts: kept in its address. */
import type { Named } from "./utils";

export interface About {
  group: readonly Named[];
  case?: { id: string; title: string } | undefined;
  cut?: { shown: number; total: number } | undefined; // of the case's entities
}
export interface Counting {
  since: string | null; // days
  until: string | null;
  hold: number; // days
  again: boolean;
  offset: boolean;
}
export const HOLD = 30;
