/** A picture of many things: dots and lines on Canvas 2D, batched by colour, so that fifty thousand are drawn without a GPU.
 *  It is for reading and choosing a region; work is done on the board. */
import { raster } from "./raster";

export interface Cloud {
  ids: readonly string[];
  x: Float32Array;
  y: Float32Array;
  shade: Uint8Array; // of each thing: an index into `colours`
  weight: Float32Array; // how much it stands out: radius and label
  from: Uint32Array; // of each line: indices of its ends
  to: Uint32Array;
  label: (i: number) => string;
}
export interface Camera {
  x: number; // of the world, at the left edge
  y: number;
  zoom: number;
}
export interface Ink {
  ground: string;
  line: string;
  text: string;
  halo: string;
  chosen: string;
  colours: readonly string[];
  font: string;
}
export interface Region {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
const LABELS = 60;
const FAINT = 0.25; // alpha of one line among very many
const MANY = 20_000; // lines and dots from which on they are drawn pixel by pixel
const CELL = 64; // px of the world that a cell of the index is wide, at least

interface Thing {
  id: string;
  kind: string;
  caption: string;
  at: { x: number; y: number } | null;
}

/** What things and the lines among them look like from afar; those without a place lie on a spiral. */
export function cloudOf(things: readonly Thing[], lines: readonly { from: string; to: string }[], shadeOf: (kind: string) => number): Cloud {
  const n = things.length;
  const index = new Map(things.map((t, i) => [t.id, i]));
  const [x, y, shade] = [new Float32Array(n), new Float32Array(n), new Uint8Array(n)];
  things.forEach(({ at, kind }, i) => {
    x[i] = at ? at.x : 30 * Math.sqrt(i) * Math.cos(i * 2.399963);
    y[i] = at ? at.y : 30 * Math.sqrt(i) * Math.sin(i * 2.399963);
    shade[i] = shadeOf(kind);
  });
  const [from, to, degree] = [new Uint32Array(lines.length), new Uint32Array(lines.length), new Uint32Array(n)];
  lines.forEach((l, k) => {
    degree[(from[k] = index.get(l.from)!)]!++;
    degree[(to[k] = index.get(l.to)!)]!++;
  });
  return { ids: things.map((t) => t.id), x, y, shade, weight: Float32Array.from(degree, (d) => Math.log2(1 + d)), from, to, label: (i) => things[i]!.caption };
}

/** The camera that shows everything in a window. */
export function whole({ x, y }: Pick<Cloud, "x" | "y">, width: number, height: number): Camera {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    x0 = Math.min(x0, x[i]!);
    x1 = Math.max(x1, x[i]!);
    y0 = Math.min(y0, y[i]!);
    y1 = Math.max(y1, y[i]!);
  }
  if (!(x1 >= x0)) return { x: 0, y: 0, zoom: 1 };
  const zoom = Math.min(4, 0.94 * Math.min(width / Math.max(1, x1 - x0), height / Math.max(1, y1 - y0)));
  return { x: (x0 + x1) / 2 - width / 2 / zoom, y: (y0 + y1) / 2 - height / 2 / zoom, zoom };
}

/** One frame. Returns how many things are inside the window. */
export function draw(to: CanvasRenderingContext2D, cloud: Cloud, { x: left, y: top, zoom }: Camera, ink: Ink, chosen: ReadonlySet<number> = new Set()): number {
  const ratio = to.getTransform().a || 1;
  const [width, height] = [to.canvas.width / ratio, to.canvas.height / ratio];
  const inside = within(cloud, left, top, zoom, width, height);
  if (cloud.from.length + inside.length > MANY) {
    const window = { width: to.canvas.width, height: to.canvas.height, left, top, zoom: zoom * ratio };
    const { x, y, shade, from, to: end } = cloud;
    to.putImageData(raster(window, { x, y, shade, from, to: end, radius: (i) => radius(cloud, i, zoom) * ratio }, { ground: ink.ground, line: ink.line, alpha: FAINT, colours: ink.colours }), 0, 0);
  } else {
    to.fillStyle = ink.ground;
    to.fillRect(0, 0, width, height);
    lines(to, cloud, left, top, zoom, ink, width, height);
    dots(to, cloud, left, top, zoom, ink, inside);
  }
  if (chosen.size) ring(to, cloud, left, top, zoom, ink, chosen);
  labels(to, cloud, left, top, zoom, ink, inside);
  return inside.length;
}

function lines(to: CanvasRenderingContext2D, { x, y, from, to: end }: Cloud, left: number, top: number, zoom: number, ink: Ink, width: number, height: number): void {
  to.strokeStyle = ink.line;
  to.lineWidth = Math.min(1, 0.35 + zoom * 0.4);
  to.globalAlpha = 0.45;
  to.beginPath();
  for (let k = 0; k < from.length; k++) {
    const a = from[k]!;
    const b = end[k]!;
    const ax = (x[a]! - left) * zoom;
    const ay = (y[a]! - top) * zoom;
    const bx = (x[b]! - left) * zoom;
    const by = (y[b]! - top) * zoom;
    if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) || (ay > height && by > height)) continue;
    to.moveTo(ax, ay);
    to.lineTo(bx, by);
  }
  to.stroke();
  to.globalAlpha = 1;
}

