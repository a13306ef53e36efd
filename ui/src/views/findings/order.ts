/** The triage list as it is sorted and narrowed on the page; pure functions over plain rows. */
import { amountOf, peopleOf, type Facts } from "./facts";

export interface Row {
  id: string;
  score: number;
  state: string;
  sentence: string;
  end?: string | null;
  facts: unknown;
  detector: { name: string };
  subjects: readonly { role: string; kind: string; entity?: { id: string; kind: string; caption: string } | null }[];
  assignee?: string | undefined;
}
export type Column = "score" | "pattern" | "subject" | "people" | "amount" | "end" | "state" | "assignee";
export interface Sort {
  by: Column;
  down: boolean;
}

const VALUE: Record<Column, (row: Row, label: (name: string) => string) => number | string | null> = {
  score: (row) => row.score,
  pattern: (row, label) => label(row.detector.name),
  subject: (row) => main(row)?.entity?.caption ?? null,
  people: (row) => peopleOf(row.detector.name, row.facts as Facts, "zh")?.n ?? null,
  amount: (row) => amountOf(row.detector.name, row.facts as Facts),
  end: (row) => row.end ?? null,
  state: (row) => row.state,
  assignee: (row) => row.assignee ?? null,
};

/** Rows in order; what has no value stands last whichever way it is sorted. Equal ones stay as the server gave them. */
export function sorted<R extends Row>(rows: readonly R[], { by, down }: Sort, label: (name: string) => string): R[] {
  const keyed = rows.map((row, place) => ({ row, place, value: VALUE[by](row, label) }));
  keyed.sort((a, b) => {
    if (a.value === b.value) return a.place - b.place;
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    const order = typeof a.value === "string" ? a.value.localeCompare(String(b.value), "zh") : a.value - Number(b.value);
    return (down ? -order : order) || a.place - b.place;
  });
  return keyed.map((one) => one.row);
}

/** The subject that a finding is mainly about. */
export function main(row: Row): Row["subjects"][number] | undefined {
  return row.subjects.find((one) => one.entity) ?? row.subjects[0];
}

/** Rows in which the text occurs: in the sentence or the name of a subject. */
export function narrowed<R extends Row>(rows: readonly R[], text: string): R[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...rows];
  return rows.filter((row) => row.sentence.toLowerCase().includes(wanted) || row.subjects.some((one) => one.entity?.caption.toLowerCase().includes(wanted)));
}

/** The row after (or before) one; from nowhere the first (or last). */
export function beside<R extends Row>(rows: readonly R[], id: string | null, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) return rows.at(by > 0 ? 0 : -1)?.id;
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id;
}

/** The row to look at once some are done: the first after the last of them, else the last before. */
export function after<R extends Row>(rows: readonly R[], done: readonly string[]): string | undefined {
  const gone = new Set(done);
  const last = rows.findLastIndex((row) => gone.has(row.id));
  return (rows.slice(last + 1).find((row) => !gone.has(row.id)) ?? rows.slice(0, Math.max(0, last)).findLast((row) => !gone.has(row.id)))?.id;
}
