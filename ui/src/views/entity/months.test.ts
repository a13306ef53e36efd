import { expect, test } from "vitest";
import { byMonth, moved } from "./months";

test("what is dated stands under its month in China, in the order in which it came", () => {
  const list = [{ at: "2024-06-30T17:00:00Z" }, { at: "2024-06-30T15:00:00Z" }, { at: "2024-06-01T00:00:00Z" }, { at: "2024-05-09T00:00:00Z" }];
  expect(byMonth(list).map((one) => [one.month, one.items.length])).toEqual([["2024-07", 1], ["2024-06", 2], ["2024-05", 1]]);
  expect(byMonth([])).toEqual([]);
});

test("an account's transfers are summed by direction, over the kinds of the other end", () => {
  const counts = [
    { link: "TRANSFER", outgoing: true, amount: 5 }, { link: "TRANSFER", outgoing: false, amount: 7 },
    { link: "TRANSFER", outgoing: true, amount: null }, { link: "WITHDRAW", outgoing: true, amount: 9 },
  ];
  expect([moved(counts, true), moved(counts, false), moved([], true)]).toEqual([5, 7, 0]);
});