/** Indices of the things that are in the window, or touch it. */
function within({ x, y }: Cloud, left: number, top: number, zoom: number, width: number, height: number): number[] {
  const shown: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const px = (x[i]! - left) * zoom;
    const py = (y[i]! - top) * zoom;
    if (px > -8 && py > -8 && px < width + 8 && py < height + 8) shown.push(i);
  }
  return shown;
}

function dots(to: CanvasRenderingContext2D, cloud: Cloud, left: number, top: number, zoom: number, ink: Ink, inside: readonly number[]): void {
  const batches: number[][] = ink.colours.map(() => []);
  for (const i of inside) batches[cloud.shade[i]!]?.push(i);
  batches.forEach((batch, colour) => {
    to.fillStyle = ink.colours[colour]!;
    to.beginPath();
    for (const i of batch) {
      const [px, py, r] = [(cloud.x[i]! - left) * zoom, (cloud.y[i]! - top) * zoom, radius(cloud, i, zoom)];
      to.moveTo(px + r, py);
      to.arc(px, py, r, 0, 2 * Math.PI);
    }
    to.fill();
  });
}

const radius = ({ weight }: Cloud, i: number, zoom: number) => Math.max(1.1, Math.min(9, (1.5 + 2.2 * Math.sqrt(weight[i]!)) * Math.min(1.6, Math.sqrt(zoom) + 0.25)));

function ring(to: CanvasRenderingContext2D, cloud: Cloud, left: number, top: number, zoom: number, ink: Ink, chosen: ReadonlySet<number>): void {
  to.strokeStyle = ink.chosen;
  to.lineWidth = 1.5;
  to.beginPath();
  for (const i of chosen) {
    const [px, py, r] = [(cloud.x[i]! - left) * zoom, (cloud.y[i]! - top) * zoom, radius(cloud, i, zoom) + 2];
    to.moveTo(px + r, py);
    to.arc(px, py, r, 0, 2 * Math.PI);
  }
  to.stroke();
}

/** Names of the heaviest, none over another. */
function labels(to: CanvasRenderingContext2D, cloud: Cloud, left: number, top: number, zoom: number, ink: Ink, inside: readonly number[]): void {
  const order = heaviest(cloud.weight, inside, LABELS * 3);
  const taken: Region[] = [];
  to.font = `12px ${ink.font}`;
  to.textAlign = "center";
  to.lineWidth = 3;
  to.lineJoin = "round";
  to.strokeStyle = ink.halo;
  to.fillStyle = ink.text;
  for (const i of order) {
    if (taken.length >= LABELS) return;
    const text = cloud.label(i);
    const [px, py, half] = [(cloud.x[i]! - left) * zoom, (cloud.y[i]! - top) * zoom + radius(cloud, i, zoom) + 13, 6.5 * text.length];
    const box = { x0: px - half, x1: px + half, y0: py - 12, y1: py + 4 };
    if (taken.some((t) => t.x0 < box.x1 && box.x0 < t.x1 && t.y0 < box.y1 && box.y0 < t.y1)) continue;
    taken.push(box);
    to.strokeText(text, px, py);
    to.fillText(text, px, py);
  }
}

/** Indices of the n heaviest, the heaviest first; ties by index. */
export function heaviest(weight: Float32Array, among: readonly number[], n: number): number[] {
  const before = (a: number, b: number) => weight[b]! - weight[a]! || a - b;
  let best: number[] = [];
  let least = -Infinity; // what a thing must weigh to come in: so that not all are sorted at each frame
  for (const i of among) {
    if (weight[i]! < least) continue;
    best.push(i);
    if (best.length < n * 8) continue;
    best = best.sort(before).slice(0, n);
    least = weight[best.at(-1)!] ?? least;
  }
  return best.sort(before).slice(0, n);
}

/** Things by place, for the pointer. */
export class Places {
  private readonly cells = new Map<string, number[]>();
  private readonly size: number;

  constructor(private readonly cloud: Cloud) {
    const { x, y } = cloud;
    const spread = whole(cloud, 1, 1).zoom;
    this.size = Math.max(CELL, 1 / spread / Math.sqrt(Math.max(1, x.length)));
    for (let i = 0; i < x.length; i++) {
      const key = this.cell(x[i]!, y[i]!);
      const there = this.cells.get(key);
      if (there) there.push(i);
      else this.cells.set(key, [i]);
    }
  }

  private cell(x: number, y: number): string {
    return `${Math.floor(x / this.size)},${Math.floor(y / this.size)}`;
  }

  /** The thing nearest to a place of the world, within `reach`; undefined where there is none. */
  nearest(x: number, y: number, reach: number): number | undefined {
    let best: [number, number] | undefined;
    const steps = Math.ceil(reach / this.size);
    for (let dx = -steps; dx <= steps; dx++)
      for (let dy = -steps; dy <= steps; dy++)
        for (const i of this.cells.get(this.cell(x + dx * this.size, y + dy * this.size)) ?? []) {
          const far = Math.hypot(this.cloud.x[i]! - x, this.cloud.y[i]! - y);
          if (far <= reach && (!best || far < best[0])) best = [far, i];
        }
    return best?.[1];
  }

  /** All things of a region of the world. */
  within({ x0, y0, x1, y1 }: Region): number[] {
    const { x, y } = this.cloud;
    const found: number[] = [];
    for (let i = 0; i < x.length; i++) if (x[i]! >= x0 && x[i]! <= x1 && y[i]! >= y0 && y[i]! <= y1) found.push(i);
    return found;
  }
}
