/** The same graph by sigma: WebGL, by the software rasteriser where there is no GPU. */
import EdgeCurveProgram, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";

const COLOURS = { Account: "#2f6f9f", Person: "#b0662a", Enterprise: "#3b4a8c", Advert: "#8a5a9c" };

export function board(page, { things, lines }) {
  const beside = new Map();
  return drawn(page, 8, () => {
    const graph = new MultiDirectedGraph();
    for (const t of things) graph.addNode(t.id, { x: t.at.x, y: -t.at.y, label: t.caption, size: 5, color: COLOURS[t.kind] });
    for (const l of lines) {
      const pair = [l.from, l.to].sort().join();
      const n = beside.get(pair) ?? 0;
      beside.set(pair, n + 1);
      graph.addEdgeWithKey(l.id, l.from, l.to, { size: l.money ? 2 : 1, color: "#8a94a6", type: n ? "curved" : "straight", curvature: 0.15 * n });
    }
    return [graph, { defaultEdgeType: "straight", edgeProgramClasses: { straight: EdgeArrowProgram, curved: EdgeCurvedArrowProgram ?? EdgeCurveProgram } }];
  });
}

export function overview(page, { things, lines }) {
  return drawn(page, 8, () => {
    const graph = new MultiDirectedGraph();
    things.forEach((t, i) => graph.addNode(t.id, { x: t.at.x, y: -t.at.y, size: 1.5, color: COLOURS[t.kind], ...(i % 833 ? {} : { label: t.caption, forceLabel: true }) }));
    for (const l of lines) graph.addEdgeWithKey(l.id, l.from, l.to, { size: 0.4, color: "#c3c9d4" });
    return [graph, { defaultEdgeType: "line", edgeProgramClasses: { line: EdgeLineProgram } }];
  });
}

function drawn(page, closer, made) {
  let camera;
  let wide;
  const move = (to) => camera.setState({ ...camera.getState(), ...to });
  return {
    first: () => {
      const [graph, more] = made();
      const sigma = new Sigma(graph, page, { renderEdgeLabels: false, labelFont: "Noto Sans CJK SC, sans-serif", ...more });
      [camera, wide] = [sigma.getCamera(), sigma.getDimensions().width];
    },
    near: () => move({ ratio: camera.getState().ratio / closer }),
    pan: (x, y) => {
      const { x: left, y: top, ratio } = camera.getState();
      move({ x: left - (x / wide) * ratio, y: top + (y / wide) * ratio });
    },
    zoom: (by) => move({ ratio: camera.getState().ratio / by }),
  };
}
