/** Regions summed to provinces, shades of tiles, shares. */
import { TILES, type Tile } from "./provinces";

export interface Region {
  region?: string | null;
  code?: string | null;
  province?: string | null;
  entities: number;
  red: number;
  amber: number;
  yellow: number;
}
export type Measure = "risky" | "share" | "all";
const NOTHING = { entities: 0, red: 0, amber: 0, yellow: 0 };
const plus = (a: typeof NOTHING, b: Region) => ({ entities: a.entities + b.entities, red: a.red + b.red, amber: a.amber + b.amber, yellow: a.yellow + b.yellow });

export const total = (of: readonly Region[]): Region => of.reduce<Region>((sum, one) => ({ ...sum, ...plus(sum, one) }), { ...NOTHING });

/** A tile for each of the 34, and the regions that belong to none of them though they say where they are. */
export function byProvince(regions: readonly Region[]): { tiles: (Region & { tile: Tile })[]; outside: Region[] } {
  const at = (one: Region) => TILES.findIndex((t) => one.province === t.zh || one.province === t.en);
  const tiles = TILES.map((tile, i) => ({ ...total(regions.filter((one) => at(one) === i)), region: tile.zh, tile }));
  return { tiles, outside: regions.filter((one) => one.region && at(one) < 0) };
}

/** Those with a name, the riskiest first. */
export function ranked(regions: readonly Region[]): Region[] {
  return regions.filter((one) => one.region).sort((a, b) => b.red + b.amber - (a.red + a.amber) || b.entities - a.entities);
}

export function measured(of: Region, by: Measure): number {
  if (by === "all") return of.entities;
  return by === "risky" ? of.red + of.amber : of.entities ? (of.red + of.amber) / of.entities : 0;
}

/** How dark a tile is, 0 to 4: by the square root, for few regions hold most. */
export function shade(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.min(4, Math.ceil(Math.sqrt(value / most) * 4)));
}

/** A month of a bin's beginning, in China: 2024-03. */
export function monthOf(low: string): string {
  return new Date(Date.parse(low) + 8 * 3_600_000).toISOString().slice(0, 7);
}
