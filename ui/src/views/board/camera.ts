/** What of the board is in view, and letters that can be read there. */
import type { CollectionReturnValue, Core } from "cytoscape";
import { BEND } from "../../core/board/drawing";
import type { LayoutName } from "../../core/board/types";
import { sleepers } from "./renderer";
import { stage } from "./stage";
import { useBoard } from "./store";

const UNSEEN = 7; // px: smaller letters are not drawn
const SPARE = 34; // px around all that is shown when the board is fitted
const HEADED: readonly LayoutName[] = ["layers", "region", "time"]; // have heads above the columns
const CLOSEST = 1.1;
const BODY = { side: 44, above: 24, below: 46 }; // what a thing takes up around its middle, its name with it

/** All that is shown, by where things are: to ask the renderer for a box makes it measure every name and every curve. */
export function box(cy: Core): { x1: number; y1: number; x2: number; y2: number } {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    x1 = Math.min(x1, x - BODY.side);
    x2 = Math.max(x2, x + BODY.side);
    y1 = Math.min(y1, y - BODY.above);
    y2 = Math.max(y2, y + BODY.below);
  });
  return { x1, y1, x2, y2 };
}

export function fit(): void {
  const { cy } = stage;
  if (!cy?.elements().nonempty()) return;
  const { layout } = useBoard.getState().history.board;
  const heads = HEADED.includes(layout);
  const { x1, x2, y2, ...all } = box(cy);
  const y1 = all.y1 - (layout === "layers" ? BEND.back / 4 : 0); // money that goes back is arched
  const [width, height] = [cy.width(), cy.height()];
  const zoom = Math.max(cy.minZoom(), Math.min(CLOSEST, (width - 2 * SPARE) / (x2 - x1), (height - 2 * SPARE) / (y2 - y1)));
  const lower = heads ? 20 : 0;
  cy.viewport({ zoom, pan: { x: (width - zoom * (x1 + x2)) / 2, y: (height - zoom * (y1 + y2)) / 2 + lower } });
  readable(cy);
}

/** The view moves only where something new lies outside of it: what one looks at stays where it is. */
export function inSight(ids: readonly string[]): void {
  const { cy } = stage;
  if (!cy) return;
  const { x1, y1, x2, y2 } = cy.extent();
  const outside = ids.some((id) => {
    const one = cy.getElementById(id);
    if (one.empty()) return false;
    const { x, y } = one.position();
    return x < x1 || x > x2 || y < y1 || y > y2;
  });
  if (outside) fit();
}

/** Letters of the same size on the screen at any usual zoom. */
const letters = (cy: Core): number => Math.round(Math.min(19, Math.max(10, 11.5 / cy.zoom())));

/** Once the canvas rests, for it costs a drawing of everything; of what is too far away to have letters nothing is done. */
export function readable(cy: Core): void {
  const size = letters(cy);
  if (cy.scratch("letters") === size || size * cy.zoom() < UNSEEN) return;
  cy.scratch("letters", size);
  lettered(sleepers(cy).awake());
}

/** Letters of the size of now, also of what has just come into view. */
export function lettered(elements: CollectionReturnValue): void {
  const cy = elements.cy();
  if (cy.scratch("letters") == null) cy.scratch("letters", letters(cy));
  const size = cy.scratch("letters") as number;
  cy.batch(() => {
    elements.nodes().style({ "font-size": size, "text-margin-y": size * 0.75 });
    elements.edges(".named, .path, :selected").style({ "font-size": size * 0.92 });
  });
}
