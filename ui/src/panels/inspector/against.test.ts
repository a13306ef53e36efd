import { expect, test } from "vitest";
import { against, holding, lookalikes, sayings } from "./against";
import type { Held } from "./types";

const finding = (id: string, more: Partial<Held> = {}): Held => ({
  id, state: "new", score: 0.5, sentence: "", links: [], start: null, end: null, subjects: [],
  detector: { name: "ring", label: "回流闭环", law: "", exonerates: ["有真实货物"] },
  ...more,
});

test("a finding holds a line when it rests on one of its links, and is told once", () => {
  const low = finding("a", { links: ["t1", "t9"], score: 0.4 });
  const high = finding("b", { links: ["t2"], score: 0.9 });
  expect(holding([low, high, low, finding("c", { links: ["t7"] })], ["t1", "t2"]).map((f) => f.id)).toEqual(["b", "a"]);
});

test("what the data says against comes before what is to be looked for, and no look-alike comes twice", () => {
  const findings = [finding("a"), finding("b"), finding("c", { state: "dismissed" }), finding("d", { detector: { name: "x", label: "快进快出", law: "", exonerates: ["有真实货物", "持牌支付"] } })];
  const found = against([{ id: "e1", owner: "Person", conflicts: ["name"] }], findings, "有合同");
  expect(found.map((c) => c.sort)).toEqual(["conflict", "dismissed", "weakens", "exonerates", "exonerates"]);
  expect(found[3]).toEqual({ sort: "exonerates", text: "有真实货物", patterns: ["回流闭环", "快进快出"] });
});

test("sources that disagree on one property of many links are one counter with all of them", () => {
  const links = ["t1", "t2"].map((id) => ({ id, owner: "TRANSFER", conflicts: id === "t1" ? ["ip", "memo"] : ["memo"] }));
  expect(against(links, [])).toEqual([
    { sort: "conflict", owner: "TRANSFER", prop: "memo", ids: ["t1", "t2"] },
    { sort: "conflict", owner: "TRANSFER", prop: "ip", ids: ["t1"] },
  ]);
});

test("a dismissed finding's look-alikes are not asked for again", () => {
  expect(against([], [finding("c", { state: "dismissed" })]).map((c) => c.sort)).toEqual(["dismissed"]);
});

test("rows that say the same are one saying, the most often said first; a row that says nothing is none", () => {
  const rows = [
    { file: "a.csv", row: 1, values: { name: "某泰" } },
    { file: "b.csv", row: 4, values: { name: "某太" } },
    { file: "c.csv", row: 2, values: { name: "某太" } },
    { file: "c.csv", row: 3, values: { name: null } },
  ];
  expect(sayings(rows, "name")).toEqual([
    { value: "某太", rows: [{ file: "b.csv", row: 4 }, { file: "c.csv", row: 2 }] },
    { value: "某泰", rows: [{ file: "a.csv", row: 1 }] },
  ]);
});

test("look-alikes stand together under the patterns that they are of", () => {
  const found = lookalikes([
    { sort: "weakens", text: "有合同" },
    { sort: "exonerates", text: "工资代发", patterns: ["资金池"] },
    { sort: "exonerates", text: "持牌支付", patterns: ["资金池", "跑分"] },
    { sort: "exonerates", text: "学费", patterns: ["资金池"] },
  ]);
  expect(found).toEqual([[["资金池"], ["工资代发", "学费"]], [["资金池", "跑分"], ["持牌支付"]]]);
});
