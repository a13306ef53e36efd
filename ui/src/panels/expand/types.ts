/** What an expansion is told, and what it is reckoned from. */

export type ExpandOrder = "AMOUNT" | "RECENT" | "EARLIEST";

/** Remembered per case by the board. Amounts are fen; days are China's, both included. */
export interface ExpandSettings {
  chosen: readonly string[] | null; // keys of counts; null: not yet chosen by hand
  least: number | null;
  most: number | null;
  since: string | null; // 2026-03-02
  until: string | null;
  order: ExpandOrder;
  first: number;
}

export interface ExpandCount {
  link: string;
  outgoing: boolean;
  kind: string;
  links: number;
  others: number;
  amount: number | null;
}

/** Variables of one `expand`; a choice that is no product of links and kinds takes several. */
export interface ExpandRequest {
  links: string[];
  kinds: string[];
  outgoing: boolean | null;
  least: number | null;
  most: number | null;
  since: string | null; // an instant
  until: string | null; // the first that is too late
  order: ExpandOrder;
  first: number;
}

/** By what lines of several answers are put in order. */
export interface Ranked {
  amount: number | null;
  first: string | null;
  last: string | null;
}
