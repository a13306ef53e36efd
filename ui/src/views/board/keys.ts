/** Keys of the canvas. Single letters are off while one writes. */
import type { Core, EdgeSingular, NodeSingular } from "cytoscape";

export type Command = "open" | "line" | "expand" | "path" | "mark" | "note" | "group" | "select" | "box" | "lasso" | "pan" | "fit" | "undo" | "redo" | "back" | "keys" | "hide" | "pin" | "all";

export const KEYS: [Command, string][] = [
  ["open", "Enter"], ["line", "R"], ["expand", "E"], ["path", "P"], ["mark", "M"], ["note", "N"], ["group", "G"], ["pin", "I"], ["hide", "Delete"], ["select", "V"], ["pan", "H"], ["box", "B"], ["lasso", "L"], ["fit", "F"], ["all", "Ctrl+A"],
  ["undo", "Ctrl+Z"], ["redo", "Ctrl+Y"], ["back", "Esc"], ["keys", "?"],
];
const LETTERS = new Map(KEYS.flatMap(([command, key]) => (key.length === 1 ? [[key.toLowerCase(), command] as const] : [])));

export const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest("[role=dialog], .ant-select-dropdown") != null);

const SINGLE = "jinying.single-keys";

/** Whether single letters are commands; who speaks to the machine or slips on keys turns them off. */
export function singleKeys(on?: boolean): boolean {
  if (on !== undefined) localStorage.setItem(SINGLE, on ? "on" : "off");
  return localStorage.getItem(SINGLE) !== "off";
}

/** The command of a key; undefined where it has none here. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === "z") return event.shiftKey ? "redo" : "undo";
    if (key === "y") return "redo";
    return key === "a" ? "all" : undefined;
  }
  if (event.altKey) return undefined;
  if (event.key === "Escape") return "back";
  if (event.key === "Enter") return "open";
  if (event.key === "Delete") return "hide";
  if (key !== "?" && !singleKeys()) return undefined;
  return LETTERS.get(key);
}

const WAYS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The neighbour, or where there is none any thing, that lies most in the direction of an arrow key. */
export function walk(cy: Core, from: string | undefined, key: string): string | undefined {
  const way = WAYS[key];
  if (!way) return undefined;
  const start = from ? cy.getElementById(from) : cy.collection();
  if (start.empty() || !start.isNode()) return cy.nodes().sort((a, b) => a.position("x") - b.position("x") || a.position("y") - b.position("y"))[0]?.id();
  const near = start.neighborhood("node");
  return most(start as NodeSingular, near.toArray() as NodeSingular[], way) ?? most(start as NodeSingular, cy.nodes().not(start).toArray() as NodeSingular[], way);
}

function most(start: NodeSingular, others: NodeSingular[], [wx, wy]: [number, number]): string | undefined {
  const at = start.position();
  let best: [number, string] | undefined;
  for (const other of others) {
    const [dx, dy] = [other.position("x") - at.x, other.position("y") - at.y];
    const far = Math.hypot(dx, dy);
    const along = far ? (dx * wx + dy * wy) / far : 0;
    if (along < 0.35) continue;
    const cost = far * (2 - along);
    if (!best || cost < best[0]) best = [cost, other.id()];
  }
  return best?.[1];
}

/** The line of a thing that comes after another: by what lies at their far ends, from top to bottom; after the last the first. */
export function nextLine(cy: Core, of: string, after: string | undefined): string | undefined {
  const start = cy.getElementById(of) as NodeSingular;
  const far = (line: EdgeSingular) => (line.source().id() === of ? line.target() : line.source()).position();
  const lines = start.connectedEdges().toArray().sort((a, b) => far(a).y - far(b).y || far(a).x - far(b).x || a.id().localeCompare(b.id()));
  return lines[(lines.findIndex((line) => line.id() === after) + 1) % lines.length]?.id();
}
