import type { BrowserContext, Page } from "playwright-core";

export interface Visit {
  base: string;
  name: string;
  password: string;
  size?: [number, number];
  theme?: "light" | "dark";
  lang?: "zh" | "en";
  flags?: string[];
}
export interface Subject {
  finding: string;
  entity: string;
  caption: string;
  case: string;
}
export declare const PATIENCE: number;
export declare const server: { base: string; name: string; password: string };
export declare function subject(title?: string, why?: string): Promise<Subject>;
export declare function somebody(role: string): Promise<{ base: string; name: string; password: string }>;
export declare function ask(context: BrowserContext, query: string, variables?: Record<string, unknown>): Promise<never>;
export declare function visit<T>(how: Visit, work: (page: Page, context: BrowserContext) => Promise<T>): Promise<T>;
export declare function settled(page: Page): Promise<void>;
export declare function reached(context: BrowserContext): () => string[];
export declare function walk(page: Page, path: string): Promise<void>;
