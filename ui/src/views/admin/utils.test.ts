import { expect, test } from "vitest";
import { flat, given, numbers, ofFile, password, tabs } from "./utils";

test("tabs are those that one's rights open", () => {
  expect(tabs(["audit", "imports"])).toEqual(["audit", "tokens", "ontology", "state"]);
  expect(tabs(["users", "jobs"])[0]).toBe("users");
});

test("numbers are read by name, and what is none is told", () => {
  expect(numbers("hops = 4\nleast: 0.5，x=-1e3")).toEqual({ values: { hops: 4, least: 0.5, x: -1e3 }, wrong: [] });
  expect(numbers("hops four").wrong).toEqual(["hops four"]);
});

test("a job is given what was filled in", () => {
  const param = (name: string, type: string) => ({ name, type, label: name, required: false, choices: [] });
  expect(given([param("a", "choice"), param("b", "choices"), param("c", "numbers"), param("d", "flag")], { a: "", b: [], c: "n=2", d: false, other: 1 })).toEqual({ c: { n: 2 }, d: false });
});

test("details are one line, without what is empty", () => {
  expect(flat({ how: "password", outside: null, roles: ["a"] })).toBe('how password · roles ["a"]');
  expect(flat(null)).toBe("");
});

test("a job is about the file of its result", () => {
  expect([ofFile({ files: [{ file: "a.csv" }] }), ofFile({ found: 3 }), ofFile(null)]).toEqual(["a.csv", "", ""]);
});

test("a password has one of each sort and sixteen characters", () => {
  let n = 0;
  const made = password((most) => (n = (n * 7 + 3) % 1009) % most);
  expect(made).toHaveLength(16);
  for (const sort of [/[a-z]/, /[A-Z]/, /\d/, /[-_+=]/]) expect(made).toMatch(sort);
});
