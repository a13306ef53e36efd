import { expect, test } from "vitest";
import { sections } from "./sections";

const shape = (all: (typeof sections)["zh"]) => all.map((s) => [s.id, s.steps?.length ?? 0, s.terms?.length ?? 0, s.notes?.length ?? 0]);

test("both languages have the same sections with as many lines", () => {
  expect(shape(sections.en)).toEqual(shape(sections.zh));
});

test("no line is empty", () => {
  for (const section of [...sections.zh, ...sections.en]) expect([section.title, ...(section.steps ?? []), ...(section.notes ?? []), ...(section.terms ?? []).flat()].filter((line) => !line.trim())).toEqual([]);
});
