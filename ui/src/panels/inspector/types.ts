/** What the inspector looks at, and what it reads of it. */
import type { ReactNode } from "react";
import type { Mark } from "../../core/board/types";

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

export interface InspectorProps {
  subject: Subject | null;
  /** What the board can do with it. */
  acts?: ReactNode;
  /** Why it is on the board. */
  whence?: ReactNode;
  /** How it is marked on the board. */
  marks?: readonly Mark[];
  /** The case that notes are written in; left out: for all who may annotate. */
  caseId?: string;
  /** What happened last, read out as it changes. */
  live?: ReactNode;
  onClose: () => void;
  /** Select others on the board: entities, and links by their ids. */
  onSelect: (entities: readonly string[], links?: readonly string[]) => void;
}

/** What the parts of the inspector are given. */
export interface Shared extends Omit<InspectorProps, "subject" | "live"> {
  close: ReactNode;
}
