import { expect, test } from "vitest";
import { agree, columns, moneyed, PEOPLE, picture, sums, widest, type Placed } from "./utils";

const account = (id: string) => ({ id, kind: "Account", caption: id });
const placed = (id: string, layer: number, fromBelow: number): Placed => ({ account: account(id), layer, role: "", received: fromBelow, fromBelow, passed: 0, returned: 0, resting: 0 });

test("a finding's accounts stand for it; where it has none, whoever owns accounts", () => {
  const firm = { id: "e", kind: "Enterprise", caption: "e" };
  const advert = { id: "v", kind: "Advert", caption: "v" };
  expect(moneyed([firm, account("a"), account("a"), advert, null]).map((x) => x.id)).toEqual(["a"]);
  expect(moneyed([firm, advert]).map((x) => x.id)).toEqual(["e"]);
});

test("what came back is principal and refunds", () => {
  expect(sums([{ name: "principal", amount: 5 }, { name: "refund", amount: 2 }, { name: "paid_in", amount: 9 }])).toMatchObject({ back: 7, paid_in: 9 });
});

test("what a rule's list leaves out is its total less what is shown", () => {
  const rules = ["fifo", "poison"];
  const held = [{ account: account("a"), shares: [{ rule: "fifo", amount: 60 }, { rule: "poison", amount: 500 }] }];
  const made = columns(held, [{ rule: "fifo", amount: 100 }, { rule: "poison", amount: 900 }], rules);
  expect(made.rest).toEqual([40, 400]);
  expect(agree(made.total, rules, 100)).toBe(true);
  expect(agree([99, 900], rules, 100)).toBe(false);
  const alone = columns(held, [{ rule: "fifo", amount: 100 }], rules);
  expect([alone.total, alone.rest]).toEqual([[100, undefined], [40, undefined]]);
  expect(agree(alone.total, rules, 100)).toBe(true);
});

test("the widest row is where the rules differ most, poison aside", () => {
  const rows = [{ account: account("a"), fen: [10, 12, 900] }, { account: account("b"), fen: [0, 50, 60] }];
  expect(widest(rows, ["fifo", "lifo", "poison"])).toEqual({ account: account("b"), fen: 50 });
  expect(widest([{ account: account("a"), fen: [1, 1, 9] }], ["fifo", "lifo", "poison"])).toBeUndefined();
});

test("lines go from layer to layer; what goes back or stays is counted apart", () => {
  const made = picture([placed("a", 1, 100), placed("b", 2, 80), placed("c", 2, 0)], [
    { fromId: "a", toId: "b", sum: 80, count: 2 },
    { fromId: "b", toId: "a", sum: 5, count: 1 },
    { fromId: "b", toId: "c", sum: 7, count: 3 },
    { fromId: "a", toId: "elsewhere", sum: 9, count: 1 },
  ]);
  expect(made.lines).toEqual([{ from: PEOPLE, to: "a", fen: 100 }, { from: "a", to: "b", fen: 80, count: 2 }]);
  expect(made.nodes.map((n) => n.id)).toEqual([PEOPLE, "a", "b"]);
  expect(made.against).toEqual({ count: 4, fen: 12 });
});
