import { expect, test } from "vitest";
import { chosenOf, filtered, firstOf, keyOf, lines, requests, share, turned, USUAL } from "./choice";
import { midnight } from "../../core/figures";
import type { ExpandCount, ExpandSettings } from "./types";

const one = (link: string, outgoing: boolean, kind: string, more: Partial<ExpandCount> = {}): ExpandCount => ({ link, outgoing, kind, links: 1, others: 1, amount: null, ...more });
const out = one("TRANSFER", true, "Account", { links: 338, others: 11, amount: 500 });
const into = one("TRANSFER", false, "Account", { links: 563, others: 92, amount: 600 });
const owner = one("OWNS", false, "Enterprise");
const adverts = one("PAYS_INTO", false, "Advert");
const contracts = one("PAYS_INTO", false, "Contract", { links: 94, others: 94 });
const mentions = one("REFERS_TO", false, "Mention", { links: 85, others: 85 });
const all = [out, into, owner, adverts, contracts, mentions];
const choose = (...counts: ExpandCount[]): ExpandSettings => ({ ...USUAL, chosen: counts.map(keyOf) });

test("before a choice is made it is the money, and all where there is none", () => {
  expect(chosenOf(USUAL, all)).toEqual([out, into]);
  expect(chosenOf(USUAL, [owner, mentions])).toEqual([owner, mentions]);
});

test("a choice that means nothing here falls back, an empty choice stays empty", () => {
  expect(chosenOf(choose(owner), [out, mentions])).toEqual([out]);
  expect(chosenOf({ ...USUAL, chosen: [] }, all)).toEqual([]);
});

test("turning one on keeps the others, and what was chosen elsewhere", () => {
  const before: ExpandSettings = { ...USUAL, chosen: [keyOf(out), "HAS_PHONE out Phone"] };
  const after = turned(before, all, [keyOf(owner)], true);
  expect(chosenOf(after, all)).toEqual([out, owner]);
  expect(after.chosen).toContain("HAS_PHONE out Phone");
  expect(chosenOf(turned(after, all, [keyOf(out), keyOf(owner)], false), all)).toEqual([]);
});

test("parallel links that are drawn as one line count once", () => {
  expect(lines([out, into, contracts], (link) => link === "TRANSFER")).toBe(11 + 92 + 94);
});

test("what comes and what stays add up", () => {
  expect(share(103, USUAL)).toEqual({ added: 30, left: 73 });
  expect(share(12, USUAL)).toEqual({ added: 12, left: 0 });
});

test("a choice that is a product is one expansion, with both directions where both are chosen", () => {
  expect(requests(choose(out, into), all)).toHaveLength(1);
  expect(requests(choose(out, into), all)[0]).toMatchObject({ links: ["TRANSFER"], kinds: ["Account"], outgoing: null });
  expect(requests(choose(into, owner), all)).toMatchObject([{ links: ["TRANSFER", "OWNS"], kinds: ["Account", "Enterprise"], outgoing: false }]);
});

test.each([[[out, owner]], [[out, contracts, mentions]], [[adverts, mentions]], [[into, contracts]], [all], [[owner, adverts, contracts]]])("what is asked takes exactly what is chosen", (chosen: ExpandCount[]) => {
  const asked = requests(choose(...chosen), all);
  const taken = all.filter((c) => asked.some((r) => r.links.includes(c.link) && r.kinds.includes(c.kind) && (r.outgoing === null || r.outgoing === c.outgoing)));
  expect(taken).toEqual(all.filter((c) => chosen.includes(c)));
});

test("no count is asked for twice", () => {
  const asked = requests(choose(out, contracts, mentions, owner), all);
  for (const c of all) expect(asked.filter((r) => r.links.includes(c.link) && r.kinds.includes(c.kind) && (r.outgoing === null || r.outgoing === c.outgoing)).length).toBeLessThanOrEqual(1);
});

test("days are China's: from the first's midnight to the end of the last", () => {
  expect(midnight("2026-03-02")).toBe("2026-03-01T16:00:00.000Z");
  expect(requests({ ...USUAL, since: "2026-03-02", until: "2026-03-02" }, all)[0]).toMatchObject({ since: "2026-03-01T16:00:00.000Z", until: "2026-03-02T16:00:00.000Z" });
});

test("a filter that the counts do not know is told", () => {
  expect(filtered(USUAL)).toBe(false);
  expect(filtered({ ...USUAL, least: 0 })).toBe(true);
});

test("lines of several answers are put in one order and cut", () => {
  const found = [{ id: "a", amount: 5, first: "2024-01-02", last: "2024-01-02" }, { id: "b", amount: null, first: null, last: null }, { id: "c", amount: 9, first: "2023-01-02", last: "2024-05-02" }];
  const ids = (order: "AMOUNT" | "RECENT" | "EARLIEST", first = 3) => firstOf(found, order, first, (f) => f).map((f) => f.id).join("");
  expect([ids("AMOUNT"), ids("RECENT", 2), ids("EARLIEST")]).toEqual(["cab", "ca", "cab"]);
});
