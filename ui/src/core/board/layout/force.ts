/** ForceAtlas2 (Jacomy and others 2014) in a worker. What stands already is fixed; what is new begins beside its neighbour. */
import { gone } from "../../api";
import type { Line, Place, Thing } from "../types";
import type { Task } from "./atlas";

const ROUNDS = 300;
const FEW = 80; // things that move: less than a frame or two
const turn = (i: number) => i * 2.399963; // the golden angle: places that are spread, and always the same

/** What the worker is to do. `keep`: whatever has a place stays there. */
export function task(things: readonly Thing[], lines: readonly Line[], keep: boolean): Task {
  const placed = new Map(things.flatMap((t) => (t.at && (keep || t.pinned) ? [[t.id, t.at] as const] : [])));
  const beside = new Map<string, Place>();
  for (const l of lines) for (const [a, b] of [[l.from, l.to], [l.to, l.from]] as const) if (placed.has(a) && !placed.has(b)) beside.set(b, placed.get(a)!);
  const nodes = [...things]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((t, i) => {
      const at = placed.get(t.id);
      const from = beside.get(t.id) ?? { x: 0, y: 0 };
      const far = beside.has(t.id) ? 60 + 4 * Math.sqrt(i) : 20 * Math.sqrt(i + 1);
      return at ? { id: t.id, ...at, fixed: true } : { id: t.id, x: from.x + far * Math.cos(turn(i)), y: from.y + far * Math.sin(turn(i)), fixed: false };
    });
  const edges = lines.map((l) => ({ from: l.from, to: l.to, weight: 1 + Math.log10(1 + (l.sum ?? 0)) / 4 }));
  return { nodes, edges, rounds: ROUNDS };
}

/** Places, by a worker; of few that move here, for that takes less than to start one. */
export async function force(work: Task): Promise<Record<string, Place>> {
  const lost = (): never => {
    throw gone(); // a part of the page did not come
  };
  if (work.nodes.filter((n) => !n.fixed).length <= FEW) return (await import("./atlas").catch(lost)).laidOut(work);
  return new Promise((done, failed) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (event: MessageEvent<Record<string, Place>>) => {
      worker.terminate();
      done(event.data);
    };
    worker.onerror = (event) => {
      worker.terminate();
      failed(event.message ? new Error(event.message) : gone()); // one without words did not come
    };
    worker.postMessage(work);
  });
}
