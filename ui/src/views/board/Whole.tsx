/** A board of more than it can draw, as a picture; a region of it is opened by hiding the rest, which can be undone. */
import { useMemo } from "react";
import { hide } from "../../core/board/acts";
import { BUDGET } from "../../core/board/types";
import type { Drawn } from "../../core/board/visible";
import { cloudOf } from "../../core/overview";
import { useWords } from "../../core/words";
import { Overview, shadeOf } from "../../panels/overview";
import { useBoard } from "./store";
import { words } from "./words";

export function Whole({ drawn }: { drawn: Drawn }) {
  const w = useWords(words);
  const act = useBoard((s) => s.do);
  const cloud = useMemo(() => cloudOf(drawn.things, drawn.lines, shadeOf), [drawn]);
  const open = (ids: string[]) => {
    const keep = new Set(ids);
    const rest = drawn.things.filter((t) => !keep.has(t.id)).flatMap((t) => (t.members.length ? t.members : [t.id]));
    act({ act: "hide", values: [rest.length] }, hide(rest), w.openRegion(ids.length));
  };
  return <Overview cloud={cloud} total={drawn.things.length + drawn.lines.length} most={BUDGET / 2} onOpen={open} />;
}
