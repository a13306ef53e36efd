/** What is told of a case from its entries: its stage, its days, its steps gathered, its comments with their corrections. */
const DAY = 86_400_000;

export type Status = "open" | "working" | "closed" | "reopened";
export interface Step {
  seq: number;
  at: string;
  who: string;
  act: string;
  subject?: string | null;
  word?: string | null;
  text: string;
  was?: string | null; // what an amended fact said
  now?: string | null;
}
export interface Gathered extends Step {
  subjects: string[]; // of one act on several things
  sorts: Record<string, number>; // how many of each sort
  facts: { name: string; was: string; now: string }[]; // amended by one act
}
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

/** When a closed case was closed. */
export function closedAt(steps: readonly Step[]): string | undefined {
  return steps.findLast((s) => s.act === "close")?.at;
}

const ONE_ACT = ["add", "remove", "amend"];

/** Steps newest first; things put in or taken out, and facts amended, by one act are one step. */
export function gathered(steps: readonly Step[]): Gathered[] {
  const made: Gathered[] = [];
  for (const step of steps) {
    const last = made.at(-1);
    const same = last && ONE_ACT.includes(step.act) && last.act === step.act && near(last.at, step.at) && last.who === step.who && last.text === step.text;
    const held = same ? last : { ...step, subjects: [], sorts: {} as Record<string, number>, facts: [] as Gathered["facts"] };
    if (!same) made.push(held);
    if (step.subject) held.subjects.push(step.subject);
    if (step.act === "amend") held.facts.push({ name: step.word ?? "", was: step.was ?? "", now: step.now ?? "" });
    if (step.word) held.sorts[step.word] = (held.sorts[step.word] ?? 0) + 1;
  }
  return made.reverse();
}

/** Whether two moments are of one act: entries that are written one by one are milliseconds apart. */
const near = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) < 1_000;

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

/** A user's name as it is typed: without `user:`. */
export const bare = (who: string): string => who.replace(/^user:/, "");

/** Ids as people paste them: by lines, commas or blanks, each once. */
export function pasted(text: string): string[] {
  return [...new Set(text.split(/[\s,，;；]+/).filter(Boolean))];
}
