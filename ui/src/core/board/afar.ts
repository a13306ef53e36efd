/** The board from so far that no letter can be read: drawn from what is known of it, without styling a single element of cytoscape's. */
import type { ElementDefinition } from "cytoscape";
import { drawn, OUTLINE, type Shape } from "../kinds";
import { BEND } from "./drawing";
import { known, type Tones } from "./images";
import type { Grade } from "./types";

const SOME = 48; // lines of one stroke: a path of thousands costs more than its parts
const STEP = 26; // px between lines of one pair, as in the sheet
const SOLID = { money: 0.72, back: 0.38, relation: 0.31 }; // how dark a line is, dashes as they blend
const HEAD = { money: [7.8, 3.9], back: [7.8, 3.9], relation: [6.1, 3] } as const; // length and half the width of its arrow
const FAINT = 0.18; // of what is dimmed
const LETTER = 12; // px that the badge of a mark is wide
const ICON = 5; // px on the screen from which on an icon is told from a dot

export interface Spot {
  id: string;
  x: number;
  y: number;
  r: number;
  shape: Shape;
  fill: string;
  kind: string;
  grade: Grade;
  marks: readonly string[];
}
export interface Way {
  id: string;
  from: Spot;
  to: Spot;
  bend: number; // px from the middle to the control point, to the left of its direction
  sort: "money" | "back" | "relation";
  width: number;
}
export interface Scene {
  spots: Map<string, Spot>;
  ways: Way[];
}
/** What a person looks at: chosen, on the way that is shown, under the pointer; `held` is drawn by cytoscape while it is dragged. */
export interface Regard {
  chosen: ReadonlySet<string>;
  path: ReadonlySet<string>;
  near: string;
  held: ReadonlySet<string>;
}
export interface Region {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** What is drawn of cytoscape's elements; those without a place are nowhere. */
export function scene(elements: Iterable<ElementDefinition>): Scene {
  const spots = new Map<string, Spot>();
  const lines: ElementDefinition[] = [];
  for (const e of elements) {
    if (e.group === "edges") lines.push(e);
    else {
      const { kind, grade, marks } = known(e.data.look as string);
      spots.set(e.data.id!, { id: e.data.id!, x: e.position?.x ?? 0, y: e.position?.y ?? 0, r: (e.data.size as number) / 2, shape: e.data.shape as Shape, fill: e.data.fill as string, kind, grade, marks });
    }
  }
  const ways = lines.map(({ data, classes }): Way => {
    const sort = /\b(back|relation)\b/.exec(classes as string)?.[1] as "back" | "relation" | undefined;
    const bent = /\b(back|level)\b/.exec(classes as string)?.[1] as keyof typeof BEND | undefined;
    return { id: data.id!, from: spots.get(data.source as string)!, to: spots.get(data.target as string)!, bend: bent ? BEND[bent] : 0, sort: sort ?? "money", width: data.width as number };
  });
  fan(ways.filter((w, i) => !w.bend && (lines[i]!.classes as string).includes("beside")));
  ways.sort((a, b) => (a.sort < b.sort ? 1 : a.sort > b.sort ? -1 : a.width - b.width));
  return { spots, ways };
}

/** Lines of one pair beside each other, whichever way they go. */
function fan(ways: readonly Way[]): void {
  const pairs = new Map<string, Way[]>();
  for (const w of ways) {
    const pair = w.from.id < w.to.id ? `${w.from.id} ${w.to.id}` : `${w.to.id} ${w.from.id}`;
    const there = pairs.get(pair);
    if (there) there.push(w);
    else pairs.set(pair, [w]);
  }
  for (const beside of pairs.values()) beside.forEach((w, i) => (w.bend = (w.from.id < w.to.id ? 1 : -1) * (0.5 - beside.length / 2 + i) * STEP));
}

/** One frame, on a context that is in the board's own units. */
export function paint(to: CanvasRenderingContext2D, { spots, ways }: Scene, regard: Regard, seen: Region, zoom: number, tone: Tones): void {
  const inked = { money: tone("edge"), back: tone("edge-back"), relation: tone("edge-soft") };
  const accent = tone("accent");
  const shown = ways.filter((w) => crosses(w, seen) && !regard.held.has(w.id));
  const on = (id: string) => regard.path.has(id) || regard.chosen.has(id);
  const dimmed = regard.path.size > 0;
  to.lineCap = "butt";
  lines(to, dimmed ? shown.filter((w) => !on(w.id)) : shown, zoom, (w) => [inked[w.sort], SOLID[w.sort] * (dimmed ? FAINT : 1)]);
  if (dimmed || regard.chosen.size) lines(to, shown.filter((w) => on(w.id)), zoom, () => [accent, 1], 1 / zoom);
  const inside = [...spots.values()].filter((s) => s.x > seen.x1 - 40 && s.x < seen.x2 + 40 && s.y > seen.y1 - 40 && s.y < seen.y2 + 40 && !regard.held.has(s.id));
  for (const s of inside) if (regard.chosen.has(s.id) || regard.near === s.id) halo(to, s, s.r + Math.max(9, 4 / zoom), accent, regard.chosen.has(s.id) ? 0.28 : 0.12);
  const colours = { canvas: tone("canvas"), icon: tone("k-icon"), gold: tone("gold-mark"), text: tone("text"), accent, RED: tone("red"), AMBER: tone("amber"), YELLOW: tone("yellow-mark") };
  for (const s of inside) {
    to.globalAlpha = dimmed && !regard.path.has(s.id) ? FAINT : 1;
    body(to, s, zoom, regard.chosen.has(s.id), colours);
  }
  to.globalAlpha = 1;
}

/** Whether two boxes have something in common. */
export const meets = (a: Region, b: Region): boolean => a.x1 < b.x2 && a.x2 > b.x1 && a.y1 < b.y2 && a.y2 > b.y1;

/** Whether a line may be seen: by the box of its ends and of what bends it. */
function crosses({ from, to, bend }: Way, { x1, y1, x2, y2 }: Region): boolean {
  const more = Math.abs(bend) + 0.5;
  return Math.max(from.x, to.x) + more > x1 && Math.min(from.x, to.x) - more < x2 && Math.max(from.y, to.y) + more > y1 && Math.min(from.y, to.y) - more < y2;
}

/** The point that a line is bent to. */
function control({ from, to, bend }: Way): [number, number] {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return [(from.x + to.x) / 2 - ((to.y - from.y) / far) * bend, (from.y + to.y) / 2 + ((to.x - from.x) / far) * bend];
}

function lines(to: CanvasRenderingContext2D, ways: readonly Way[], zoom: number, look: (w: Way) => [string, number], least = 0): void {
  let last = "";
  let n = 0;
  for (const w of ways) {
    const [ink, alpha] = look(w);
    const width = Math.max(least, Math.round(w.width * 2) / 2);
    const key = `${ink}${alpha}/${width}`;
    if (key !== last || n === SOME) {
      if (n) to.stroke();
      to.beginPath();
      [to.strokeStyle, to.globalAlpha, to.lineWidth] = [ink, alpha, width];
      [last, n] = [key, 0];
    }
    to.moveTo(w.from.x, w.from.y);
    if (w.from === w.to) to.arc(w.from.x, w.from.y - w.from.r, w.from.r * 0.9, 0, 2 * Math.PI);
    else if (w.bend) to.quadraticCurveTo(...control(w), w.to.x, w.to.y);
    else to.lineTo(w.to.x, w.to.y);
    n++;
  }
  if (n) to.stroke();
  arrows(to, ways, zoom, look);
}

/** Where a line leads: a triangle at the edge of the thing. */
function arrows(to: CanvasRenderingContext2D, ways: readonly Way[], zoom: number, look: (w: Way) => [string, number]): void {
  if (HEAD.money[0] * zoom < 1) return;
  let last = "";
  let n = 0;
  for (const w of ways) {
    if (w.from === w.to) continue;
    const [ink, alpha] = look(w);
    if (ink + String(alpha) !== last || n === SOME) {
      if (n) to.fill();
      to.beginPath();
      [to.fillStyle, to.globalAlpha] = [ink, alpha];
      [last, n] = [ink + String(alpha), 0];
    }
    const [cx, cy] = w.bend ? control(w) : [w.from.x, w.from.y];
    const far = Math.hypot(w.to.x - cx, w.to.y - cy) || 1;
    const [ux, uy] = [(w.to.x - cx) / far, (w.to.y - cy) / far];
    const [long, half] = HEAD[w.sort];
    const [x, y] = [w.to.x - ux * (w.to.r + 4), w.to.y - uy * (w.to.r + 4)];
    to.moveTo(x, y);
    to.lineTo(x - ux * long - uy * half, y - uy * long + ux * half);
    to.lineTo(x - ux * long + uy * half, y - uy * long - ux * half);
    n++;
  }
  if (n) to.fill();
}

function halo(to: CanvasRenderingContext2D, { x, y }: Spot, r: number, accent: string, alpha: number): void {
  [to.fillStyle, to.globalAlpha] = [accent, alpha];
  to.beginPath();
  to.arc(x, y, r, 0, 2 * Math.PI);
  to.fill();
}

const paths = new Map<string, Path2D>();
function path(of: string): Path2D {
  let found = paths.get(of);
  if (!found) paths.set(of, (found = new Path2D(of)));
  return found;
}

interface Colours extends Partial<Record<Grade, string>> {
  canvas: string;
  icon: string;
  gold: string;
  text: string;
  accent: string;
}

function body(to: CanvasRenderingContext2D, s: Spot, zoom: number, chosen: boolean, colours: Colours): void {
  const outline = path(OUTLINE[s.shape]);
  const by = s.r / 9.5; // the outlines are 19 to 21 wide, about (12, 12)
  to.translate(s.x, s.y);
  to.scale(by, by);
  to.translate(-12, -12);
  to.strokeStyle = chosen ? colours.accent : colours.canvas;
  to.lineWidth = 4 / by;
  to.stroke(outline);
  to.fillStyle = s.fill;
  to.fill(outline);
  if (19 * zoom >= ICON && s.kind !== "Group") {
    to.translate(12, 12);
    to.scale(0.8 / by, 0.8 / by);
    to.translate(-12, -12);
    to.fillStyle = colours.icon;
    to.fill(path(drawn(s.kind).icon), "evenodd");
    to.translate(12, 12);
    to.scale(by / 0.8, by / 0.8);
    to.translate(-12, -12);
  }
  to.translate(12, 12);
  to.scale(1 / by, 1 / by);
  if (s.marks.length) rings(to, s, zoom, colours);
  const risk = colours[s.grade];
  if (risk) {
    to.fillStyle = risk;
    to.fill(path(RISK[s.grade as keyof typeof RISK]));
  }
  to.translate(-s.x, -s.y);
}

const RISK = { RED: "M11-21h11v11H11Z", AMBER: "M17-22.500 23.5-10.500H10.5Z", YELLOW: "M11-15.500a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0Z" }; // as in the pictures, about (0, 0)

function rings(to: CanvasRenderingContext2D, s: Spot, zoom: number, colours: Colours): void {
  const ring = (r: number, ink: string, width: number) => {
    [to.strokeStyle, to.lineWidth] = [ink, width];
    to.beginPath();
    to.arc(0, 0, r, 0, 2 * Math.PI);
    to.stroke();
  };
  if (s.marks.includes("core")) for (const r of [20, 24]) ring(r, colours.gold, 2);
  if (s.marks.includes("victim")) ring(21, s.fill, 1.5);
  if (s.marks.includes("frozen")) {
    [to.strokeStyle, to.lineWidth] = [colours.text, 1.5];
    to.strokeRect(-21, -21, 42, 42);
  }
  if (LETTER * zoom < 3) return;
  to.fillStyle = s.marks.includes("core") ? colours.gold : colours.text; // where the letters of marks stand
  s.marks.slice(0, 2).forEach((_, i) => to.fillRect(-15 - LETTER / 2 - i * 3, -22 + i * 17, LETTER, LETTER));
}

/** Nearest first in meaning, not in order: things that a point may touch, then lines that pass within `reach` of it. */
export function around({ spots, ways }: Scene, x: number, y: number, reach: number): { spots: Spot[]; ways: Way[] } {
  return {
    spots: [...spots.values()].filter((s) => Math.abs(s.x - x) < s.r * 1.5 + reach && Math.abs(s.y - y) < s.r * 1.5 + reach),
    ways: ways.filter((w) => apart(w, x, y) < reach + w.width + Math.abs(w.bend) + (w.from === w.to ? w.from.r * 4 : 0)),
  };
}

/** From a point to the straight line between the ends. */
function apart({ from, to }: Way, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const t = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + t * dx - x, from.y + t * dy - y);
}

/** What lies in a region or passes through it. */
export function within({ spots, ways }: Scene, seen: Region, more = 0): { spots: Spot[]; ways: Way[] } {
  const { x1, y1, x2, y2 } = seen;
  return {
    spots: [...spots.values()].filter((s) => s.x > x1 - more && s.x < x2 + more && s.y > y1 - more && s.y < y2 + more),
    ways: ways.filter((w) => crosses(w, { x1: x1 - more, y1: y1 - more, x2: x2 + more, y2: y2 + more }) && passes(w, seen, more + Math.abs(w.bend))),
  };
}

/** Whether the straight line between the ends comes near a region: all its corners on one side of the line means that it does not. */
function passes({ from, to }: Way, { x1, y1, x2, y2 }: Region, more: number): boolean {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const side = (x: number, y: number) => ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) / far;
  const sides = [side(x1, y1), side(x2, y1), side(x1, y2), side(x2, y2)];
  return Math.min(...sides) <= more && Math.max(...sides) >= -more;
}
