/** What is told of a mapping and of a trial: columns with their targets, sums, what a file name gives. */
import type { Check, Choice, ColumnRow, Example, Picked, Preview, RecordChange, Standing, Use } from "./types";

const SURE = 0.9; // from where a guess needs no second look

/** The text that is loaded by, where it is no shipped mapping: one's own, or what was drafted. */
export function textOf(choice: Choice, drafted: string | null | undefined): string | undefined {
  return choice.how === "own" ? choice.text : choice.how === "draft" ? (drafted ?? "") : undefined;
}

/** The variables that name a mapping to the server. */
export function asked(choice: Choice, drafted: string | null | undefined): { text: string | null; name: string | null } {
  return { text: textOf(choice, drafted) ?? null, name: choice.how === "shipped" ? choice.name : null };
}

/** What a person said of columns, as the server takes it. */
export function pickedList(picked: Picked): { column: string; role: string | null }[] | null {
  const list = Object.entries(picked).map(([column, role]) => ({ column, role }));
  return list.length ? list : null;
}

/** Each target once: a transfer that is written both ways reads its columns twice. A source's own id is told where it is all. */
export function targets(uses: readonly Use[], column: string): Use[] {
  const seen = new Set<string>();
  const all = uses.filter((u) => {
    const key = `${u.owner ?? ""}|${u.property}`;
    if (u.column !== column || u.shape === "const" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const plain = all.filter((u) => u.property !== "ref");
  return plain.length ? plain : all;
}

/** Whether a mapping's text speaks of a column, but for its comments. */
export function mentions(text: string, column: string): boolean {
  return text.split("\n").some((line) => line.replace(/(^|\s)#.*$/, "").includes(column));
}

/** The file's columns in their order, with what each becomes. */
export function columnRows(preview: Preview, check: Check | undefined, drafted: readonly Pick<Use, "column" | "sure">[], text: string, { own, picked }: { own: boolean; picked: Picked }): ColumnRow[] {
  return preview.columns.map(({ name, masked }, i) => {
    const guess = drafted.filter((u) => u.column === name);
    const found = targets(check?.columns ?? [], name);
    const sure = own ? Math.min(1, ...guess.map((u) => u.sure ?? 1)) : 1;
    const sample = preview.rows.map((r) => r.cells[i]).find((cell) => cell != null && cell !== "") ?? null;
    return { column: name, sample, masked, targets: found, standing: own && name in picked ? "set" : standing(found, mentions(text, name), sure, own) };
  });
}

function standing(found: readonly Use[], mentioned: boolean, sure: number, own: boolean): Standing {
  if (!found.length) return mentioned ? "condition" : "ignored";
  if (own && sure < SURE) return "check";
  if (found.some((u) => u.shape === "join" || u.shape === "split")) return "joined";
  return own ? "auto" : "template";
}

export interface Tally {
  fresh: number;
  changed: number;
  merged: number;
}
/** Of all kinds that one sees. */
export function tally(records: readonly RecordChange[]): Tally {
  const sum = (of: (r: RecordChange) => number | null | undefined) => records.reduce((n, r) => n + (of(r) ?? 0), 0);
  return { fresh: sum((r) => r.new), changed: sum((r) => r.changed), merged: sum((r) => r.merged) };
}

/** The properties that examples of one kind state, in the order in which they come. */
export function stated(examples: readonly Example[]): string[] {
  return [...new Set(examples.flatMap((e) => Object.keys(e.values as Record<string, unknown>)))];
}

/** A file's name without its ending, as a mapping may be called. */
export function stem(file: string): string {
  return file.replace(/(\.\w{1,8}){1,2}$/, "").slice(0, 60);
}

/** The commonest few of a count by name. */
export function commonest(counts: Record<string, number>, most: number): [string, number][] {
  return Object.entries(counts).sort((a, b) => b[1] - a[1]).slice(0, most);
}

export interface LoadedFile {
  id: string;
  file: string;
  status: string;
}
/** The imports that a load made, from its result. */
export function loadedFiles(result: unknown): LoadedFile[] {
  const files = (result as { files?: { import?: string; file?: string; status?: string }[] } | null)?.files ?? [];
  return files.flatMap((f) => (f.import ? [{ id: f.import, file: f.file ?? f.import, status: f.status ?? "" }] : []));
}

/** The import, load or upload that a job is about: its parameters name it. */
export function about(params: unknown): string {
  const p = (params ?? {}) as Record<string, unknown>;
  return String(p.import ?? p.upload ?? "");
}
