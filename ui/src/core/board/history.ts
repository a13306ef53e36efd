/** Every act with its way back. A step holds patches, so that thousands of acts cost what they changed and no more. */
import { applyPatches, enablePatches, produceWithPatches, type Patch } from "immer";
import { EMPTY, type Board } from "./types";

enablePatches();

/** What was done, as a word and its values; the page says it in the language of now. */
export interface Label {
  act: string;
  values: (string | number)[];
}
export interface Step {
  label: Label;
  at: number; // epoch ms
  forward: Patch[];
  back: Patch[];
}
export interface History {
  board: Board;
  done: Step[];
  undone: Step[];
}

export const begin = (board: Board = EMPTY): History => ({ board, done: [], undone: [] });

/** The history after one more act; the same where the act changes nothing. What was undone can't be redone after it. */
export function act(history: History, label: Label, recipe: (board: Board) => void, at = Date.now()): History {
  const [board, forward, back] = produceWithPatches(history.board, recipe);
  if (!forward.length) return history;
  return { board, done: [...history.done, { label, at, forward, back }], undone: [] };
}

/** One act back; the same where there is none. */
export function undo(history: History): History {
  const step = history.done.at(-1);
  if (!step) return history;
  return { board: applyPatches(history.board, step.back), done: history.done.slice(0, -1), undone: [...history.undone, step] };
}

/** The act undone last, again. */
export function redo(history: History): History {
  const step = history.undone.at(-1);
  if (!step) return history;
  return { board: applyPatches(history.board, step.forward), done: [...history.done, step], undone: history.undone.slice(0, -1) };
}

/** Back or forth to the state after the first `n` acts. */
export function travel(history: History, n: number): History {
  let at = history;
  while (at.done.length > n) at = undo(at);
  while (at.done.length < n && at.undone.length) at = redo(at);
  return at;
}
