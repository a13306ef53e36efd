/** Cytoscape's canvas renderer, told to be idle about what nobody can read. It styles every element before its first frame, which for
 *  a full board is seconds; here an element sleeps until it comes into view near enough to be read, or is taken hold of. From afar
 *  the board is drawn by core/board/afar, and what is under the pointer is looked for among a few. */
import type { CollectionReturnValue, Core, ElementDefinition, EventObject, SingularElementReturnValue } from "cytoscape";
import { around, meets, paint, scene, within, type Region, type Scene } from "../../core/board/afar";
import { token } from "../../core/look";

/** Below this zoom no letter is drawn. */
export const FAR = 0.37;
const AROUND = 0.15; // of the window's size, around it: what may come into view next
const COARSE = 0.5; // doublings of a picture's size before it is drawn anew
const STILL = 150; // ms after which a view rests
const SLOW = 600; // ms that a busy machine may take from frame to frame
const REACH = { pointer: 8, finger: 24 }; // px on the screen

type Element = SingularElementReturnValue;
type Sorted = Element[] & { interactive?: Element[]; drag?: Element[]; nondrag?: Element[] };
/** What of the renderer is used: it has no types. */
interface Renderer {
  bindings: { target: unknown; args: [string, (event: EventObject) => void] }[];
  binder: (target: Core) => { on: (events: string, handler: (event: EventObject) => void) => void };
  beforeRender: (work: (draws: boolean) => void, priority: number) => void;
  beforeRenderPriorities: { eleCalcs: number };
  cachedZSortedEles: Sorted | null;
  getCachedZSortedEles: (anew?: boolean) => Sorted;
  invalidateCachedZSortedEles: () => void;
  updateCachedGrabbedEles: () => void;
  recalculateRenderedStyle: (elements: Element[]) => void;
  findNearestElements: (x: number, y: number, interactive: boolean, touch: boolean) => Element[];
  getAllInBox: (x1: number, y1: number, x2: number, y2: number) => Element[];
  drawLayeredElements: (to: CanvasRenderingContext2D, elements: Element[], ratio: number, seen: Region) => void;
  selection: (number | undefined)[];
  data: { bgActivePosistion?: unknown };
  drawElements: (to: CanvasRenderingContext2D, elements: Element[]) => void;
  redrawHint: (group: string, on: boolean) => void;
  redraw: () => void;
}
interface Inner {
  _private: { rstyle: { clean?: boolean; cleanConnected?: boolean } };
}

/** What the canvas is told about what it shows; kept in its scratch under this name. */
export interface Sleepers {
  show: (elements: Iterable<ElementDefinition>) => void;
  regard: (some: { chosen?: readonly string[]; path?: readonly string[] }) => void;
  awake: () => CollectionReturnValue;
  onWake: (work: (woken: CollectionReturnValue) => void) => void;
}
const NAME = "sleepers";
export const sleepers = (cy: Core): Sleepers => cy.scratch(NAME) as Sleepers;

