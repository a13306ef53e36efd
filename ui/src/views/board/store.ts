/** The board that is open: its history, what is chosen, with which tool. It survives a reload. */
import { get, set } from "idb-keyval";
import { create } from "zustand";
import type { Recipe } from "../../core/board/acts";
import { act, begin, redo, travel, undo, type History, type Label } from "../../core/board/history";

export type Tool = "select" | "pan" | "box" | "lasso";
export interface Opened {
  title: string;
  case: string | null; // its id
  number: string; // of that case; empty without one
  view: { id: string; line: string; version: number } | null;
  group: string[];
  left: number;
}
export interface State {
  key: string;
  opened: Opened;
  history: History;
  selection: string[];
  path: string[]; // ids of a way that is shown; all else is dimmed
  tool: Tool;
  expanding: string | null;
  camera: { x: number; y: number; zoom: number } | null;
  live: string; // what was done last, for whoever can't see the canvas
}
interface Acts {
  open: (key: string, opened: Opened, history: History, more?: Partial<State>) => void;
  do: (label: Label, recipe: Recipe, live?: string) => void;
  undo: () => void;
  redo: () => void;
  travel: (n: number) => void;
  select: (ids: readonly string[], add?: boolean) => void;
  set: (some: Partial<State>) => void;
}

export const NOTHING: Opened = { title: "", case: null, number: "", view: null, group: [], left: 0 };
const BLANK: State = { key: "", opened: NOTHING, history: begin(), selection: [], path: [], tool: "select", expanding: null, camera: null, live: "" };

export const useBoard = create<State & Acts>((put, now) => ({
  ...BLANK,
  open: (key, opened, history, more = {}) => put({ ...BLANK, key, opened, history, ...more }),
  do: (label, recipe, live) => put((s) => ({ history: act(s.history, label, recipe), ...(live ? { live } : {}) })),
  undo: () => put((s) => standing({ history: undo(s.history) }, s)),
  redo: () => put((s) => standing({ history: redo(s.history) }, s)),
  travel: (n) => put((s) => standing({ history: travel(s.history, n) }, s)),
  select: (ids, add = false) => {
    const next = add ? [...new Set([...now().selection, ...ids])] : [...ids];
    if (next.length !== now().selection.length || next.some((id, i) => id !== now().selection[i])) put({ selection: next });
  },
  set: (some) => put(some),
}));

/** What is chosen but no longer there is not chosen. */
function standing(some: { history: History }, s: State): Partial<State> {
  const { things, lines, groups } = some.history.board;
  return { ...some, path: [], selection: s.selection.filter((id) => things[id] || lines[id] || groups[id]) };
}

type Kept = Pick<State, "opened" | "history" | "selection" | "camera">;
const PAUSE = 400; // ms after the last act before it is kept
let waiting: ReturnType<typeof setTimeout> | undefined;
let unkept: (() => void) | undefined;
const keep = () => {
  clearTimeout(waiting);
  unkept?.();
  unkept = undefined;
};
addEventListener("pagehide", keep); // who reloads at once loses nothing

const name = (key: string) => `board:${key}`;
useBoard.subscribe((s, before) => {
  if (!s.key || (s.history === before.history && s.selection === before.selection && s.camera === before.camera)) return;
  if (s.key !== before.key) keep();
  unkept = () => void set(name(s.key), { opened: s.opened, history: s.history, selection: s.selection, camera: s.camera } satisfies Kept).catch(() => undefined);
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
});

/** The board of an address as it was left in this browser; undefined where there is none. */
export const kept = (key: string): Promise<Kept | undefined> => get<Kept>(name(key)).catch(() => undefined);
