/** What a dialog of marks changes. */
import type { Mark } from "../../core/board/types";

/** How a mark stands among some: all have it, some, or none. */
export type Has = "all" | "some" | "none";
type Marked = readonly { marks: readonly Mark[] }[];

export function having(of: Marked, mark: Mark): number {
  return of.filter((one) => one.marks.includes(mark)).length;
}

export function has(of: Marked, mark: Mark): Has {
  const n = having(of, mark);
  return n === 0 ? "none" : n === of.length ? "all" : "some";
}

export interface MarkChange {
  add: Mark[];
  take: Mark[];
  note: string | null; // null: as they are
}

/** What is to be done so that each mark stands as wished; one that only some have stays so where nothing is wished of it. */
export function changeOf(of: Marked, wished: Partial<Record<Mark, boolean>>, note: string): MarkChange {
  const marks = Object.entries(wished) as [Mark, boolean][];
  return {
    add: marks.filter(([mark, on]) => on && has(of, mark) !== "all").map(([mark]) => mark),
    take: marks.filter(([mark, on]) => !on && has(of, mark) !== "none").map(([mark]) => mark),
    note: note.trim() || null,
  };
}

export function empty({ add, take, note }: MarkChange): boolean {
  return !add.length && !take.length && note === null;
}