export function idle(cy: Core): void {
  const r = (cy as unknown as { renderer: () => Renderer }).renderer();
  const awake = new Map<string, Element>();
  let shown: Scene = { spots: new Map(), ways: [] };
  let order = new Map<string, number>();
  const regard = { chosen: new Set<string>() as ReadonlySet<string>, path: new Set<string>() as ReadonlySet<string>, near: "", held: new Set<string>() as ReadonlySet<string> };
  let woken: (elements: CollectionReturnValue) => void = () => undefined;
  const far = () => cy.zoom() < FAR;
  const again = () => {
    view.forget();
    redraw(r);
  };

  const dirty = heard(cy, r, awake);
  const wake = (ids: Iterable<string>) => {
    const fresh: Element[] = [];
    for (const id of ids)
      if (!awake.has(id)) {
        const one = cy.getElementById(id) as Element;
        if (one.empty()) continue;
        awake.set(id, one);
        fresh.push(one);
      }
    if (!fresh.length) return;
    r.invalidateCachedZSortedEles();
    const all = cy.collection(fresh as never) as CollectionReturnValue;
    dirty(all);
    woken(all);
  };
  const look = () => {
    if (far()) return;
    const { x1, y1, x2, y2, w, h } = cy.extent();
    const [dx, dy] = [w * AROUND, h * AROUND];
    const { spots, ways } = within(shown, { x1: x1 - dx, x2: x2 + dx, y1: y1 - dy, y2: y2 + dy }, 60);
    wake([...spots, ...ways].map((one) => one.id));
  };
  let [dragged, boxed] = [false, false];
  const spare = () => {
    const now = [!!r.cachedZSortedEles?.drag?.length, r.selection[4] === 1 || !!r.data.bgActivePosistion] as const;
    if (!dragged && !now[0]) r.redrawHint("drag", false); // nothing is on these sheets and nothing was
    if (!boxed && !now[1]) r.redrawHint("select", false);
    [dragged, boxed] = now;
  };
  r.beforeRender((draws) => void (draws && (look(), spare())), r.beforeRenderPriorities.eleCalcs + 1);

  r.getCachedZSortedEles = (anew) => {
    if (anew || !r.cachedZSortedEles) {
      const rank = (e: Element) => (e.group() === "nodes" ? 1 : (e as unknown as { selected: () => boolean }).selected() ? 2 : 0);
      const all: Sorted = [...awake.values()].sort((a, b) => rank(a) - rank(b) || order.get(a.id())! - order.get(b.id())!);
      all.interactive = all;
      r.cachedZSortedEles = all;
      r.updateCachedGrabbedEles();
    }
    return r.cachedZSortedEles!;
  };
  const { findNearestElements } = r;
  const view = moving(cy, r, (to, seen) => {
    if (far()) paint(to, shown, regard, seen, cy.zoom(), token);
    else r.drawElements(to, r.getCachedZSortedEles().nondrag!.filter((e) => meets(e.boundingBox(), seen)));
  });
  r.drawLayeredElements = (to, _, ratio, seen) => {
    const held = r.getCachedZSortedEles().drag ?? [];
    if (held.length !== regard.held.size) view.forget();
    regard.held = new Set(held.map((e) => e.id()));
    view.draw(to, seen, ratio, held.length > 0);
  };
  r.findNearestElements = (x, y, interactive, touch) => {
    const { spots, ways } = around(shown, x, y, (touch ? REACH.finger : REACH.pointer) / cy.zoom() + 8);
    const some: Sorted = [...ways, ...spots].map((one) => cy.getElementById(one.id) as Element);
    some.interactive = some;
    r.recalculateRenderedStyle(some);
    const all = r.getCachedZSortedEles;
    r.getCachedZSortedEles = () => some;
    try {
      return findNearestElements.call(r, x, y, interactive, touch);
    } finally {
      r.getCachedZSortedEles = all;
    }
  };
  r.getAllInBox = (x1, y1, x2, y2) => {
    const box = { x1: Math.min(x1, x2), x2: Math.max(x1, x2), y1: Math.min(y1, y2), y2: Math.max(y1, y2) };
    const inside = new Set(within(shown, box).spots.filter((s) => s.x - s.r >= box.x1 && s.x + s.r <= box.x2 && s.y - s.r >= box.y1 && s.y + s.r <= box.y2));
    return [...inside, ...shown.ways.filter((w) => inside.has(w.from) && inside.has(w.to))].map((one) => cy.getElementById(one.id) as Element);
  };

  cy.on("position", "node", ({ target }: EventObject) => {
    const spot = shown.spots.get((target as Element).id());
    if (!regard.held.has((target as Element).id())) view.forget();
    if (spot) Object.assign(spot, (target as unknown as { position: () => { x: number; y: number } }).position());
  });
  cy.on("grabon", "node", ({ target }: EventObject) => {
    const held = (target as unknown as { closedNeighborhood: () => CollectionReturnValue; connectedEdges: () => CollectionReturnValue });
    wake([(target as Element).id(), ...held.connectedEdges().map((e) => e.id())]);
  });
  cy.on("mouseover", "node", ({ target }: EventObject) => void ((regard.near = (target as Element).id()), far() && again()));
  cy.on("mouseout", "node", () => void ((regard.near = ""), far() && again()));
  cy.scratch(NAME, {
    show: (elements) => {
      const all = [...elements];
      shown = scene(all);
      view.forget();
      order = new Map(all.map((e, i) => [e.data.id!, i]));
      for (const [id, one] of awake) if (!order.has(id) || one.removed()) awake.delete(id);
      r.invalidateCachedZSortedEles();
    },
    regard: ({ chosen, path }) => {
      if (chosen) regard.chosen = new Set(chosen);
      if (path) regard.path = new Set(path);
      if (far()) again();
    },
    awake: () => cy.collection([...awake.values()] as never) as CollectionReturnValue,
    onWake: (work) => void (woken = work),
  } satisfies Sleepers);
}

