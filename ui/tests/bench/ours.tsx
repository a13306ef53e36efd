/** Our side: the board's own canvas with its store, the overview's drawing, an expansion, the layout of money's layers. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import "../../src/core/look/tokens.css";
import "../../src/core/look/base.css";
import "../../src/views/board/board.css";
import { expand, settle } from "../../src/core/board/acts";
import { begin } from "../../src/core/board/history";
import { layered, layout } from "../../src/core/board/layout";
import { EMPTY, type Board, type Line, type Place } from "../../src/core/board/types";
import { visible } from "../../src/core/board/visible";
import { token } from "../../src/core/look";
import { cloudOf, draw, whole, type Cloud, type Ink } from "../../src/core/overview";
import { hue, KINDS } from "../../src/core/kinds";
import { fit } from "../../src/views/board/camera";
import { Canvas } from "../../src/views/board/Canvas";
import { useDrawn } from "../../src/views/board/laying";
import { stage } from "../../src/views/board/stage";
import { useBoard } from "../../src/views/board/store";
import { graph as made, type Graph } from "./graph";

const frame = () => new Promise((done) => requestAnimationFrame(done));
const stay = () => undefined;
const indexed = <T extends { id: string }>(all: readonly T[]): Record<string, T> => Object.fromEntries(all.map((one) => [one.id, one]));

function Stage() {
  return (
    <div className="board-stage">
      <Canvas drawn={useDrawn()} onOpen={stay} />
    </div>
  );
}

export function board(page: HTMLElement, { things, lines }: Graph) {
  const full: Board = { ...EMPTY, things: indexed(things), lines: indexed(lines) };
  const root = createRoot(page);
  const middle = () => ({ x: stage.cy!.width() / 2, y: stage.cy!.height() / 2 });
  return {
    first: async () => {
      useBoard.getState().open("", useBoard.getState().opened, begin(full));
      root.render(
        <QueryClientProvider client={new QueryClient()}>
          <Stage />
        </QueryClientProvider>,
      );
      while (!stage.cy?.elements().nonempty()) await frame();
      fit();
    },
    near: () => stage.cy!.zoom({ level: 0.8, renderedPosition: middle() }),
    pan: (x: number, y: number) => void stage.cy!.panBy({ x, y }),
    zoom: (by: number) => void stage.cy!.zoom({ level: stage.cy!.zoom() * by, renderedPosition: middle() }),
  };
}

/** The panel's own drawing on its own canvas, with the colours that it takes. */
export function overview(page: HTMLElement, { things, lines }: Graph) {
  const canvas = page.appendChild(document.createElement("canvas"));
  [canvas.width, canvas.height] = [page.clientWidth, page.clientHeight];
  const to = canvas.getContext("2d")!;
  let cloud: Cloud;
  let ink: Ink;
  let camera = { x: 0, y: 0, zoom: 1 };
  const paint = () => requestAnimationFrame(() => draw(to, cloud, camera, ink));
  const scaled = (zoom: number) => ({ zoom, x: camera.x + canvas.width / 2 / camera.zoom - canvas.width / 2 / zoom, y: camera.y + canvas.height / 2 / camera.zoom - canvas.height / 2 / zoom });
  return {
    first: () => {
      ink = { ground: token("canvas"), line: token("edge"), text: token("text"), halo: token("halo"), chosen: token("accent"), colours: ["k-Mention", ...KINDS.map(hue)].map(token), font: getComputedStyle(document.body).fontFamily };
      cloud = cloudOf(things, lines, (kind) => KINDS.indexOf(kind) + 1);
      camera = whole(cloud, canvas.width, canvas.height);
      draw(to, cloud, camera, ink);
    },
    near: () => {
      camera = scaled(camera.zoom * 8);
      paint();
    },
    pan: (x: number, y: number) => {
      camera = { ...camera, x: camera.x - x / camera.zoom, y: camera.y - y / camera.zoom };
      paint();
    },
    zoom: (by: number) => {
      camera = scaled(camera.zoom * by);
      paint();
    },
  };
}

/** Fifty neighbours around a hub, as views/board/expansion.tsx puts them there once the server has answered. */
export function expansion(page: HTMLElement, graph: Graph) {
  const around = "t0";
  const fresh = made("board", 50, 0).things.map((t, i) => ({ ...t, id: `new${i}`, at: null }));
  const line = graph.lines.find((l) => l.money)!;
  const lines: Line[] = fresh.flatMap((t, i) => [
    { ...line, id: `${t.id}-`, from: around, to: t.id },
    ...(i % 3 ? [] : [{ ...line, id: `${t.id}+`, from: t.id, to: graph.things[(i * 5) % graph.things.length]!.id }]),
  ]);
  const recipe = expand("expansion", around, fresh, lines, 0);
  let places: Record<string, Place> = {};
  return {
    ...board(page, graph),
    lay: async () => {
      const before = useBoard.getState().history.board;
      const trial = structuredClone(before);
      recipe(trial);
      places = await layout(before.layout, visible(trial), true, around);
    },
    draw: async () => {
      useBoard.getState().do({ act: "expand", values: ["", fresh.length] }, (b) => {
        recipe(b);
        settle(b.layout, Object.fromEntries(fresh.map((t) => [t.id, places[t.id]!])))(b);
      });
      useBoard.getState().select(fresh.map((t) => t.id));
      await frame();
      fit();
      await frame();
      await frame();
    },
  };
}

export function layers(_: HTMLElement, { things, lines }: Graph) {
  return { lay: () => Object.keys(layered(things, lines)).length };
}
