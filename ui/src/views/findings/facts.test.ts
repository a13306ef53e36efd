import { expect, test } from "vitest";
import { absent, amountOf, lines, peopleOf, ranking, read, span } from "./facts";

test("a name that two patterns use differently is read by pattern", () => {
  expect(lines("return-gap", { paid: 0.21 }, "zh")).toMatchObject([{ label: "按资金折算实付", as: "rate", share: null }]);
  expect(lines("new-pays-old", { paid: 437580015 }, "en")).toMatchObject([{ label: "paid out", as: "money", share: null }]);
});

test("what is usual is an amount or a number of people, as the burst was told", () => {
  expect(lines("burst", { by_money: false, usual: 2 }, "zh")[1]).toMatchObject({ label: "平时新付款人", as: "count" });
  expect(lines("burst", { by_money: true, usual: 200 }, "zh")[1]).toMatchObject({ label: "平时金额", as: "money" });
});

test("what weakens a finding stands last, and what was looked for in vain is told apart", () => {
  const facts = { licensed: 0.4, taken: 100, goods: 0, trade: false };
  expect(lines("fund-pool", facts, "zh").map((one) => [one.name, one.weakens])).toEqual([["taken", false], ["licensed", true]]);
  expect(absent("fund-pool", facts, "zh")).toEqual(["有货物的付款", "有货物往来"]);
});

test("values are read as what they are", () => {
  expect(read("money", 100_050, "zh")).toBe("¥1,000.50");
  expect(read("share", 0.4912, "zh")).toBe("49.1%");
  expect(read("flag", true, "en")).toBe("yes");
  expect(read("shares", [0.08, 0.05], "zh")).toBe("8.0%、5.0%");
  expect(read("times", 18.52, "zh")).toBe("18.5 倍");
  expect(read("count", null, "zh")).toBe("—");
});

test("a length of time is told in its natural unit", () => {
  expect([span(90 * 60_000, "zh"), span(14_848_180, "zh"), span(42_860_704_000, "en")]).toEqual(["90 分钟", "4 小时", "496 days"]);
});

test("the amount and the number that a finding is about depend on its pattern", () => {
  expect(amountOf("ring", { sum: 5, taken: 9 })).toBe(5);
  expect(amountOf("burst", { taken: 9 })).toBe(9);
  expect(amountOf("blocked-device", { accounts: 8 })).toBeNull();
  expect(peopleOf("blocked-device", { accounts: 8, owners: 7 }, "zh")).toEqual({ n: 8, what: "账户数" });
  expect(peopleOf("ring", { rounds: 2 }, "zh")).toBeNull();
});

test("core members keep the measures that ranked them", () => {
  expect(ranking({ ranking: [{ id: "per-1", kept: 3, paid: 0 }] })).toEqual([{ id: "per-1", measures: { kept: 3, paid: 0 } }]);
  expect(ranking({})).toEqual([]);
});
