import { expect, test } from "vitest";
import { arrive, filter, fold, group, hide } from "./acts";
import { betweenness, cores, measured, streams } from "./measure";
import { EMPTY, type Board, type Line } from "./types";
import { visible, within } from "./visible";

const thing = (id: string, more = {}) => ({ id, kind: "Account", caption: `name ${id}`, grade: "NONE" as const, ...more });
const line = (from: string, to: string, sum: number, first = "2026-01-05T00:00:00Z", type = "FLOW"): Line => ({ id: `${type}-${from}-${to}`, type, from, to, count: 2, sum, first, last: first, money: type === "FLOW" });
function board(...recipes: ((b: Board) => void)[]): Board {
  const made = structuredClone(EMPTY);
  arrive(
    [thing("a", { grade: "RED", region: "x" }), thing("b"), thing("c", { region: "y" }), thing("p", { kind: "Person" })],
    [line("a", "b", 100), line("b", "c", 900, "2026-03-05T00:00:00Z"), line("a", "c", 50), { ...line("p", "a", 0, "", "OWNS"), sum: null, first: null, last: null }],
  )(made);
  for (const one of recipes) one(made);
  return made;
}
const ids = (b: Board) => visible(b).things.map((t) => t.id).sort().join("");

test("each filter keeps what it says and tells what it hides", () => {
  expect(visible(board(filter("amount", { sort: "amount", least: 100 }))).hidden).toEqual({ things: 0, lines: 1 });
  expect(visible(board(filter("time", { sort: "time", since: "2026-03-01", until: "2026-04-01" }))).lines.map((l) => l.id)).toEqual(["FLOW-b-c", "OWNS-p-a"]);
  expect(ids(board(filter("kinds", { sort: "kinds", hide: ["Person"] })))).toBe("abc");
  expect(visible(board(filter("links", { sort: "links", hide: ["OWNS"] }))).lines).toHaveLength(3);
  expect(ids(board(filter("grades", { sort: "grades", keep: ["RED"] })))).toBe("a");
  expect(ids(board(filter("regions", { sort: "regions", keep: ["y"] })))).toBe("bcp");
  expect(ids(board(filter("text", { sort: "text", text: "NAME A" })))).toBe("a");
  expect(ids(board(filter("degree", { sort: "degree", least: 3 })))).toBe("a");
  expect(ids(board(filter("core", { sort: "core", least: 2 })))).toBe("abc");
  const both = visible(board(filter("kinds", { sort: "kinds", hide: ["Person"] }), filter("amount", { sort: "amount", least: 100 })));
  expect(both.by.map((f) => [f.things, f.lines])).toEqual([[1, 1], [0, 1]]);
});

test("what is hidden goes with its lines; a look at a window is no filter", () => {
  expect(visible(board(hide(["a"]))).lines.map((l) => l.id)).toEqual(["FLOW-b-c"]);
  const seen = within(visible(board()), { since: "2026-03-01", until: "2026-04-01" });
  expect(seen.lines).toHaveLength(2);
  expect(seen.things).toHaveLength(4);
});

test("a folded group stands for its members, and its lines for the sum of theirs", () => {
  const drawn = visible(board(group("g", "both", ["a", "b"])));
  const one = drawn.things.find((t) => t.id === "g")!;
  expect(one).toMatchObject({ caption: "both", members: ["a", "b"], grade: "RED", kind: "Account" });
  const flow = drawn.lines.find((l) => l.from === "g" && l.to === "c")!;
  expect(flow).toMatchObject({ count: 4, sum: 950, first: "2026-01-05T00:00:00Z", last: "2026-03-05T00:00:00Z" });
  expect(drawn.lines.some((l) => l.from === "g" && l.to === "g")).toBe(false);
  expect(visible(board(group("g", "both", ["a", "b"]), fold("g", true))).things).toHaveLength(4);
});

test("measures are those of the textbooks", () => {
  const path = ["a", "b", "c", "d"].map((id, i, all) => ({ from: id, to: all[i + 1] ?? id }));
  expect([...betweenness(["a", "b", "c", "d"], path).values()]).toEqual([0, 2, 2, 0]);
  const clique = [["a", "b"], ["b", "c"], ["a", "c"], ["c", "d"]].map(([from, to]) => ({ from: from!, to: to! }));
  expect(Object.fromEntries(cores(["a", "b", "c", "d"], clique))).toEqual({ a: 2, b: 2, c: 2, d: 1 });
  expect(measured("amount", ["a", "b", "c"], [line("a", "b", 7)])!.get("b")).toBe(7);
  expect(measured("none", [], [])).toBeNull();
  expect([...streams("b", visible(board()).lines)].sort()).toEqual(["a", "b", "c"]);
});
