/** The whole board in small, while a part of it is out of sight; a drag there moves the view. */
import type { Core } from "cytoscape";
import { useEffect, useRef, type PointerEvent } from "react";
import type { Drawn } from "../../core/board/visible";
import { token, useLook } from "../../core/look";
import { box } from "./camera";
import { stage } from "./stage";

const [WIDE, HIGH, RIM] = [168, 104, 5]; // px
const DOT = 1.6;

/** Where a place of the board is in small: by * place + (x, y); `all`: what the board takes up. */
interface Scale {
  all: ReturnType<typeof box>;
  by: number;
  x: number;
  y: number;
}

function scaleOf(cy: Core): Scale {
  const all = box(cy);
  const { x1, y1, x2, y2 } = all;
  const by = Math.min((WIDE - 2 * RIM) / (x2 - x1), (HIGH - 2 * RIM) / (y2 - y1));
  return { all, by, x: WIDE / 2 - (by * (x1 + x2)) / 2, y: HIGH / 2 - (by * (y1 + y2)) / 2 };
}

function paint(sheet: HTMLCanvasElement, cy: Core, { by, x, y }: Scale): void {
  const ratio = devicePixelRatio || 1;
  [sheet.width, sheet.height] = [WIDE * ratio, HIGH * ratio];
  const to = sheet.getContext("2d")!;
  to.scale(ratio, ratio);
  [to.strokeStyle, to.lineWidth, to.globalAlpha] = [token("edge"), 0.5, 0.35];
  to.beginPath();
  cy.edges().forEach((edge) => {
    const [from, end] = [edge.source().position(), edge.target().position()];
    to.moveTo(x + by * from.x, y + by * from.y);
    to.lineTo(x + by * end.x, y + by * end.y);
  });
  to.stroke();
  to.globalAlpha = 1;
  cy.nodes().forEach((node) => {
    const at = node.position();
    to.fillStyle = node.data("fill") as string;
    to.fillRect(x + by * at.x - DOT, y + by * at.y - DOT, 2 * DOT, 2 * DOT);
  });
}

export function Minimap({ drawn }: { drawn: Drawn }) {
  const mode = useLook((s) => s.mode);
  const at = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLCanvasElement>(null);
  const scale = useRef<Scale>(null);
  useEffect(() => {
    const { cy } = stage;
    const own = at.current;
    if (!cy || !own || !drawn.things.length) return;
    const follow = () => {
      const { x1, y1, x2, y2 } = cy.extent();
      const { all, by, x, y } = scale.current!;
      own.hidden = x1 <= all.x1 && y1 <= all.y1 && x2 >= all.x2 && y2 >= all.y2;
      const [left, top, right, bottom] = [Math.max(0, x + by * x1), Math.max(0, y + by * y1), Math.min(WIDE, x + by * x2), Math.min(HIGH, y + by * y2)];
      for (const [name, px] of Object.entries({ left, top, width: Math.max(4, right - left), height: Math.max(4, bottom - top) })) own.style.setProperty(`--${name}`, `${px}px`);
    };
    const picture = () => {
      scale.current = scaleOf(cy);
      paint(sheet.current!, cy, scale.current);
      follow();
    };
    picture();
    cy.on("dragfree", picture);
    cy.on("viewport resize", follow);
    return () => {
      if (cy.destroyed()) return;
      cy.off("dragfree", picture);
      cy.off("viewport resize", follow);
    };
  }, [drawn, mode]);
  const look = (event: PointerEvent<HTMLCanvasElement>) => {
    const { cy } = stage;
    if (!cy || !scale.current || !(event.buttons & 1)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { by, x, y } = scale.current;
    const { offsetX, offsetY } = event.nativeEvent;
    cy.pan({ x: cy.width() / 2 - (cy.zoom() * (offsetX - x)) / by, y: cy.height() / 2 - (cy.zoom() * (offsetY - y)) / by });
  };
  return (
    <div className="popover board-mini" ref={at} aria-hidden="true" hidden>
      <canvas ref={sheet} onPointerDown={look} onPointerMove={look} />
      <i />
    </div>
  );
}
