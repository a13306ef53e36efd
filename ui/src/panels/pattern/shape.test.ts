import { expect, test } from "vitest";
import { asSteps, begin, from, leads, longer, mended, MOST, opsOf, TEMPLATES, to, valueOf } from "./shape";

const links = [
  { name: "TRANSFER", sum: "FLOW", from: ["Account"], to: ["Account"], properties: [{ name: "amount" }] },
  { name: "OWNS", from: ["Person", "Enterprise"], to: ["Account"], properties: [] },
  { name: "SIGNS_IN", from: ["Device"], to: ["Account"], properties: [] },
];

test("links lead on in both directions, and parallel ones as a sum too", () => {
  expect(leads("Account", links).map((one) => `${one.outgoing ? "→" : "←"}${one.link}`)).toEqual(["→FLOW", "←FLOW", "→TRANSFER", "←TRANSFER", "←OWNS", "←SIGNS_IN"]);
  expect(leads("Phone", links)).toEqual([]);
});

test("a shape that holds is left as it is", () => {
  const steps = [begin("Enterprise"), to("OWNS", "Account"), to("FLOW", "Account", { least: 5 }), from("OWNS", "Person")];
  expect(mended(steps, links)).toEqual(steps);
});

test("after a change of kind another link is taken, and a least amount goes where there is no money", () => {
  const steps = [begin("Device"), to("FLOW", "Account", { least: 5 }), from("OWNS", "Person")];
  expect(mended(steps, links)[1]).toMatchObject({ link: "SIGNS_IN", outgoing: true, kind: "Account", least: null });
});

test("where no link leads to the kind the kind changes, and its condition goes", () => {
  const where = { prop: "region", op: "EQ", value: "x" } as const;
  expect(mended([begin("Person"), to("OWNS", "Device", { where })], links)[1]).toMatchObject({ kind: "Account", where: null });
  expect(mended([begin("Phone"), to("OWNS", "Account")], links)).toHaveLength(1);
});

test("a shape grows to its most and no further", () => {
  let steps = [begin("Account")];
  for (let i = 0; i < 9; i++) steps = longer(steps, links);
  expect(steps).toHaveLength(MOST);
  expect(mended(steps, links)).toEqual(steps);
});

test("values are what the server takes, and nothing where they are none", () => {
  expect(valueOf("amount", "1,000.5")).toBe(1_000_500_000);
  expect(valueOf("rate", "12")).toBe(0.12);
  expect(valueOf("time", "2024-01-01")).toBe("2023-12-31T16:00:00.000Z");
  expect(valueOf("flag", "false")).toBe(false);
  expect(valueOf("text", " 金汀 ")).toBe("金汀");
  expect(valueOf("count", "many")).toBeNull();
});

test("masked properties are compared by equality alone", () => {
  expect(opsOf({ type: "text", masked: true })).toEqual(["EQ"]);
  expect(opsOf({ type: "amount", masked: false })).toContain("GE");
});

test("the first step has no link, and a condition without a value is none", () => {
  const asked = asSteps([{ ...begin("Enterprise"), where: { prop: "region", op: "EQ", value: " " } }, to("OWNS", "Account", { until: "2024-01-01" })], () => "text");
  expect(asked[0]).toEqual({ kind: "Enterprise" });
  expect(asked[1]).toMatchObject({ link: "OWNS", outgoing: true, until: "2024-01-01T16:00:00.000Z" });
});

test.each(Object.entries(TEMPLATES))("template %s has two to five kinds and a link to each but the first", (_, steps) => {
  expect(steps.length).toBeGreaterThanOrEqual(2);
  expect(steps.length).toBeLessThanOrEqual(MOST);
  expect(steps.map((step) => step.link !== null)).toEqual(steps.map((_one, i) => i > 0));
});