/** While the view moves a picture that is wider than the window is moved with it, and while something is dragged it stays under
 *  that; once the view rests all is drawn sharp. */
function moving(cy: Core, r: Renderer, drawn: (to: CanvasRenderingContext2D, seen: Region) => void) {
  let wide: { canvas: OffscreenCanvas; seen: Region; zoom: number } | null = null;
  let before = "";
  let last = -Infinity; // when the view moved
  let resting: ReturnType<typeof setTimeout>;
  const pictured = (seen: Region, ratio: number) => {
    const scale = cy.zoom() * ratio;
    const rim = ([cy.width(), cy.height()] as const).map((px) => Math.round(px * AROUND * ratio)) as [number, number]; // whole pixels, or letters blur
    const [dx, dy] = [rim[0] / scale, rim[1] / scale];
    const more = { x1: seen.x1 - dx, x2: seen.x2 + dx, y1: seen.y1 - dy, y2: seen.y2 + dy };
    const canvas = new OffscreenCanvas(Math.round(cy.width() * ratio) + 2 * rim[0], Math.round(cy.height() * ratio) + 2 * rim[1]);
    const to = canvas.getContext("2d")!;
    to.scale(scale, scale);
    to.translate(-more.x1, -more.y1);
    drawn(to as unknown as CanvasRenderingContext2D, more);
    return { canvas, seen: more, zoom: cy.zoom() };
  };
  const draw = (to: CanvasRenderingContext2D, seen: Region, ratio: number, under: boolean) => {
    const now = `${cy.zoom()} ${cy.pan().x} ${cy.pan().y}`;
    const moves = before !== "" && before !== now;
    const goesOn = under || (moves && performance.now() - last < SLOW);
    if (moves) last = performance.now();
    before = now;
    clearTimeout(resting);
    if (!goesOn) return drawn(to, seen);
    const fits = wide && wide.seen.x1 <= seen.x1 && wide.seen.x2 >= seen.x2 && wide.seen.y1 <= seen.y1 && wide.seen.y2 >= seen.y2 && Math.abs(Math.log2(cy.zoom() / wide.zoom)) < COARSE;
    if (!fits) wide = pictured(seen, ratio);
    const { x1, x2, y1, y2 } = wide!.seen;
    to.drawImage(wide!.canvas, x1, y1, x2 - x1, y2 - y1);
    resting = setTimeout(() => cy.destroyed() || redraw(r), STILL);
  };
  return { draw, forget: () => void (wide = null) };
}

function redraw(r: Renderer): void {
  r.redrawHint("eles", true);
  r.redraw();
}

/** The renderer hears of changes to what is awake alone; of all else it is noted that it will have to be reckoned anew. */
function heard(cy: Core, r: Renderer, awake: ReadonlyMap<string, unknown>): (elements: CollectionReturnValue) => void {
  let all: (event: EventObject) => void = () => undefined;
  for (const binding of r.bindings.filter((b) => b.target === cy && /^(bounds|style)\.\*/.test(b.args[0]))) {
    const [events, tell] = binding.args;
    cy.off(events, tell);
    r.bindings.splice(r.bindings.indexOf(binding), 1);
    if (events.startsWith("bounds")) all = tell;
    r.binder(cy).on(events, (event) => {
      const one = event.target as Element;
      if (awake.has(one.id())) tell(event);
      else Object.assign((one as unknown as Inner)._private.rstyle, { clean: false, cleanConnected: false });
    });
  }
  return (elements) => all({ target: elements } as unknown as EventObject);
}
