import { expect, test } from "vitest";
import { under, USUAL, type Variant } from "./sides";

const variant = (reinvested: string, interest: string, absorbed: number): Variant => ({ chosen: false, reinvested, interest, commission: "apart", fees: "apart", absorbed, unpaid: absorbed });
const variants = [variant("once", "apart", 10), variant("once", "offset", 10), variant("again", "apart", 15), variant("again", "offset", 15)];

test("under another option the other choices stay", () => {
  expect(under(variants, { ...USUAL, interest: "offset" }, "reinvested", "again")).toEqual(variants[3]);
  expect(under(variants, USUAL, "reinvested", "once")).toEqual(variants[0]);
});

test("a way that makes no other sum has no variant", () => {
  expect(under(variants, USUAL, "fees", "absorbed")).toBeUndefined();
});
