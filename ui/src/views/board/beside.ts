/** Where a panel stands that speaks of one thing: beside it, on the side where fewer others are, within what is visible. */
export interface Spot {
  x: number;
  y: number;
}
export interface Room {
  width: number;
  height: number;
}
export type Side = "left" | "right";

const GAP = 28; // px from the middle of a thing to a panel beside it
const EDGE = 12; // px around what is visible
const HEADS = 54; // px at the top, where the layers' heads are
const FULL = 52; // px at the right, where the buttons for zooming are

/** The side with fewer things on the screen; of equal ones the right, where one reads on. */
export function emptier(at: Spot, others: readonly Spot[], room: Room): Side {
  const seen = others.filter((one) => one.x >= 0 && one.x <= room.width && one.y >= 0 && one.y <= room.height);
  const right = seen.filter((one) => one.x > at.x).length;
  return right <= seen.length - right ? "right" : "left";
}

/** The panel's upper left corner: on its side, on the other where it fits only there, and never over the edge. */
export function beside(at: Spot, side: Side, room: Room, panel: Room): Spot {
  const places: Record<Side, number> = { right: at.x + GAP, left: at.x - GAP - panel.width };
  const fits = (x: number) => x >= EDGE && x + panel.width <= room.width - FULL;
  const other = side === "right" ? "left" : "right";
  const x = fits(places[side]) || !fits(places[other]) ? places[side] : places[other];
  const within = (value: number, low: number, high: number) => Math.round(Math.max(low, Math.min(value, high)));
  return {
    x: within(x, EDGE, room.width - FULL - panel.width),
    y: within(at.y - panel.height / 3, HEADS, Math.max(HEADS, room.height - EDGE - panel.height)),
  };
}
