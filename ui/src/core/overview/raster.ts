/** Very many lines and dots, pixel by pixel: how many lines lie over a pixel is counted and shown as a shade, as in datashader
 *  (Cottam et al. 2014, abstract rendering), so that a frame costs what it covers and not what a path of all of it would. */

export interface Window {
  width: number; // device pixels
  height: number;
  left: number; // of the world
  top: number;
  zoom: number; // device pixels for a unit of the world
}
type Colour = [number, number, number];

let counts = new Uint8Array(0);
let picture: ImageData | undefined;

/** What is drawn on, as large as the window; made anew only where that changes. */
function sheet({ width, height }: Window): { lines: Uint8Array; pixels: Uint32Array; picture: ImageData } {
  if (picture?.width !== width || picture.height !== height) {
    picture = new ImageData(width, height);
    counts = new Uint8Array(width * height);
  } else counts.fill(0);
  return { lines: counts, pixels: new Uint32Array(picture.data.buffer), picture };
}

export interface Drawing {
  x: Float32Array;
  y: Float32Array;
  from: Uint32Array;
  to: Uint32Array;
  shade: Uint8Array;
  radius: (i: number) => number; // device pixels
}
export interface Paint {
  ground: string;
  line: string;
  alpha: number; // of one line
  colours: readonly string[];
}

/** Lines, then dots over them, later ones over earlier ones. */
export function raster(window: Window, { x, y, from, to, shade, radius }: Drawing, paint: Paint): ImageData {
  const { width, height, left, top, zoom } = window;
  const { lines, pixels, picture } = sheet(window);
  for (let k = 0; k < from.length; k++) {
    const a = from[k]!;
    const b = to[k]!;
    count(lines, width, height, (x[a]! - left) * zoom, (y[a]! - top) * zoom, (x[b]! - left) * zoom, (y[b]! - top) * zoom);
  }
  const tones = shades(paint);
  for (let i = 0; i < pixels.length; i++) pixels[i] = tones[lines[i]!]!;
  const inks = paint.colours.map((c) => packed(rgb(c)));
  for (let i = 0; i < x.length; i++) {
    const px = (x[i]! - left) * zoom;
    const py = (y[i]! - top) * zoom;
    const r = radius(i);
    if (px >= -r && py >= -r && px < width + r && py < height + r) dot(pixels, width, height, px, py, r, inks[shade[i]!]!);
  }
  return picture;
}

/** One more line over each pixel that it crosses; what lies outside of the window is cut off first (Liang and Barsky 1984). */
export function count(lines: Uint8Array, width: number, height: number, ax: number, ay: number, bx: number, by: number): void {
  const dx = bx - ax;
  const dy = by - ay;
  let [begin, end] = [0, 1];
  for (const [p, q] of [[-dx, ax], [dx, width - 1 - ax], [-dy, ay], [dy, height - 1 - ay]] as const) {
    if (p === 0) {
      if (q < 0) return;
    } else if (p < 0) begin = Math.max(begin, q / p);
    else end = Math.min(end, q / p);
  }
  if (begin > end) return;
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * (end - begin)));
  const [sx, sy] = [(dx * (end - begin)) / steps, (dy * (end - begin)) / steps];
  let [px, py] = [ax + dx * begin + 0.5, ay + dy * begin + 0.5];
  for (let i = 0; i <= steps; i++) {
    const at = (py | 0) * width + (px | 0);
    if (lines[at]! < 255) lines[at]!++;
    px += sx;
    py += sy;
  }
}

function dot(pixels: Uint32Array, width: number, height: number, x: number, y: number, r: number, ink: number): void {
  const [y0, y1] = [Math.max(0, Math.round(y - r)), Math.min(height, Math.round(y + r))];
  for (let row = y0; row < y1; row++) {
    const half = r < 3 ? r : Math.sqrt(Math.max(0, r * r - (row + 0.5 - y) ** 2)); // a small one is a square
    pixels.fill(ink, row * width + Math.max(0, Math.round(x - half)), row * width + Math.min(width, Math.round(x + half)));
  }
}

/** The ground under n lines of one alpha, for every n that a count can be. */
function shades({ ground, line, alpha }: Paint): Uint32Array {
  const [under, over] = [rgb(ground), rgb(line)];
  return Uint32Array.from({ length: 256 }, (_, n) => {
    const covered = 1 - (1 - alpha) ** n;
    return packed(under.map((u, i) => Math.round(u + (over[i]! - u) * covered)) as Colour);
  });
}

const packed = ([r, g, b]: Colour) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0; // little-endian RGBA

const known = new Map<string, Colour>();
/** What the canvas itself makes of a colour's words. */
function rgb(words: string): Colour {
  let found = known.get(words);
  if (!found) {
    const one = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
    one.fillStyle = words;
    one.fillRect(0, 0, 1, 1);
    const [r, g, b] = one.getImageData(0, 0, 1, 1).data;
    known.set(words, (found = [r!, g!, b!]));
  }
  return found;
}
