import cytoscape from "cytoscape";
import { expect, test } from "vitest";
import { arrive, group } from "./acts";
import { elements, style, thick, wrapped, type Manner } from "./drawing";
import { image, key, picture, rounded } from "./images";
import { svg } from "./svg";
import { EMPTY, type Line } from "./types";
import { visible } from "./visible";

const manner: Manner = { mode: "light", lang: "zh", tone: (name) => `#${name.length.toString(16).padStart(6, "0")}`, colour: "kind", sizes: null, names: (type) => type };
const line = (from: string, to: string, sum: number | null, type = "FLOW"): Line => ({ id: `${type}${from}${to}`, type, from, to, count: 3, sum, first: null, last: null, money: type === "FLOW" });
function drawn() {
  const board = structuredClone(EMPTY);
  const thing = (id: string, kind: string, layer: number | null) => ({ id, kind, caption: `某某${id}<有限公司>`, grade: "RED" as const, layer, at: { x: Number(id) * 100, y: 0 } });
  arrive([thing("1", "Account", 0), thing("2", "Account", 1), thing("3", "Enterprise", null), thing("4", "Phone", null)], [line("1", "2", 123_456_00), line("2", "1", 100), line("3", "1", null, "OWNS")])(board);
  group("g", "一组", ["4"])(board);
  return visible(board);
}

test("cytoscape takes the board without a screen, and money that goes back is told apart", () => {
  const cy = cytoscape({ headless: true, styleEnabled: true, elements: elements(drawn(), manner), style: style(manner.tone, "sans-serif", "light") });
  expect(cy.nodes()).toHaveLength(4);
  expect(cy.edges(".back").map((e) => e.id())).toEqual(["FLOW21"]);
  expect(cy.getElementById("OWNS31").data("label")).toBe("OWNS");
  expect(cy.getElementById("FLOW12").data("label")).toContain("12.3 万 · 3");
  expect(cy.getElementById("1").style("shape")).toBe("hexagon");
  cy.destroy();
});

test("pictures are few and kept; counts are never more than there are", () => {
  const look = { kind: "Person", grade: "RED" as const, marks: ["core" as const], more: 128, stack: false };
  expect(image(key(look), manner.tone, "light")).toBe(image(key({ ...look, more: 150 }), manner.tone, "light"));
  expect(picture({ ...look, more: 3 }, manner.tone)).not.toContain("+3");
  expect([7, 99, 100, 199, 250, 1200, 7000].map(rounded)).toEqual(["7", "99", "100+", "100+", "200+", "1k+", "5k+"]);
});

test("widths go by the amount's magnitude within bounds, long names in two lines", () => {
  expect([thick(0), thick(1e12)]).toEqual([1.2, 6]);
  expect(thick(1e8)).toBeGreaterThan(thick(1e6));
  expect(wrapped("汀州湾致方装饰工程有限公司").split("\n")).toHaveLength(2);
  expect(wrapped("甲".repeat(40))).toMatch(/…$/);
});

test("the SVG is well-formed, holds its text as text and nothing that is fetched", () => {
  const text = svg(drawn(), { title: "案 & 件", lines: ["2026"], legend: [{ kind: "Account", label: "账户", count: 2 }], label: () => "1 万" }, manner.tone, "sans-serif");
  const parsed = new DOMParser().parseFromString(text.replace(/^<\?xml[^>]*>\n/, ""), "image/svg+xml");
  expect(parsed.querySelector("parsererror")).toBeNull();
  expect(text).toContain("&lt;有限公司&gt;".slice(0, 4));
  expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  expect(text).toContain("案 &amp; 件");
});

test("sums stand clear of one another and of things, the largest first", () => {
  const board = structuredClone(EMPTY);
  const thing = (id: string, x: number, y: number) => ({ id, kind: "Account", caption: id, grade: "NONE" as const, layer: x / 300, at: { x, y } });
  arrive([thing("a", 0, 0), thing("b", 300, 0), thing("c", 0, 10), thing("d", 300, 12), thing("e", 0, 200), thing("f", 300, 200), thing("g", 600, 200)], [line("a", "b", 9e8), line("c", "d", 8e8), line("e", "f", 7e8), line("e", "g", 6e8)])(board);
  const named = elements(visible(board), manner).flatMap((e) => (/\bnamed\b/.test(String(e.classes)) ? [e.data.id] : []));
  expect(named).toEqual(["FLOWab", "FLOWef"]); // c-d has no room beside a-b, the middle of e-g is where f stands
});
