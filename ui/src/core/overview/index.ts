/** A picture of many things: dots and lines on Canvas 2D, batched by colour, so that fifty thousand are drawn without a GPU.
 *  It is for reading and choosing a region; work is done on the board. */

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
const MANY = 8_000; // dots of a window from which on small ones are squares: a circle costs three times as much
const ROUND = 3; // px of radius from which on a dot is round all the same
const CELL = 64; // px of the world that a cell of the index is wide, at least

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
  to.fillStyle = ink.ground;
  to.fillRect(0, 0, width, height);
  lines(to, cloud, left, top, zoom, ink, width, height);
  const inside = dots(to, cloud, left, top, zoom, ink, width, height);
  if (chosen.size) ring(to, cloud, left, top, zoom, ink, chosen);
  labels(to, cloud, left, top, zoom, ink, inside);
  return inside.length;
}

function lines(to: CanvasRenderingContext2D, { x, y, from, to: end }: Cloud, left: number, top: number, zoom: number, ink: Ink, width: number, height: number): void {
  to.strokeStyle = ink.line;
  to.lineWidth = Math.min(1, 0.35 + zoom * 0.4);
  to.globalAlpha = from.length > 20_000 ? 0.25 : 0.45;
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

function dots(to: CanvasRenderingContext2D, cloud: Cloud, left: number, top: number, zoom: number, ink: Ink, width: number, height: number): number[] {
  const { x, y, shade } = cloud;
  const shown: number[] = [];
  const batches: number[][] = ink.colours.map(() => []);
  for (let i = 0; i < x.length; i++) {
    const px = (x[i]! - left) * zoom;
    const py = (y[i]! - top) * zoom;
    if (px < -8 || py < -8 || px > width + 8 || py > height + 8) continue;
    shown.push(i);
    batches[shade[i]!]?.push(i);
  }
  const many = shown.length > MANY;
  batches.forEach((batch, colour) => {
    to.fillStyle = ink.colours[colour]!;
    to.beginPath();
    for (const i of batch) {
      const r = radius(cloud, i, zoom);
      const px = (x[i]! - left) * zoom;
      const py = (y[i]! - top) * zoom;
      if (many && r < ROUND) to.rect(px - r, py - r, 2 * r, 2 * r);
      else {
        to.moveTo(px + r, py);
        to.arc(px, py, r, 0, 2 * Math.PI);
      }
    }
    to.fill();
  });
  return shown;
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
