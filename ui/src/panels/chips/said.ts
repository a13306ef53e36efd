/** A filter in words, for its chip. */
import type { Filter } from "../../core/board/types";
import { count, day, shortMoney } from "../../core/figures";
import type { Lang } from "../../core/words";
import type { words } from "./words";

const FEW = 3; // names on a chip

export interface Names {
  w: (typeof words)["zh"];
  lang: Lang;
  kind: (name: string) => string;
  link: (name: string) => string;
}

export function said(filter: Filter, { w, lang, kind, link }: Names): string {
  switch (filter.sort) {
    case "time":
      return w.says(w.time, span(filter.since, filter.until, w.to));
    case "amount":
      return w.least(w.amount, shortMoney(filter.least, lang));
    case "degree":
    case "core":
      return w.least(w[filter.sort], count(filter.least));
    case "grades":
      return w.says(w.grades, filter.keep.map((grade) => w[grade]).join(w.dot));
    case "regions":
      return w.says(w.regions, few(filter.keep, w));
    case "text":
      return w.has(filter.text);
    case "kinds":
      return w.without(few(filter.hide.map(kind), w));
    case "links":
      return w.without(few(filter.hide.map(link), w));
  }
}

/** A span whose end is the first instant that is out of it; the year of its end only where it is another. */
function span(since: string, until: string, to: string): string {
  const [first, last] = [day(since), day(Date.parse(until) - 1)];
  return first === last ? first : `${first} ${to} ${last.slice(0, 4) === first.slice(0, 4) ? last.slice(5) : last}`;
}

function few(names: readonly string[], w: Names["w"]): string {
  return names.length <= FEW ? names.join(w.dot) : names.slice(0, FEW).join(w.dot) + w.more(names.length);
}
