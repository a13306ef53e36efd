/** Expanding: what there is first, then what was chosen of it, laid beside its centre; taken back alone if it was too much. */
import { App } from "antd";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { ask } from "../../core/api";
import type { BoardThingFragment } from "../../core/api/gql/graphql";
import { arrive, expand, settle, type Arriving, type Recipe } from "../../core/board/acts";
import type { Label } from "../../core/board/history";
import { layout } from "../../core/board/layout";
import { visible } from "../../core/board/visible";
import type { Board, Line } from "../../core/board/types";
import { useWords } from "../../core/words";
import { ExpandPanel, firstOf, USUAL, type ExpandRequest, type ExpandSettings } from "../../panels/expand";
import { Among, Expand } from "./asks";
import { beside, emptier } from "./beside";
import { inSight } from "./camera";
import { arriving, counted, lineOf } from "./load";
import { stage } from "./stage";
import { useBoard } from "./store";
import { words } from "./words";

const PAGE = 500; // lines that one question may bring
const remembered = (key: string) => `jinying.expand.${key}`;

/** How it was done last on this case's board. */
function settingsOf(key: string): ExpandSettings {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(remembered(key)) ?? "{}") as Partial<ExpandSettings>), chosen: null };
  } catch {
    return USUAL;
  }
}

/** The panel, where something is being expanded. */
export function useExpansion(): ReactNode {
  const w = useWords(words);
  const { message } = App.useApp();
  const { expanding, history, set, opened, key } = useBoard();
  const place = opened.case ?? key;
  const [settings, setSettings] = useState(() => settingsOf(place));
  const [busy, setBusy] = useState(false);
  const thing = expanding ? history.board.things[expanding] : undefined;
  if (!thing) return null;
  const go = async (asked: readonly ExpandRequest[], how: ExpandSettings) => {
    setBusy(true);
    localStorage.setItem(remembered(place), JSON.stringify(how));
    try {
      const found = await fetched(thing.id, asked, how);
      const added = await onto(thing.id, thing.caption, found);
      set({ expanding: null, live: added ? w.added(added, found.left) : w.nothingNew });
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <Beside key={thing.id} id={thing.id}>
      <ExpandPanel entity={thing} settings={settings} onSettings={setSettings} onExpand={(asked, how) => void go(asked, how)} onClose={() => set({ expanding: null })} busy={busy} />
    </Beside>
  );
}

/** Beside the thing on the canvas, also while that moves; in the corner where it is not drawn by itself. */
function Beside({ id, children }: { id: string; children: ReactNode }) {
  const at = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [panel, cy] = [at.current, stage.cy];
    const node = cy?.getElementById(id);
    if (!panel || !cy || !node?.nonempty()) return;
    const room = () => ({ width: cy.width(), height: cy.height() });
    const side = emptier(node.renderedPosition(), cy.nodes().map((one) => one.renderedPosition()), room());
    const place = () => {
      if (cy.destroyed() || node.removed()) return;
      const { x, y } = beside(node.renderedPosition(), side, room(), { width: panel.offsetWidth, height: panel.offsetHeight });
      Object.assign(panel.style, { left: `${x}px`, top: `${y}px`, right: "auto", bottom: "auto" });
    };
    const grown = new ResizeObserver(place);
    grown.observe(panel);
    cy.on("viewport resize", place);
    cy.on("position", `#${CSS.escape(id)}`, place);
    place();
    return () => {
      grown.disconnect();
      if (cy.destroyed()) return;
      cy.off("viewport resize", place);
      cy.off("position", `#${CSS.escape(id)}`, place);
    };
  }, [id]);
  return (
    <div className="board-expand" ref={at}>
      {children}
    </div>
  );
}

interface Found {
  things: Map<string, Arriving>;
  lines: Line[];
  left: number; // lines that were wanted and are not here
}

/** The first lines that are not on the board yet: expanding again goes on where the last time ended. */
async function fetched(id: string, asked: readonly ExpandRequest[], { order, first }: ExpandSettings): Promise<Found> {
  const there = useBoard.getState().history.board.lines;
  const shown = Object.values(there).filter((l) => l.from === id || l.to === id).length;
  const answers = await Promise.all(asked.map((one) => ask(Expand, { id, ...one, first: Math.min(PAGE, one.first + shown) } as never)));
  const known = new Map(answers.flatMap((a) => a.expand?.entities ?? []).map((e) => [e.id, arriving(e)]));
  const total = answers.reduce((sum, a) => sum + (a.expand?.total ?? 0), 0);
  const all = answers.flatMap((a) => (a.expand?.links ?? []).map(lineOf));
  const lines = firstOf(all.filter((l) => !there[l.id]), order, first, (l) => ({ amount: l.sum, first: l.first, last: l.last }));
  const ends = new Set(lines.flatMap((l) => [l.from, l.to]));
  return { things: new Map([...known].filter(([one]) => ends.has(one))), lines, left: total - lines.length - all.filter((l) => there[l.id]).length };
}

/** Entities found elsewhere (a path, common neighbours, a search) onto the board, with their lines; how many are new. */
export async function bring(entities: readonly BoardThingFragment[], name: string): Promise<number> {
  const before = useBoard.getState().history.board;
  const things = new Map(entities.map((e) => [e.id, arriving(e)]));
  const fresh = absent(before, things);
  const lines = await linesWith(before, fresh);
  await counted(things, lines);
  await put(before, { act: "path", values: [fresh.length] }, arrive([...things.values()], lines), fresh);
  useBoard.getState().select([...things.keys()]);
  useBoard.getState().set({ live: name });
  return fresh.length;
}

/** Put on the board, with the lines to all that is there, as one act; what stood before stays where it is. */
async function onto(id: string, name: string, found: Found): Promise<number> {
  const before = useBoard.getState().history.board;
  const fresh = absent(before, found.things);
  const lines = [...found.lines, ...(await linesWith(before, fresh)).filter((l) => fresh.includes(l.from) || fresh.includes(l.to))];
  await counted(found.things, [...Object.values(before.lines), ...lines]);
  const more = found.things.get(id)?.more ?? Math.max(0, (before.things[id]?.more ?? 0) - fresh.length);
  const recipe = expand(`expansion-${Date.now()}`, id, [...found.things.values()].filter((t) => t.id !== id), lines, more);
  await put(before, { act: "expand", values: [name, fresh.length] }, recipe, fresh, id);
  useBoard.getState().select(fresh);
  requestAnimationFrame(() => inSight(fresh));
  return fresh.length;
}

const absent = (before: Board, things: ReadonlyMap<string, Arriving>): string[] => [...things.keys()].filter((one) => !before.things[one]);

/** The lines among what is on the board and what comes to it. */
async function linesWith(before: Board, fresh: readonly string[]): Promise<Line[]> {
  const { among } = await ask(Among, { ids: [...Object.keys(before.things), ...fresh].slice(0, 2000) });
  return among.links.map(lineOf);
}

/** One act: what a recipe brings, and places for the new of it; whatever stands keeps its own. */
async function put(before: Board, label: Label, recipe: Recipe, fresh: readonly string[], centre?: string): Promise<void> {
  const trial = structuredClone(before);
  recipe(trial);
  const places = await layout(before.layout, visible(trial), true, centre);
  useBoard.getState().do(label, (board) => {
    recipe(board);
    settle(board.layout, Object.fromEntries(fresh.flatMap((one) => (places[one] ? [[one, places[one]]] : []))))(board);
  });
}
