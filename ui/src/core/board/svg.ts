/** The board as an SVG file of its own: vector, with its text as text, legend, time and case number. Nothing in it is fetched. */
import { drawn as look, hue, OUTLINE, type Shape } from "../kinds";
import { picture, type Tones } from "./images";
import { BEND, course, weight, wrapped } from "./drawing";
import type { Drawn, DrawnThing } from "./visible";

export interface Caption {
  title: string;
  lines: string[]; // under the title: time, case number, filters in force, "a lead, no evidence"
  legend: { kind: string; label: string; count: number }[];
  label: (line: Drawn["lines"][number]) => string; // of a line; empty where it has none
}
const R = 16;
const EDGE = 48;
const HEAD = 64;

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!).replace(/[^\P{Cc}\n\t]/gu, "");

export function svg({ things, lines }: Drawn, caption: Caption, tone: Tones, font: string): string {
  const placed = things.filter((t): t is DrawnThing & { at: NonNullable<DrawnThing["at"]> } => t.at != null);
  const xs = placed.map((t) => t.at.x);
  const ys = placed.map((t) => t.at.y);
  const [left, top] = [Math.min(0, ...xs) - EDGE, Math.min(0, ...ys) - EDGE];
  const width = Math.max(720, Math.max(...xs, 0) - left + EDGE * 2);
  const height = Math.max(...ys, 0) - top + EDGE * 2 + HEAD + 40;
  const at = new Map(placed.map((t) => [t.id, { x: t.at.x - left, y: t.at.y - top + HEAD }]));
  const layer = new Map(things.map((t) => [t.id, t.layer]));
  const body = [
    `<rect width="${width}" height="${height}" fill="${tone("canvas")}"/>`,
    `<text x="16" y="28" font-size="18" font-weight="600" fill="${tone("text")}">${escaped(caption.title)}</text>`,
    `<text x="16" y="48" font-size="12" fill="${tone("text-3")}">${escaped(caption.lines.join("   "))}</text>`,
    ...lines.map((l) => edge(l, at, course(l, layer), caption.label(l), tone)),
    ...placed.map((t) => node(t, at.get(t.id)!, tone)),
    legend(caption, height - 20, tone),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(font)}"><title>${escaped(caption.title)}</title>${body.join("")}</svg>`;
}

function node(t: DrawnThing, { x, y }: { x: number; y: number }, tone: Tones): string {
  const shape: Shape = t.kind === "Group" ? "round-rectangle" : look(t.kind).shape;
  const inner = picture({ kind: t.kind, grade: t.grade, marks: t.marks, more: t.more, stack: t.members.length > 0 }, tone).replace(/^<svg[^>]*>|<\/svg>$/g, "");
  const rows = wrapped(t.members.length ? `${t.caption} ${t.members.length}` : t.caption).split("\n");
  const label = rows.map((row, i) => `<tspan x="${x}" y="${y + R + 16 + i * 14}">${escaped(row)}</tspan>`).join("");
  return `<g><path transform="translate(${x - 18} ${y - 18}) scale(1.5)" d="${OUTLINE[shape]}" fill="${tone(hue(t.kind))}"/><g transform="translate(${x - 32} ${y - 32})">${inner}</g><text text-anchor="middle" font-size="12" fill="${tone("text")}" stroke="${tone("halo")}" stroke-width="3" paint-order="stroke">${label}</text></g>`;
}

function edge(l: Drawn["lines"][number], at: Map<string, { x: number; y: number }>, runs: keyof typeof BEND | null, label: string, tone: Tones): string {
  const [a, b] = [at.get(l.from), at.get(l.to)];
  if (!a || !b) return "";
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const bend = runs ? BEND[runs] : 0;
  const [cx, cy] = [(a.x + b.x) / 2 - ((b.y - a.y) / far) * bend, (a.y + b.y) / 2 + ((b.x - a.x) / far) * bend];
  const towards = (p: { x: number; y: number }, by: number) => {
    const d = Math.hypot(cx - p.x, cy - p.y) || 1;
    return [p.x + ((cx - p.x) / d) * by, p.y + ((cy - p.y) / d) * by, (p.x - cx) / d, (p.y - cy) / d] as const;
  };
  const width = weight(l, runs);
  const colour = tone(runs === "back" ? "edge-back" : l.money ? "edge" : "edge-soft");
  const size = 4 + width * 0.8;
  const [x1, y1] = towards(a, R + 4);
  const [x2, y2, ux, uy] = towards(b, R + 8);
  const [ex, ey] = towards(b, R + 8 + size);
  const head = `<path d="M${x2} ${y2}L${x2 - ux * size * 1.5 - uy * size * 0.7} ${y2 - uy * size * 1.5 + ux * size * 0.7}L${x2 - ux * size * 1.5 + uy * size * 0.7} ${y2 - uy * size * 1.5 - ux * size * 0.7}Z" fill="${colour}"/>`;
  const [mx, my] = [(a.x + b.x + 2 * cx) / 4, (a.y + b.y + 2 * cy) / 4];
  const words = label ? `<text x="${mx}" y="${my - 4}" text-anchor="middle" font-size="11" fill="${tone("text-2")}" stroke="${tone("halo")}" stroke-width="3" paint-order="stroke">${escaped(label)}</text>` : "";
  const dashes = runs === "back" ? "7 4" : l.money ? "" : "3 4";
  return `<path d="M${x1} ${y1}Q${cx} ${cy} ${ex} ${ey}" fill="none" stroke="${colour}" stroke-width="${width}" opacity=".8"${dashes && ` stroke-dasharray="${dashes}"`}/>${head}${words}`;
}

function legend({ legend: entries }: Caption, y: number, tone: Tones): string {
  let x = 16;
  return entries
    .map(({ kind, label, count }) => {
      const here = x;
      x += 44 + 12 * [...label].length + 8 * String(count).length;
      return `<path transform="translate(${here} ${y - 13}) scale(.66)" d="${OUTLINE[look(kind).shape]}" fill="${tone(hue(kind))}"/><text x="${here + 22}" y="${y}" font-size="12" fill="${tone("text-2")}">${escaped(label)} ${count}</text>`;
    })
    .join("");
}
