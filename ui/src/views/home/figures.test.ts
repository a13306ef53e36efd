import { expect, test } from "vitest";
import { bare, firstOfEach, sum } from "./figures";

test("a sum of nothing known is not zero", () => {
  expect(sum(null, undefined)).toBeNull();
  expect(sum(null, 0)).toBe(0);
  expect(sum(3, null, 4)).toBe(7);
});

test("no pattern crowds out the others", () => {
  const list = ["a1", "a2", "b1", "a3", "c1", "b2"];
  expect(firstOfEach(list, (one) => one[0]!, 9)).toEqual(["a1", "b1", "c1"]);
  expect(firstOfEach(list, (one) => one[0]!, 2)).toEqual(["a1", "b1"]);
});

test("a sentence loses the name that its row has said, but not the first of several names", () => {
  expect(bare("甲公司 的资本 5 元", "甲公司")).toBe("资本 5 元");
  expect(bare("甲公司涉嫌非法外汇", "甲公司")).toBe("涉嫌非法外汇");
  expect(bare("甲公司、乙公司共用电话", "甲公司")).toBe("甲公司、乙公司共用电话");
  expect(bare("乙公司付给甲公司", "甲公司")).toBe("乙公司付给甲公司");
  expect(bare("Alpha's capital", "Alpha")).toBe("capital");
  expect(bare("甲公司", "甲公司")).toBe("甲公司");
});
