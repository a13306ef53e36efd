import { expect, test } from "vitest";
import { endedOf, MOST, parsed, told, unread, type Kept, type Notice } from "./kept";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
const finding = (id: string, minute: number): Notice => ({ sort: "finding", id, at: at(minute) });
const none: Kept = { notices: [], read: at(0), since: at(0) };

test("what comes is told once, the newest first, and no more than can be read", () => {
  const one = told(none, [finding("a", 1), finding("b", 2)]);
  expect(one.notices.map((n) => n.id)).toEqual(["b", "a"]);
  expect(told(one, [finding("a", 9)])).toBe(one);
  expect(told(one, [{ sort: "job", id: "a", at: at(3) }]).notices.map((n) => n.sort)).toEqual(["job", "finding", "finding"]);
  const many = told(none, Array.from({ length: MOST + 5 }, (_, i) => finding(String(i), i)));
  expect(many.notices).toHaveLength(MOST);
  expect(many.notices[0]!.id).toBe(String(MOST + 4));
});

test("what came after one last looked is unread", () => {
  const some = told({ ...none, read: at(2) }, [finding("a", 1), finding("b", 2), finding("c", 3)]);
  expect(unread(some)).toBe(1);
  expect(unread({ ...some, read: at(9) })).toBe(0);
});

test("only one's own jobs that have ended since are told", () => {
  const jobs = [
    { id: "mine", who: "user:li", ended: "2026-01-01T16:05:00+08:00" },
    { id: "theirs", who: "user:han", ended: at(5) },
    { id: "running", who: "user:li", ended: null },
    { id: "before", who: "user:li", ended: at(-5) },
  ];
  expect(endedOf(jobs, "user:li", at(0))).toEqual([{ sort: "job", id: "mine", at: at(5) }]);
});

test("what can't be read begins anew", () => {
  for (const text of [null, "", "x", "[]", '{"notices":1}']) expect(parsed(text, at(1))).toEqual({ notices: [], read: at(1), since: at(1) });
  expect(parsed(JSON.stringify(none), at(9))).toEqual(none);
});
