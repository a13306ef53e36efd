/** What can be done to a board: recipes for `act`. Each changes the draft that it is given. */
import type { Board, Filter, Layer, Line, Mark, Place, Thing } from "./types";

export type Recipe = (board: Board) => void;
export type Arriving = Pick<Thing, "id" | "kind" | "caption" | "grade"> & Partial<Thing>;

const fresh = (one: Arriving): Thing => ({ region: null, layer: null, role: null, more: 0, at: null, pinned: false, marks: [], note: "", group: null, ...one });

/** Things and lines that arrive; what is there already keeps its place, marks and group. */
export function arrive(things: readonly Arriving[], lines: readonly Line[]): Recipe {
  return (board) => {
    for (const one of things) {
      const known = board.things[one.id];
      if (!known) board.things[one.id] = fresh(one);
      else Object.assign(known, { caption: one.caption, grade: one.grade, layer: one.layer ?? known.layer, role: one.role ?? known.role, region: one.region ?? known.region });
    }
    for (const line of lines) if (board.things[line.from] && board.things[line.to]) board.lines[line.id] ??= line;
  };
}

/** An expansion around a thing; it is remembered, so that it can be taken back alone. */
export function expand(id: string, around: string, things: readonly Arriving[], lines: readonly Line[], more: number): Recipe {
  return (board) => {
    const before = { things: new Set(Object.keys(board.things)), lines: new Set(Object.keys(board.lines)) };
    arrive(things, lines)(board);
    const added = { things: Object.keys(board.things).filter((one) => !before.things.has(one)), lines: Object.keys(board.lines).filter((one) => !before.lines.has(one)) };
    board.expansions.push({ id, around, ...added });
    const centre = board.things[around];
    if (centre) centre.more = more;
  };
}

/** Take one expansion back. What later acts have marked, pinned, grouped or expanded stays, and so does what leads to it. */
export function takeBack(id: string): Recipe {
  return (board) => {
    const one = board.expansions.find((e) => e.id === id);
    if (!one) return;
    board.expansions = board.expansions.filter((e) => e.id !== id);
    const needed = new Set(board.expansions.flatMap((e) => [e.around, ...e.things]));
    const gone = one.things.filter((thing) => {
      const t = board.things[thing];
      return t && !needed.has(thing) && !t.pinned && !t.marks.length && !t.note && !t.group;
    });
    const left = new Set(gone);
    for (const thing of gone) delete board.things[thing];
    for (const line of Object.values(board.lines)) if (left.has(line.from) || left.has(line.to) || (one.lines.includes(line.id) && !needed.has(line.from) && !needed.has(line.to))) delete board.lines[line.id];
    const centre = board.things[one.around];
    if (centre) centre.more += gone.length;
  };
}

/** Take things off the board, with their lines. The facts stay in the graph. */
export function remove(ids: readonly string[]): Recipe {
  return (board) => {
    const gone = new Set(ids);
    for (const id of ids) {
      delete board.things[id];
      delete board.lines[id];
    }
    for (const line of Object.values(board.lines)) if (gone.has(line.from) || gone.has(line.to)) delete board.lines[line.id];
    board.hidden = board.hidden.filter((id) => !gone.has(id));
  };
}

export const hide = (ids: readonly string[]): Recipe => (board) => {
  board.hidden = [...new Set([...board.hidden, ...ids])];
};
export const showAll: Recipe = (board) => {
  board.hidden = [];
  board.filters = [];
};

/** Put things somewhere; `pin` where a person did it, and they stay there whatever is laid out later. */
export function place(at: Readonly<Record<string, Place>>, pin = false): Recipe {
  return (board) => {
    for (const [id, where] of Object.entries(at)) {
      const thing = board.things[id];
      if (!thing) continue;
      thing.at = { x: Math.round(where.x), y: Math.round(where.y) };
      if (pin) thing.pinned = true;
    }
  };
}

export function pin(ids: readonly string[], pinned: boolean): Recipe {
  return (board) => {
    for (const id of ids) if (board.things[id]) board.things[id].pinned = pinned;
  };
}

/** Put a mark on things, or take it off those that all have it. */
export function mark(ids: readonly string[], what: Mark): Recipe {
  return (board) => {
    const things = ids.flatMap((id) => board.things[id] ?? []);
    const off = things.every((t) => t.marks.includes(what));
    for (const t of things) t.marks = off ? t.marks.filter((m) => m !== what) : [...new Set([...t.marks, what])];
  };
}

/** Marks to add and to take away of things, and a note that replaces theirs; null: as they are. */
export function remark(ids: readonly string[], add: readonly Mark[], take: readonly Mark[], text: string | null): Recipe {
  return (board) => {
    for (const t of ids.flatMap((id) => board.things[id] ?? [])) {
      const marks = [...new Set([...t.marks, ...add])].filter((m) => !take.includes(m));
      if (marks.length !== t.marks.length || marks.some((m, i) => m !== t.marks[i])) t.marks = marks;
      if (text !== null) t.note = text;
    }
  };
}

/** Things as one, collapsed; of those in a group before, the old group ends when it is empty. */
export function group(id: string, label: string, ids: readonly string[]): Recipe {
  return (board) => {
    board.groups[id] = { id, label, open: false };
    for (const one of ids) if (board.things[one]) board.things[one].group = id;
    sweep(board);
  };
}

export function ungroup(id: string): Recipe {
  return (board) => {
    for (const thing of Object.values(board.things)) if (thing.group === id) thing.group = null;
    delete board.groups[id];
  };
}

export const fold = (id: string, open: boolean): Recipe => (board) => {
  const one = board.groups[id];
  if (one) one.open = open;
};

function sweep(board: Board): void {
  const used = new Set(Object.values(board.things).map((t) => t.group));
  for (const id of Object.keys(board.groups)) if (!used.has(id)) delete board.groups[id];
}

/** One filter of each sort is in force; null takes it away. */
export function filter(sort: Filter["sort"], value: Filter | null): Recipe {
  return (board) => {
    board.filters = [...board.filters.filter((f) => f.sort !== sort), ...(value ? [value] : [])];
  };
}

export function settle(layout: Board["layout"], at: Readonly<Record<string, Place>>): Recipe {
  return (board) => {
    board.layout = layout;
    place(at)(board);
  };
}

export const layers = (found: readonly Layer[]): Recipe => (board) => {
  board.layers = [...found];
};
