/** What of a board is drawn: filters applied, folded groups as one, and how much each filter hides. Nothing is left out unsaid. */
import { cores } from "./measure";
import type { Board, Filter, Grade, Line, Thing } from "./types";

/** A thing as drawn: an entity, or a folded group that stands for `members`. */
export interface DrawnThing extends Thing {
  members: string[]; // of a folded group; empty for an entity
}
export interface Drawn {
  things: DrawnThing[];
  lines: Line[];
  hidden: { things: number; lines: number };
  by: { filter: Filter; things: number; lines: number }[];
}

const RANK: Record<Grade, number> = { RED: 3, AMBER: 2, YELLOW: 1, NONE: 0 };

export function visible(board: Board): Drawn {
  const off = new Set(board.hidden);
  let things = Object.values(board.things).filter((t) => !off.has(t.id));
  let lines = among(things, Object.values(board.lines).filter((l) => !off.has(l.id)));
  const by: Drawn["by"] = [];
  for (const filter of board.filters) {
    const left = apply(filter, things, lines);
    by.push({ filter, things: things.length - left.things.length, lines: lines.length - left.lines.length });
    ({ things, lines } = left);
  }
  const hidden = { things: Object.keys(board.things).length - things.length, lines: Object.keys(board.lines).length - lines.length };
  return { ...folded(board, things, lines), hidden, by };
}

function among(things: readonly Thing[], lines: readonly Line[]): Line[] {
  const there = new Set(things.map((t) => t.id));
  return lines.filter((l) => there.has(l.from) && there.has(l.to));
}

function apply(filter: Filter, things: Thing[], lines: Line[]): { things: Thing[]; lines: Line[] } {
  const kept = (keep: (t: Thing) => boolean) => {
    const left = things.filter(keep);
    return { things: left, lines: among(left, lines) };
  };
  switch (filter.sort) {
    case "time":
      return { things, lines: lines.filter((l) => l.first == null || (l.first < filter.until && (l.last ?? l.first) >= filter.since)) };
    case "amount":
      return { things, lines: lines.filter((l) => !l.money || (l.sum ?? 0) >= filter.least) };
    case "links":
      return { things, lines: lines.filter((l) => !filter.hide.includes(l.type)) };
    case "kinds":
      return kept((t) => !filter.hide.includes(t.kind));
    case "grades":
      return kept((t) => filter.keep.includes(t.grade));
    case "regions":
      return kept((t) => t.region == null || filter.keep.includes(t.region));
    case "text":
      return kept((t) => t.caption.toLowerCase().includes(filter.text.toLowerCase()));
    case "degree": {
      const degree = degrees(lines);
      return kept((t) => (degree.get(t.id) ?? 0) >= filter.least);
    }
    case "core": {
      const core = cores(things.map((t) => t.id), lines);
      return kept((t) => (core.get(t.id) ?? 0) >= filter.least);
    }
  }
}

/** The same with the lines of a window of time alone, for a look that is no act yet. */
export function within(drawn: Drawn, { since, until }: { since: string; until: string }): Drawn {
  return { ...drawn, ...apply({ sort: "time", since, until }, drawn.things, drawn.lines) } as Drawn;
}

/** Of each thing how many lines it has. */
export function degrees(lines: readonly Line[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const l of lines) for (const end of [l.from, l.to]) found.set(end, (found.get(end) ?? 0) + 1);
  return found;
}

/** Folded groups stand for their members; lines that become parallel by it are one, with the sum of their sums. */
function folded(board: Board, things: Thing[], lines: Line[]): { things: DrawnThing[]; lines: Line[] } {
  const closed = new Map<string, Thing[]>();
  const alone: DrawnThing[] = [];
  for (const t of things) {
    if (t.group && board.groups[t.group] && !board.groups[t.group]!.open) closed.set(t.group, [...(closed.get(t.group) ?? []), t]);
    else alone.push({ ...t, members: [] });
  }
  if (!closed.size) return { things: alone, lines };
  const stands = new Map<string, string>();
  for (const [id, members] of closed) {
    for (const m of members) stands.set(m.id, id);
    alone.push(standing(id, board.groups[id]!.label, members));
  }
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const from = stands.get(line.from) ?? line.from;
    const to = stands.get(line.to) ?? line.to;
    if (from === line.from && to === line.to) merged.set(line.id, line);
    else if (from !== to) {
      const key = `${from} ${line.type} ${to}`;
      const before = merged.get(key);
      merged.set(key, before ? joined(before, line) : { ...line, id: key, from, to });
    }
  }
  return { things: alone, lines: [...merged.values()] };
}

function standing(id: string, label: string, members: Thing[]): DrawnThing {
  const [first] = members;
  const layers = new Set(members.map((m) => m.layer));
  const kinds = new Set(members.map((m) => m.kind));
  return {
    ...first!,
    id,
    caption: label,
    kind: kinds.size === 1 ? first!.kind : "Group",
    grade: members.reduce<Grade>((worst, m) => (RANK[m.grade] > RANK[worst] ? m.grade : worst), "NONE"),
    layer: layers.size === 1 ? first!.layer : null,
    more: 0,
    at: first!.at,
    pinned: members.some((m) => m.pinned),
    marks: [],
    note: "",
    members: members.map((m) => m.id),
  };
}

function joined(a: Line, b: Line): Line {
  const least = (x: string | null, y: string | null) => (x == null ? y : y == null || x < y ? x : y);
  const most = (x: string | null, y: string | null) => (x == null ? y : y == null || x > y ? x : y);
  return { ...a, count: a.count + b.count, sum: a.sum == null ? b.sum : a.sum + (b.sum ?? 0), first: least(a.first, b.first), last: most(a.last, b.last) };
}
