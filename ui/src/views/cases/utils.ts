/** What is told of a case from its entries: its stage, its days, its comments with their corrections. */
const DAY = 86_400_000;

export type Status = "open" | "working" | "closed" | "reopened";
export interface Note {
  seq: number;
  at: string;
  who: string;
  text: string;
  corrects?: number | null;
}
export interface Told extends Note {
  before: Note[]; // what it said earlier, oldest first
}

export const FACTS = ["title", "suspected", "region", "cause", "agency", "docket"] as const;
export type Facts = Record<(typeof FACTS)[number], string>; // what a case is about

/** The stages of a case, in order; one that was reopened has gone through that, too. */
export function stages(status: Status): { names: Status[]; now: number } {
  const names: Status[] = status === "reopened" ? ["open", "reopened", "working", "closed"] : ["open", "working", "closed"];
  return { names, now: names.indexOf(status) };
}

/** Which day of a case it is, counted from one. */
export function dayOf(opened: string, until: number): number {
  return Math.max(1, Math.floor((until - Date.parse(opened)) / DAY) + 1);
}

/** When a closed case was closed; steps are newest first. */
export function closedAt(steps: readonly { act: string; at: string }[]): string | undefined {
  return steps.find((s) => s.act === "close")?.at;
}

/** Comments newest first, each as it reads after its corrections; a correction of a correction speaks of the first. */
export function told(notes: readonly Note[]): Told[] {
  const first = new Map<number, number>();
  const held = new Map<number, Note[]>();
  for (const note of notes) {
    const root = (note.corrects == null ? undefined : first.get(note.corrects)) ?? note.seq;
    first.set(note.seq, root);
    held.set(root, [...(held.get(root) ?? []), note]);
  }
  return [...held.values()].map((all) => ({ ...all.at(-1)!, before: all.slice(0, -1) })).sort((a, b) => b.seq - a.seq);
}

/** Ids as people paste them: by lines, commas or blanks, each once. */
export function pasted(text: string): string[] {
  return [...new Set(text.split(/[\s,，;；]+/).filter(Boolean))];
}
