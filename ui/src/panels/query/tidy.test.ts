import { expect, test } from "vitest";
import { tidy } from "./tidy";

test("a document loses its margin and keeps its shape", () => {
  expect(tidy("\n    query A {\n      b\n\n    }\n  ")).toBe("query A {\n  b\n\n}");
});

test("a text of one line, and no text, stay as they are", () => {
  expect(tidy("query B { c }")).toBe("query B { c }");
  expect(tidy(" \n ")).toBe("");
});

test("a generated document, whose first line stands further in, is tidied too", () => {
  expect(tidy("\n    query C {\n  d\n}\n    ")).toBe("query C {\n  d\n}");
});
