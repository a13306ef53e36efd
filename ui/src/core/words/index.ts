/** What people read, in both languages. Chinese is the source; English must have the same words, by the compiler. */
import { create } from "zustand";

export type Lang = "zh" | "en";
type Word = string | ((...values: never[]) => string);
type Same<T> = T extends (...values: infer V) => string ? (...values: V) => string : string;
export type Words<T> = { readonly [K in keyof T]: Same<T[K]> };
export type Dictionary<T> = Record<Lang, Words<T>>;

/** A dictionary: `dictionary({title: "首页"}, {title: "Home"})`; a word that takes values is a function. */
export function dictionary<const T extends Record<string, Word>>(zh: T, en: Words<T>): Dictionary<T> {
  return { zh: zh as unknown as Words<T>, en };
}

const KEY = "jinying.lang";
const first = (): Lang => {
  if (typeof location === "undefined") return "zh"; // tests read the words without a page
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEY);
  return asked === "en" ? "en" : "zh";
};

export const useLang = create<{ lang: Lang; speak: (lang: Lang) => void }>((set) => ({
  lang: first(),
  speak: (lang) => {
    localStorage.setItem(KEY, lang);
    set({ lang });
  },
}));

/** The words of a dictionary in the language of now. */
export function useWords<T>(of: Dictionary<T>): Words<T> {
  return of[useLang((s) => s.lang)];
}

/** The same outside of components: for what is drawn or written to a file. */
export function wordsNow<T>(of: Dictionary<T>): Words<T> {
  return of[useLang.getState().lang];
}

/** A label that the server gives in both languages. */
export function said(label: { zh: string; en: string }, lang: Lang = useLang.getState().lang): string {
  return label[lang];
}
