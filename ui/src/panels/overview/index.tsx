/** The overview of what is too much for the board: read it, draw a box, open that region on the board. */
import { Button } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { hue, KINDS } from "../../core/kinds";
import { token, useLook } from "../../core/look";
import { count } from "../../core/figures";
import { draw, Places, whole, type Camera, type Cloud, type Ink, type Region } from "../../core/overview";
import { useWords } from "../../core/words";
import { Icon } from "../../parts";
import "./overview.css";
import { words } from "./words";

interface Props {
  cloud: Cloud;
  total: number; // elements that there are
  most: number; // things that the board takes at once
  onOpen: (ids: string[]) => void;
}

export const shadeOf = (kind: string): number => KINDS.indexOf(kind) + 1;
const ink = (): Ink => ({
  ground: token("canvas"), line: token("edge"), text: token("text"), halo: token("halo"), chosen: token("accent"),
  colours: ["k-Mention", ...KINDS.map(hue)].map(token), font: getComputedStyle(document.body).fontFamily,
});

export function Overview({ cloud, total, most, onOpen }: Props) {
  const w = useWords(words);
  const mode = useLook((s) => s.mode);
  const canvas = useRef<HTMLCanvasElement>(null);
  const camera = useRef<Camera | null>(null);
  const [chosen, setChosen] = useState<number[]>([]);
  const [box, setBox] = useState<Region | null>(null);
  const [inside, setInside] = useState(0);
  const places = useMemo(() => new Places(cloud), [cloud]);
  const paint = useRef(() => undefined as void);

  useEffect(() => {
    const at = canvas.current!;
    const colours = ink();
    const picked = new Set(chosen);
    paint.current = () => {
      const ratio = devicePixelRatio || 1;
      const { clientWidth: width, clientHeight: height } = at;
      if (at.width !== width * ratio || at.height !== height * ratio) [at.width, at.height] = [width * ratio, height * ratio];
      const to = at.getContext("2d")!;
      to.setTransform(ratio, 0, 0, ratio, 0, 0);
      camera.current ??= whole(cloud, width, height);
      setInside(draw(to, cloud, camera.current, colours, picked));
    };
    paint.current();
    const watch = new ResizeObserver(() => paint.current());
    watch.observe(at);
    return () => watch.disconnect();
  }, [cloud, mode, chosen]);

  useEffect(() => {
    const at = canvas.current!;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const c = camera.current!;
      const zoom = Math.min(8, Math.max(0.002, c.zoom * Math.exp(-event.deltaY / 400)));
      camera.current = { zoom, x: c.x + event.offsetX / c.zoom - event.offsetX / zoom, y: c.y + event.offsetY / c.zoom - event.offsetY / zoom };
      requestAnimationFrame(() => paint.current());
    };
    at.addEventListener("wheel", wheel, { passive: false });
    return () => at.removeEventListener("wheel", wheel);
  }, []);

  const world = (region: Region): Region => {
    const c = camera.current!;
    const [xs, ys] = [[region.x0, region.x1].sort((a, b) => a - b), [region.y0, region.y1].sort((a, b) => a - b)];
    return { x0: c.x + xs[0]! / c.zoom, x1: c.x + xs[1]! / c.zoom, y0: c.y + ys[0]! / c.zoom, y1: c.y + ys[1]! / c.zoom };
  };
  const up = () => {
    if (box && Math.hypot(box.x1 - box.x0, box.y1 - box.y0) > 6) setChosen(places.within(world(box)));
    else if (box) {
      const at = world(box);
      const one = places.nearest(at.x0, at.y0, 14 / camera.current!.zoom);
      setChosen(one == null ? [] : [one]);
    }
    setBox(null);
  };
  return (
    <div className="overview">
      <canvas
        ref={canvas}
        role="img"
        aria-label={w.picture}
        data-testid="overview"
        onContextMenu={(e) => e.preventDefault()}
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId);
          if (e.button === 0) setBox({ x0: e.nativeEvent.offsetX, y0: e.nativeEvent.offsetY, x1: e.nativeEvent.offsetX, y1: e.nativeEvent.offsetY });
        }}
        onPointerMove={(e) => {
          if (box) setBox({ ...box, x1: e.nativeEvent.offsetX, y1: e.nativeEvent.offsetY });
          else if (e.buttons === 2) {
            const c = camera.current!;
            camera.current = { ...c, x: c.x - e.movementX / c.zoom, y: c.y - e.movementY / c.zoom };
            requestAnimationFrame(() => paint.current());
          }
        }}
        onPointerUp={up}
      />
      {box && <div className="overview-box" style={{ left: Math.min(box.x0, box.x1), top: Math.min(box.y0, box.y1), width: Math.abs(box.x1 - box.x0), height: Math.abs(box.y1 - box.y0) }} />}
      <div className="overview-note popover">
        <b>{w.title}</b>
        <span className="t2">{w.more(count(total))}</span>
        <span className="t3 fs12">{w.inside(count(inside))}</span>
        {chosen.length > 0 && (
          <Button size="small" type="primary" disabled={chosen.length > most} onClick={() => onOpen(chosen.map((i) => cloud.ids[i]!))}>
            {chosen.length > most ? w.tooMany(most) : w.open(chosen.length)}
          </Button>
        )}
        <button
          type="button"
          className="iconbutton"
          aria-label={w.fit}
          title={w.fit}
          onClick={() => {
            camera.current = null;
            paint.current();
          }}
        >
          <Icon name="fit" />
        </button>
      </div>
    </div>
  );
}
