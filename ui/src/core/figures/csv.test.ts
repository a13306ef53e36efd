import { expect, test } from "vitest";
import { csv } from "./csv";

test("cells are quoted where they must be, and no text is a formula", async () => {
  const text = await csv([["a,b", 'say "x"', -5, null], ["=1+1", "-2", "两行\n字", 0]]).text();
  expect(text.replace("\ufeff", "")).toBe('"a,b","say ""x""",-5,\r\n\'=1+1,\'-2,"两行\n字",0\r\n');
});
