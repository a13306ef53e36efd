/** A sum in which nothing known is no zero. */
export function sum(...parts: (number | null | undefined)[]): number | null {
  const known = parts.filter((part) => part != null);
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
}

/** The first of each, as many as wanted: a list in which one pattern would crowd out the others. */
export function firstOfEach<T>(list: readonly T[], of: (one: T) => string, most: number): T[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(of(one)) && seen.add(of(one))).slice(0, most);
}

/** A sentence without the name that it begins with, for a row that has said the name. */
export function bare(sentence: string, name: string): string {
  if (!sentence.startsWith(name) || /^\s*(、|等|,|and )/.test(sentence.slice(name.length))) return sentence;
  return sentence.slice(name.length).replace(/^(\s*的|'s|，)?\s*/, "") || sentence;
}
