/** The canvas that is mounted, for what has to move it: there is one at a time, and React need not know when it moves. */
import type { Core } from "cytoscape";

export const stage: { cy: Core | null } = { cy: null };
