/** The canvas after an act: as few changes as there are, for every one makes cytoscape style and draw anew. */
import type { Core, ElementDefinition, SingularElementArgument } from "cytoscape";
import { elements, type Manner } from "../../core/board/drawing";
import type { Drawn } from "../../core/board/visible";
import { readable } from "./camera";
import { sleepers } from "./renderer";

const BEFORE = "drawn"; // under which the canvas keeps what it was told last
type Known = Map<string, ElementDefinition>;

export function synchronise(cy: Core, drawn: Drawn, manner: Manner): void {
  const before = (cy.scratch(BEFORE) as Known | undefined) ?? new Map<string, ElementDefinition>();
  const wanted: Known = new Map(elements(drawn, manner).map((e) => [e.data.id!, e]));
  const fresh: ElementDefinition[] = [];
  cy.batch(() => {
    cy.remove(cy.collection([...before.keys()].filter((id) => !wanted.has(id)).map((id) => cy.getElementById(id)) as never));
    for (const [id, element] of wanted) {
      const known = before.get(id);
      if (known) change(cy.getElementById(id), known, element);
      else fresh.push(element);
    }
    cy.add(fresh);
    sleepers(cy).show(wanted.values());
  });
  cy.scratch(BEFORE, wanted);
  cy.removeScratch("letters");
  if (before.size) readable(cy); // else it is fitted next, to another zoom
}

function change(on: SingularElementArgument, from: ElementDefinition, to: ElementDefinition): void {
  if (Object.entries(to.data).some(([name, value]) => from.data[name] !== value)) on.data(to.data);
  if (to.position && on.isNode() && !on.grabbed()) {
    const { x, y } = on.position();
    if (x !== to.position.x || y !== to.position.y) on.position(to.position);
  }
  const [had, has] = [names(from), names(to)];
  for (const name of had) if (!has.includes(name)) on.removeClass(name);
  for (const name of has) if (!had.includes(name)) on.addClass(name);
}

const names = ({ classes }: ElementDefinition): string[] => (typeof classes === "string" ? classes.split(" ") : (classes ?? []));
