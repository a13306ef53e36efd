/** The board as cytoscape's elements and style. Canvas 2D: an office PC without a GPU draws it. */
import type { ElementDefinition, NodeSingular, StylesheetJson } from "cytoscape";
import { shortMoney } from "../figures";
import { drawn as shapeOf, hue } from "../kinds";
import type { Lang } from "../words";
import { BOX, image, key, type Tones } from "./images";
import type { Colouring, Grade, Line, Mark } from "./types";
import type { Drawn, DrawnThing } from "./visible";

export interface Manner {
  mode: string; // light | dark
  lang: Lang;
  tone: Tones;
  colour: Colouring;
  sizes: ReadonlyMap<string, number> | null; // of a measure
  names: (type: string) => string; // of link types
}

const NAMED = 7; // money lines whose sum is written on the board
const ROOM = { x: 104, y: 28 }; // px that a sum takes where the board is seen whole
const SIZE = 32;
const LABEL = 12; // characters of a line under a thing
const SERIES = ["d1", "k-Person", "k-Account", "k-Advert", "k-Complaint", "k-Contract", "k-Website", "k-Post", "k-Loan", "k-Address"];

/** The colours of groups of values by rule, with their counts: the legend says the same. */
export function shades(colour: Colouring, things: readonly DrawnThing[]): Map<string, { token: string; count: number }> {
  const counts = new Map<string, number>();
  for (const t of things) counts.set(shadeOf(colour, t), (counts.get(shadeOf(colour, t)) ?? 0) + 1);
  const order = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Map(order.map(([value, count], i) => [value, { count, token: fixed(colour, value) ?? SERIES[i % SERIES.length]! }]));
}

const GRADES: Record<Grade, string> = { RED: "red", AMBER: "amber", YELLOW: "yellow", NONE: "k-Mention" };
const MARKED: Record<Mark, string> = { core: "gold-mark", suspect: "amber", victim: "k-Person", witness: "k-Website", frozen: "k-Device" };

function fixed(colour: Colouring, value: string): string | undefined {
  if (colour === "kind") return hue(value);
  if (colour === "grade") return GRADES[value as Grade];
  if (colour === "mark") return MARKED[value as Mark] ?? "k-Mention";
  return value === "" ? "k-Mention" : undefined;
}

function shadeOf(colour: Colouring, t: DrawnThing): string {
  switch (colour) {
    case "kind":
      return t.kind;
    case "grade":
      return t.grade;
    case "region":
      return t.region ?? "";
    case "mark":
      return t.marks[0] ?? "";
    case "group":
      return t.members.length ? t.id : (t.group ?? "");
  }
}

export function elements({ things, lines }: Drawn, manner: Manner): ElementDefinition[] {
  const colours = shades(manner.colour, things);
  const fills = new Map([...colours].map(([value, { token }]) => [value, manner.tone(token)]));
  const most = Math.max(1, ...(manner.sizes?.values() ?? []));
  const layer = new Map(things.map((t) => [t.id, t.layer]));
  const named = summed(things, lines, layer);
  const pair = ({ from, to }: Line) => (from < to ? `${from} ${to}` : `${to} ${from}`);
  const pairs = new Map<string, number>();
  for (const l of lines) pairs.set(pair(l), (pairs.get(pair(l)) ?? 0) + 1);
  const nodes = things.map((t) => ({
    group: "nodes" as const,
    data: {
      id: t.id,
      more: t.more,
      label: wrapped(t.members.length ? `${t.caption} ${t.members.length}` : t.caption),
      shape: t.kind === "Group" ? "round-rectangle" : shapeOf(t.kind).shape,
      fill: fills.get(shadeOf(manner.colour, t)),
      size: manner.sizes ? 20 + 36 * Math.sqrt((manner.sizes.get(t.id) ?? 0) / most) : SIZE,
      look: key({ kind: t.kind, grade: t.grade, marks: t.marks, more: t.more, stack: t.members.length > 0 }),
    },
    ...(t.at ? { position: { ...t.at } } : {}),
  }));
  const beside = (l: Line) => l.from === l.to || (pairs.get(pair(l))! > 1 && course(l, layer) !== "level");
  const last = [...lines.filter((l) => !named.has(l)), ...lines.filter((l) => named.has(l))]; // nothing is drawn over a sum
  return [...nodes, ...last.map((l) => edge(l, layer, [...(named.has(l) ? ["named"] : []), ...(beside(l) ? ["beside"] : [])], manner))];
}

/** The largest sums that can be read: each has room for its letters, away from things and from one another. */
function summed(things: readonly DrawnThing[], lines: readonly Line[], layer: ReadonlyMap<string, number | null>): Set<Line> {
  const at = new Map(things.flatMap((t) => (t.at ? [[t.id, t.at] as const] : [])));
  const taken = [...at.values()].map(({ x, y }) => ({ x, y, wide: ROOM.x / 2 + SIZE / 2, high: ROOM.y / 2 + SIZE / 2 }));
  const found = new Set<Line>();
  for (const l of lines.filter((one) => one.money && one.sum).sort((a, b) => (b.sum ?? 0) - (a.sum ?? 0))) {
    const [a, b] = [at.get(l.from), at.get(l.to)];
    if (found.size === NAMED) break;
    if (a && b) {
      const runs = course(l, layer);
      const off = runs ? BEND[runs] / 2 / (Math.hypot(b.x - a.x, b.y - a.y) || 1) : 0;
      const [x, y] = [(a.x + b.x) / 2 - (b.y - a.y) * off, (a.y + b.y) / 2 + (b.x - a.x) * off];
      if (taken.some((t) => Math.abs(t.x - x) < t.wide && Math.abs(t.y - y) < t.high)) continue;
      taken.push({ x, y, wide: ROOM.x, high: ROOM.y });
    }
    found.add(l);
  }
  return found;
}

