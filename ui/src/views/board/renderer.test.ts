import cytoscape from "cytoscape";
import { expect, test } from "vitest";

test("cytoscape's canvas renderer still has the inner names by which it is told to be idle", () => {
  const { prototype } = (cytoscape as unknown as (type: string, name: string) => { prototype: Record<string, unknown> })("renderer", "canvas");
  for (const name of ["binder", "beforeRender", "getCachedZSortedEles", "invalidateCachedZSortedEles", "updateCachedGrabbedEles", "recalculateRenderedStyle", "findNearestElements", "getAllInBox", "drawLayeredElements", "drawElements", "redrawHint", "redraw"])
    expect(prototype[name], name).toBeTypeOf("function");
  const [render, calculations] = [String(prototype.render), String(prototype.registerCalculationListeners)];
  expect(render).toContain("drawLayeredElements"); // through it all that stands is drawn
  expect(calculations).toMatch(/bounds\.\*.*style\.\*/s); // the events that wake what sleeps
});
