/** A line drawn around things chooses them. */
import { useState } from "react";
import { inside, type Point } from "./polygon";
import { stage } from "./stage";
import { useBoard } from "./store";

export function Lasso() {
  const [line, setLine] = useState<Point[]>([]);
  const at = (event: React.PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  return (
    <svg
      className="board-lasso"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setLine([at(event)]);
      }}
      onPointerMove={(event) => line.length && setLine([...line, at(event)])}
      onPointerUp={(event) => {
        const found = stage.cy?.nodes().filter((n) => inside([n.renderedPosition().x, n.renderedPosition().y], line));
        if (found) useBoard.getState().select(found.map((n) => n.id()), event.shiftKey);
        setLine([]);
      }}
    >
      {line.length > 1 && <polygon points={line.join(" ")} />}
    </svg>
  );
}
