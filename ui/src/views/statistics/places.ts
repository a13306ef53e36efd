/** Which of a map's shapes is which region: names differ by what sort of place they say. */
import type { Region } from "./utils";

const SORTS = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|盟|区|县|旗)$/;
/** A name without the sort of place at its end, unless nothing would be left. */
export const plainly = (name: string): string => {
  const bare = name.replace(SORTS, "");
  return bare.length >= 2 ? bare : name;
};

/** Each shape's region: the one of that name, else the only one whose plain name is the same. */
export function placed<R extends Region>(shapes: readonly string[], regions: readonly R[]): Map<string, R> {
  const named = new Map(regions.flatMap((one) => (one.region ? [[one.region, one] as const] : [])));
  const plain = new Map<string, R[]>();
  for (const one of regions) if (one.region) plain.set(plainly(one.region), [...(plain.get(plainly(one.region)) ?? []), one]);
  const found = new Map<string, R>();
  for (const shape of shapes) {
    const alike = plain.get(plainly(shape)) ?? [];
    const one = named.get(shape) ?? (alike.length === 1 ? alike[0] : undefined);
    if (one) found.set(shape, one);
  }
  return found;
}