/** px that a line is bent by, so that it is not hidden by what stands between its ends. */
export const BEND = { back: 70, level: 44 };

/** Whether money goes back to an earlier layer or stays level within one; null: neither. */
export function course({ money, from, to }: Line, layer: ReadonlyMap<string, number | null>): keyof typeof BEND | null {
  const [a, b] = [layer.get(from), layer.get(to)];
  if (!money || a == null || b == null || from === to || b > a) return null;
  return b < a ? "back" : "level";
}

/** px that a line is wide. */
export const weight = (l: Line, runs: keyof typeof BEND | null): number => (l.money ? Math.min(thick(l.sum ?? 0), runs === "back" ? 2.2 : 6) : 1.1);

function edge(l: Line, layer: Map<string, number | null>, more: readonly string[], { lang, names }: Manner): ElementDefinition {
  const runs = course(l, layer);
  return {
    group: "edges",
    data: {
      id: l.id,
      source: l.from,
      target: l.to,
      width: weight(l, runs),
      label: l.money && l.sum != null ? shortMoney(l.sum, lang) + (l.count > 1 ? ` · ${l.count}` : "") : names(l.type),
    },
    classes: [l.money ? "money" : "relation", ...(runs ? [runs] : []), ...more].join(" "),
  };
}

/** 1.2 to 6 px by the amount's magnitude, from 100 yuan to 100 million. */
export function thick(fen: number): number {
  return Math.min(6, Math.max(1.2, 1.2 + (Math.log10(Math.max(fen, 1)) - 4) * 0.8));
}

/** Long names in two lines, by width and not by words: Chinese has no spaces. */
export function wrapped(text: string): string {
  const wide = (c: string) => (c.charCodeAt(0) > 0x2e7f ? 2 : 1);
  const rows = [""];
  let used = 0;
  for (const c of text) {
    if (used + wide(c) > LABEL * 1.5) {
      if (rows.length === 2) return `${rows.join("\n")}…`;
      rows.push("");
      used = 0;
    }
    rows[rows.length - 1] += c;
    used += wide(c);
  }
  return rows.join("\n");
}

export function style(tone: Tones, font: string, mode: string): StylesheetJson {
  const pictured = (node: NodeSingular) => image(node.data("look") as string, tone, mode); // made for what is looked at
  return [
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", shape: "data(shape)" as never, "background-color": "data(fill)", "border-width": 2, "border-color": tone("canvas"),
        "background-image": pictured as never, "background-width": BOX, "background-height": BOX, "background-clip": "none", "background-image-containment": "over",
        "bounds-expansion": 18 as never, label: "data(label)", "font-family": font, "font-size": 12, color: tone("text"), "text-valign": "bottom", "text-margin-y": 9, "text-wrap": "wrap",
        "text-outline-width": 2.5, "text-outline-color": tone("halo"), "min-zoomed-font-size": 7, "overlay-opacity": 0, "line-height": 1.2,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(width)", "curve-style": "straight", "line-color": tone("edge"), "target-arrow-color": tone("edge"), "target-arrow-shape": "triangle", "arrow-scale": 0.9, "line-opacity": 0.72,
        "font-family": font, "font-size": 11, color: tone("text-2"), "text-background-color": tone("canvas"), "text-background-opacity": 0.9, "text-background-padding": "2px", "text-rotation": "none",
        "min-zoomed-font-size": 8, "overlay-opacity": 0, "target-distance-from-node": 3, "source-distance-from-node": 3,
      },
    },
    { selector: "edge.beside", style: { "curve-style": "bezier", "control-point-step-size": 26 } }, // of a pair's several: to fan one out costs as much as all others of its ends
    { selector: "edge.relation", style: { "line-color": tone("edge-soft"), "target-arrow-color": tone("edge-soft"), "line-style": "dashed", "line-dash-pattern": [3, 4], "arrow-scale": 0.7 } },
    { selector: "edge.back", style: { "line-color": tone("edge-back"), "target-arrow-color": tone("edge-back"), "line-style": "dashed", "line-dash-pattern": [7, 4], "line-opacity": 0.6, "curve-style": "unbundled-bezier", "control-point-distances": [BEND.back], "control-point-weights": [0.5] } },
    { selector: "edge.level", style: { "curve-style": "unbundled-bezier", "control-point-distances": [BEND.level], "control-point-weights": [0.5] } },
    { selector: "edge.named", style: { label: "data(label)" } },
    { selector: ".dim", style: { opacity: 0.18 } },
    { selector: "node:selected", style: { "underlay-color": tone("accent"), "underlay-opacity": 0.28, "underlay-padding": 9, "border-color": tone("accent"), "font-weight": 600 } },
    { selector: "node.near", style: { "underlay-color": tone("accent"), "underlay-opacity": 0.12, "underlay-padding": 7 } },
    {
      selector: "edge:selected",
      style: {
        label: "data(label)", "line-color": tone("accent"), "target-arrow-color": tone("accent"), "line-opacity": 1, "underlay-color": tone("accent"), "underlay-opacity": 0.25, "underlay-padding": 4, "font-weight": 600,
        color: tone("on-accent"), "text-background-color": tone("accent"), "text-background-opacity": 1, "text-background-padding": "4px", "text-background-shape": "roundrectangle", "z-index": 9,
      },
    },
    { selector: "edge.path", style: { "line-color": tone("accent"), "target-arrow-color": tone("accent"), "line-opacity": 1, label: "data(label)" } },
  ] as StylesheetJson;
}
