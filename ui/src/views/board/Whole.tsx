/** A board of more than it can draw, as a picture; a region of it is opened by hiding the rest, which can be undone. */
import { useMemo } from "react";
import { hide } from "../../core/board/acts";
import { BUDGET } from "../../core/board/types";
import { degrees, type Drawn } from "../../core/board/visible";
import type { Cloud } from "../../core/overview";
import { useWords } from "../../core/words";
import { Overview, shadeOf } from "../../panels/overview";
import { useBoard } from "./store";
import { words } from "./words";

export function Whole({ drawn }: { drawn: Drawn }) {
  const w = useWords(words);
  const act = useBoard((s) => s.do);
  const cloud = useMemo(() => cloudOf(drawn), [drawn]);
  const open = (ids: string[]) => {
    const keep = new Set(ids);
    const rest = drawn.things.filter((t) => !keep.has(t.id)).flatMap((t) => (t.members.length ? t.members : [t.id]));
    act({ act: "hide", values: [rest.length] }, hide(rest), w.openRegion(ids.length));
  };
  return <Overview cloud={cloud} total={drawn.things.length + drawn.lines.length} most={BUDGET / 2} onOpen={open} />;
}

function cloudOf({ things, lines }: Drawn): Cloud {
  const index = new Map(things.map((t, i) => [t.id, i]));
  const degree = degrees(lines);
  const turn = (i: number) => ({ x: 30 * Math.sqrt(i) * Math.cos(i * 2.399963), y: 30 * Math.sqrt(i) * Math.sin(i * 2.399963) });
  const at = things.map((t, i) => t.at ?? turn(i));
  return {
    ids: things.map((t) => t.id),
    x: Float32Array.from(at, (p) => p.x),
    y: Float32Array.from(at, (p) => p.y),
    shade: Uint8Array.from(things, (t) => shadeOf(t.kind)),
    weight: Float32Array.from(things, (t) => Math.log2(1 + (degree.get(t.id) ?? 0))),
    from: Uint32Array.from(lines, (l) => index.get(l.from)!),
    to: Uint32Array.from(lines, (l) => index.get(l.to)!),
    label: (i) => things[i]!.caption,
  };
}
