import { describe, expect, test } from "vitest";
import { arrive, expand, filter, fold, group, mark, pin, place, remove, takeBack } from "./acts";
import { act, begin, redo, travel, undo } from "./history";
import { EMPTY, type Board, type Line } from "./types";

const thing = (id: string) => ({ id, kind: "Account", caption: id, grade: "NONE" as const });
const line = (from: string, to: string, sum = 100): Line => ({ id: `${from}-${to}`, type: "FLOW", from, to, count: 1, sum, first: "2026-01-01T00:00:00Z", last: "2026-02-01T00:00:00Z", money: true });
const label = { act: "x", values: [] };
const board = (): Board => {
  const made = structuredClone(EMPTY);
  arrive([thing("a"), thing("b"), thing("c")], [line("a", "b"), line("b", "c")])(made);
  return made;
};

describe("history", () => {
  test("every act goes back and forth, to the same board", () => {
    const first = begin(board());
    const acts = [place({ a: { x: 1.4, y: 2 } }, true), mark(["a", "b"], "core"), group("g", "some", ["a", "b"]), fold("g", true), filter("amount", { sort: "amount", least: 5 }), remove(["c"]), pin(["a"], false)];
    const boards = [first.board];
    let now = first;
    for (const one of acts) {
      now = act(now, label, one);
      boards.push(now.board);
    }
    expect(now.done).toHaveLength(acts.length);
    for (let i = acts.length; i > 0; i--) {
      expect(now.board).toEqual(boards[i]);
      now = undo(now);
    }
    expect(now.board).toEqual(first.board);
    for (let i = 0; i < acts.length; i++) now = redo(now);
    expect(now.board).toEqual(boards.at(-1));
    expect(travel(now, 2).board).toEqual(boards[2]);
  });

  test("it survives being written down and read", () => {
    const now = act(begin(board()), label, remove(["b"]));
    expect(undo(JSON.parse(JSON.stringify(now)) as typeof now).board).toEqual(board());
  });

  test("an act that changes nothing is none; one after an undo ends what was undone", () => {
    const first = begin(board());
    expect(act(first, label, pin([], true))).toBe(first);
    const now = act(undo(act(first, label, remove(["a"]))), label, remove(["b"]));
    expect(now.undone).toEqual([]);
    expect(redo(now)).toBe(now);
  });
});

describe("an expansion", () => {
  test("is taken back alone, and what later acts rest on stays", () => {
    let now = act(begin(board()), label, expand("e1", "c", [thing("d"), thing("e"), thing("f")], [line("c", "d"), line("c", "e"), line("c", "f")], 7));
    now = act(now, label, mark(["e"], "suspect"));
    now = act(now, label, expand("e2", "f", [thing("g")], [line("f", "g")], 0));
    now = act(now, label, takeBack("e1"));
    expect(Object.keys(now.board.things).sort()).toEqual(["a", "b", "c", "e", "f", "g"]);
    expect(now.board.lines["c-d"]).toBeUndefined();
    expect(now.board.lines["f-g"]).toBeDefined();
    expect(now.board.things.c!.more).toBe(8);
    expect(now.board.expansions.map((e) => e.id)).toEqual(["e2"]);
  });

  test("what was there keeps its place and marks when it arrives again", () => {
    let now = act(begin(board()), label, place({ a: { x: 5, y: 6 } }, true));
    now = act(now, label, arrive([{ ...thing("a"), caption: "A" }], []));
    expect(now.board.things.a).toMatchObject({ caption: "A", at: { x: 5, y: 6 }, pinned: true });
  });
});

test("a mark is put on all, then taken off all; a group without members is none", () => {
  let now = act(begin(board()), label, mark(["a"], "core"));
  now = act(now, label, mark(["a", "b"], "core"));
  expect(["a", "b"].map((id) => now.board.things[id]!.marks)).toEqual([["core"], ["core"]]);
  now = act(now, label, mark(["a", "b"], "core"));
  expect(now.board.things.a!.marks).toEqual([]);
  now = act(act(now, label, group("g", "one", ["a", "b"])), label, group("h", "two", ["a", "b"]));
  expect(Object.keys(now.board.groups)).toEqual(["h"]);
});
