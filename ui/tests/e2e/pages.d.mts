import type { Subject } from "./visit.mjs";
export declare const pages: (of: Subject) => [name: string, path: string][];
