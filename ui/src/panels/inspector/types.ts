/** What the inspector looks at, and what it reads of it. */

export type Subject = EntitySubject | LineSubject;

export interface EntitySubject {
  sort: "entity";
  id: string;
}

/** A line of the board: one link, or (FLOW) all parallel ones of a pair and direction. Fen and ISO 8601. */
export interface LineSubject {
  sort: "line";
  id: string;
  type: string;
  fromId: string;
  toId: string;
  count?: number | null;
  sum?: number | null;
  first?: string | null;
  last?: string | null;
}

/** A record on which its sources may disagree: an entity or one link. */
export interface Stated {
  id: string;
  owner: string; // kind or link type
  conflicts: readonly string[];
}

/** As much of a finding as the panel uses. */
export interface Held {
  id: string;
  state: string;
  score: number;
  sentence: string;
  links: readonly string[];
  start: string | null;
  end: string | null;
  detector: { name: string; label: string; law: string; exonerates: readonly string[] };
  subjects: readonly { id: string; role: string; entity: { id: string; kind: string; caption: string } | null }[];
}

/** What speaks against: seen in the data (conflict, dismissed), or still to be looked for (weakens, exonerates). */
export type Counter =
  | { sort: "conflict"; owner: string; prop: string; ids: readonly string[] } // of so many records
  | { sort: "dismissed"; finding: Held }
  | { sort: "weakens"; text: string }
  | { sort: "exonerates"; text: string; patterns: readonly string[] };
