import { expect, test } from "vitest";
import type { Check, Preview, Use } from "./types";
import { asked, columnRows, commonest, loadedFiles, mentions, pickedList, stem, tally, targets } from "./utils";

const col = (column: string, owner: string | null, property: string, more: Partial<Use> = {}): Use => ({ column, shape: "col", alias: "a", owner, ownerLabel: owner, property, label: property, optional: false, sure: null, ...more });
const preview: Preview = {
  part: { name: "f.csv", encoding: "utf-8", columns: ["账号", "日期", "标志", "网点"] }, parts: [{ name: "f.csv" }], more: false, above: [], leftOut: [],
  columns: [{ name: "账号", masked: true }, { name: "日期", masked: false }, { name: "标志", masked: false }, { name: "网点", masked: false }],
  rows: [{ row: 2, cells: ["", "2026-01-02", "借", "0127"] }, { row: 3, cells: ["*5225", null, "贷", "0128"] }],
};
const check = { columns: [col("账号", "Account", "number"), col("日期", "TRANSFER", "at", { shape: "join" })] } as Check;

test("a column that a transfer reads in both directions has one target", () => {
  expect(targets([col("额", "TRANSFER", "amount", { alias: "out" }), col("额", "TRANSFER", "amount", { alias: "into" }), col("额", "FLOW", "amount"), col("额", "X", "side", { shape: "const" })], "额").map((u) => u.owner)).toEqual(["TRANSFER", "FLOW"]);
});

test("columns tell their first cell that holds something, and what is not sure wants a look", () => {
  const rows = columnRows(preview, check, [col("账号", "Account", "number", { sure: 0.75 }), col("日期", "TRANSFER", "at", { sure: 1 })], "when: {标志: [借]}\n#   网点", { own: true, picked: {} });
  expect(rows.map((r) => [r.column, r.sample, r.standing])).toEqual([["账号", "*5225", "check"], ["日期", "2026-01-02", "joined"], ["标志", "借", "condition"], ["网点", "0127", "ignored"]]);
});

test("what a shipped mapping reads is not guessed", () => {
  expect(columnRows(preview, check, [col("账号", "Account", "number", { sure: 0.2 })], "", { own: false, picked: {} })[0]?.standing).toBe("template");
});

test("what a person said a column is stands, and is asked for", () => {
  const picked = { 网点: "own.bank", 账号: null };
  expect(columnRows(preview, check, [], "", { own: true, picked }).filter((r) => r.standing === "set").map((r) => r.column)).toEqual(["账号", "网点"]);
  expect(pickedList(picked)).toEqual([{ column: "网点", role: "own.bank" }, { column: "账号", role: null }]);
  expect(pickedList({})).toBeNull();
});

test("a comment of a mapping does not use a column", () => {
  expect(mentions("a: 网点号 # x", "网点号")).toBe(true);
  expect(mentions("  # 网点号", "网点号")).toBe(false);
});

test("sums leave out what one may not see", () => {
  expect(tally([{ name: "A", label: "A", new: 2, changed: 1, merged: 5 }, { name: "B", label: "B", new: null, changed: null, merged: null }])).toEqual({ fresh: 2, changed: 1, merged: 5 });
});

test("only a text or a name is asked for, as chosen", () => {
  expect(asked({ how: "auto" }, "d")).toEqual({ text: null, name: null });
  expect(asked({ how: "shipped", name: "bank-a" }, "d")).toEqual({ text: null, name: "bank-a" });
  expect(asked({ how: "own", text: "x" }, "d")).toEqual({ text: "x", name: null });
  expect(asked({ how: "draft" }, "d")).toEqual({ text: "d", name: null });
});

test("names lose their endings, counts come greatest first, a result names its imports", () => {
  expect(stem("流水.2026.csv.gz")).toBe("流水.2026");
  expect(commonest({ a: 1, b: 3, c: 2 }, 2)).toEqual([["b", 3], ["c", 2]]);
  expect(loadedFiles({ files: [{ import: "c3d", file: "f.csv", status: "loaded" }, {}] })).toEqual([{ id: "c3d", file: "f.csv", status: "loaded" }]);
  expect(loadedFiles(null)).toEqual([]);
});
