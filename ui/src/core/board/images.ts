/** What is drawn on and around a thing: its icon, role rings and badges, risk, how many neighbours are not shown. One picture
 *  for each combination, kept by the renderer. */
import { drawn, hue } from "../kinds";
import type { Grade, Mark } from "./types";

export interface Look {
  kind: string;
  grade: Grade;
  marks: readonly Mark[];
  more: number;
  stack: boolean;
}
export type Tones = (token: string) => string;
const MANY = 10; // hidden neighbours from which on their number stands beside a thing
export const BOX = 64; // px of the picture; the thing's own 32 are its middle

/** "128" as "100+": few pictures, and never more than there are. */
export function rounded(more: number): string {
  if (more < 100) return String(more);
  for (const step of [10_000, 5_000, 1_000, 500, 200]) if (more >= step) return `${step >= 1000 ? `${step / 1000}k` : step}+`;
  return "100+";
}

const LETTERS: Record<Mark, string> = { core: "核", suspect: "嫌", victim: "受", witness: "证", frozen: "冻" };

const MIXED = "M25 25h6v6h-6zM33 25h6v6h-6zM25 33h6v6h-6zM33 33h6v6h-6z"; // several kinds in one

/** The picture as SVG markup, drawn about (32, 32). */
export const picture = (look: Look, tone: Tones): string => drawing(known(key(look)), tone);

function drawing({ kind, grade, marks, count: many, stack }: ReturnType<typeof known>, tone: Tones): string {
  const parts: string[] = [];
  const own = tone(hue(kind));
  if (marks.includes("core")) for (const r of [20, 24]) parts.push(`<circle cx="32" cy="32" r="${r}" fill="none" stroke="${tone("gold-mark")}" stroke-width="2"/>`);
  if (marks.includes("victim")) parts.push(`<circle cx="32" cy="32" r="21" fill="none" stroke="${own}" stroke-width="1.5" stroke-dasharray="3 3"/>`);
  if (marks.includes("frozen")) parts.push(`<rect x="11" y="11" width="42" height="42" fill="none" stroke="${tone("text")}" stroke-width="1.5"/>`);
  if (kind !== "Group") parts.push(`<path transform="translate(22.4 22.4) scale(.8)" fill="${tone("k-icon")}" fill-rule="evenodd" d="${drawn(kind).icon}"/>`);
  else parts.push(`<path fill="${tone("k-icon")}" d="${MIXED}"/>`);
  if (stack) parts.push(`<path d="M50 20h3v27M46 16h11v27" fill="none" stroke="${own}" stroke-width="1.3"/>`);
  marks.slice(0, 2).forEach((mark, i) => parts.push(badge(LETTERS[mark], 15 - i * 3, 16 + i * 17, mark === "core", tone)));
  parts.push(risk(grade, tone));
  if (many) parts.push(count(`+${many}`, tone));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${BOX}" height="${BOX}" viewBox="0 0 ${BOX} ${BOX}">${parts.join("")}</svg>`;
}

function badge(letter: string, x: number, y: number, core: boolean, tone: Tones): string {
  const [fill, line, ink] = core ? [tone("gold-mark"), tone("canvas"), "#14213a"] : [tone("surface"), tone("text-2"), tone("text")];
  return `<rect x="${x - 8}" y="${y - 8}" width="16" height="16" rx="4" fill="${fill}" stroke="${line}"/><text x="${x}" y="${y + 4}" text-anchor="middle" font-size="11" font-weight="600" font-family="Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif" fill="${ink}">${letter}</text>`;
}

function risk(grade: Grade, tone: Tones): string {
  const edge = `stroke="${tone("canvas")}" stroke-width="1.5"`;
  if (grade === "RED") return `<rect x="43" y="11" width="11" height="11" fill="${tone("red")}" ${edge}/>`;
  if (grade === "AMBER") return `<path d="M49 9.5 55.5 21.500H42.500Z" fill="${tone("amber")}" ${edge}/>`;
  if (grade === "YELLOW") return `<circle cx="48.5" cy="16.5" r="5.5" fill="${tone("yellow-mark")}" stroke="${tone("yellow")}"/>`;
  return "";
}

function count(text: string, tone: Tones): string {
  const wide = 8 + text.length * 6.2;
  return `<rect x="${62 - wide}" y="41" width="${wide}" height="15" rx="7.5" fill="${tone("surface")}" stroke="${tone("line-strong")}"/><text x="${62 - wide / 2}" y="52" text-anchor="middle" font-size="10.5" font-weight="600" font-family="sans-serif" fill="${tone("text-2")}">${text}</text>`;
}

/** A look in a word, by which pictures are kept and told apart. */
export const key = ({ kind, grade, marks, more, stack }: Look): string => [kind, grade, marks.join(), more >= MANY ? rounded(more) : "", stack ? "stack" : ""].join("|");

/** The look again; of the number that stands beside a thing only its words. */
export function known(word: string): Omit<Look, "more"> & { count: string } {
  const [kind, grade, marks, count, stack] = word.split("|") as [string, Grade, string, string, string];
  return { kind, grade, marks: marks ? (marks.split(",") as Mark[]) : [], count, stack: stack !== "" };
}

const kept = new Map<string, string>();

/** The picture as an address that an image can have: a short one, for the renderer reads it letter by letter at every styling. */
export function image(word: string, tone: Tones, mode: string): string {
  const name = `${mode}|${word}`;
  let url = kept.get(name);
  if (!url) kept.set(name, (url = URL.createObjectURL(new Blob([drawing(known(word), tone)], { type: "image/svg+xml" }))));
  return url;
}
