import { expect, test } from "vitest";
import { placed, plainly } from "./places";

const region = (name: string | null) => ({ region: name, entities: 1, red: 0, amber: 0, yellow: 0 });

test("a place is known without what sort of place it is", () => {
  expect(["广东省", "内蒙古自治区", "广西壮族自治区", "北京市", "东田县", "沙市"].map(plainly)).toEqual(["广东", "内蒙古", "广西", "北京", "东田", "沙市"]);
});

test("a shape is the region of its name, else the only one alike", () => {
  const found = placed(["广东省", "东田区", "东田县", "西区", "无"], [region("广东"), region("东田县"), region("东田市"), region(null)]);
  expect([...found].map(([shape, one]) => [shape, one.region])).toEqual([["广东省", "广东"], ["东田县", "东田县"]]);
});
