/** The board as plain data: what is on it, where it stands, what hides it. Everything here can be saved and undone. */

export type Grade = "RED" | "AMBER" | "YELLOW" | "NONE";
export type Mark = "core" | "suspect" | "victim" | "witness" | "frozen";
export const MARKS: readonly Mark[] = ["core", "suspect", "victim", "witness", "frozen"];

export interface Place {
  x: number;
  y: number;
}

/** An entity on the board. `region`: what it states, of an account its holder's; `layer`: its account layer by the backend, 0 the participants; `more`: neighbours not shown. */
export interface Thing {
  id: string;
  kind: string;
  caption: string;
  grade: Grade;
  region: string | null;
  layer: number | null;
  role: string | null;
  more: number;
  at: Place | null;
  pinned: boolean;
  marks: Mark[];
  note: string;
  group: string | null;
}

/** A line between two things: one link, or all transfers of a pair as one. Sums are fen, times ISO 8601 in UTC. */
export interface Line {
  id: string;
  type: string;
  from: string;
  to: string;
  count: number;
  sum: number | null;
  first: string | null;
  last: string | null;
  money: boolean;
}

export interface Group {
  id: string;
  label: string;
  open: boolean;
}

export type Filter =
  | { sort: "time"; since: string; until: string }
  | { sort: "amount"; least: number }
  | { sort: "degree"; least: number }
  | { sort: "core"; least: number }
  | { sort: "grades"; keep: Grade[] }
  | { sort: "regions"; keep: string[] }
  | { sort: "text"; text: string }
  | { sort: "kinds"; hide: string[] }
  | { sort: "links"; hide: string[] };

export type LayoutName = "layers" | "force" | "hierarchy" | "radial" | "circle" | "time" | "region";
export const LAYOUTS: readonly LayoutName[] = ["layers", "force", "hierarchy", "radial", "circle", "time", "region"];
export type Measure = "none" | "degree" | "amount" | "betweenness" | "core";
export type Colouring = "kind" | "grade" | "region" | "mark" | "group";

/** A layer of accounts with its totals, as the backend reckons it. */
export interface Layer {
  layer: number;
  accounts: number;
  received: number;
  passed: number;
}

/** What one expansion brought, so that it alone can be taken back. */
export interface Expansion {
  id: string;
  around: string;
  things: string[];
  lines: string[];
}

export interface Board {
  things: Record<string, Thing>;
  lines: Record<string, Line>;
  groups: Record<string, Group>;
  hidden: string[]; // hidden from view: a fact stays a fact
  filters: Filter[];
  layout: LayoutName;
  size: Measure;
  colour: Colouring;
  layers: Layer[];
  expansions: Expansion[];
}

export const EMPTY: Board = { things: {}, lines: {}, groups: {}, hidden: [], filters: [], layout: "force", size: "none", colour: "kind", layers: [], expansions: [] };
export const BUDGET = 2000; // things drawn at once; a collapsed group is one
