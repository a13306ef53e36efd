/** Where things stand. A layout never moves what a person has pinned. */
import type { Drawn } from "../visible";
import type { LayoutName, Place } from "../types";
import { force, task } from "./force";
import { layered } from "./layered";
import { byRegion, byTime, circle, hierarchy, radial } from "./plain";

export { columnsOf, type Column } from "./columns";
export { layered } from "./layered";

/** Places of all that is drawn. `keep`: what stands already stays, as after an expansion. */
export async function layout(name: LayoutName, { things, lines }: Drawn, keep = false, centre?: string): Promise<Record<string, Place>> {
  const at = name === "force" || (keep && things.some((t) => t.at)) ? await force(task(things, lines, keep)) : planned(name as Exclude<LayoutName, "force">, things, lines, centre);
  for (const t of things) if (t.at && (t.pinned || keep)) at[t.id] = t.at;
  return at;
}

function planned(name: Exclude<LayoutName, "force">, things: Drawn["things"], lines: Drawn["lines"], centre?: string): Record<string, Place> {
  switch (name) {
    case "layers":
      return layered(things, lines);
    case "circle":
      return circle(things, lines);
    case "radial":
      return radial(things, lines, centre);
    case "hierarchy":
      return hierarchy(things, lines, centre);
    case "time":
      return byTime(things, lines);
    case "region":
      return byRegion(things);
  }
}
