/** The same graph by vis-network: Canvas 2D, physics off, places given. */
import { DataSet, Network } from "vis-network/standalone";

const COLOURS = { Account: "#2f6f9f", Person: "#b0662a", Enterprise: "#3b4a8c", Advert: "#8a5a9c" };
const NAMED = 7; // sums that are written on lines, as on our board

export function board(page, { things, lines }) {
  const beside = new Map();
  const named = new Set([...lines].sort((a, b) => (b.sum ?? 0) - (a.sum ?? 0)).slice(0, NAMED));
  const edges = lines.map((l) => {
    const pair = [l.from, l.to].sort().join();
    const n = beside.get(pair) ?? 0;
    beside.set(pair, n + 1);
    return { id: l.id, from: l.from, to: l.to, arrows: "to", width: l.money ? 2 : 1, dashes: l.money ? false : [3, 4], smooth: n ? { enabled: true, type: "curvedCW", roundness: 0.15 * n } : false, ...(named.has(l) ? { label: String(l.sum) } : {}) };
  });
  const nodes = things.map((t) => ({ id: t.id, x: t.at.x, y: t.at.y, label: t.caption, color: COLOURS[t.kind], shape: t.kind === "Account" ? "hexagon" : "dot", size: 16 }));
  return drawn(page, nodes, edges, { nodes: { font: { size: 12, strokeWidth: 2.5 }, borderWidth: 2 }, edges: { font: { size: 11 } } }, 0.8);
}

export function overview(page, { things, lines }) {
  const nodes = things.map((t, i) => ({ id: t.id, x: t.at.x, y: t.at.y, color: COLOURS[t.kind], shape: "dot", size: 4, ...(i % 833 ? {} : { label: t.caption }) }));
  const edges = lines.map((l) => ({ id: l.id, from: l.from, to: l.to, smooth: false, width: 0.5 }));
  return drawn(page, nodes, edges, { nodes: { borderWidth: 0 }, edges: { color: { inherit: false, color: "#8a94a6", opacity: 0.3 } } });
}

function drawn(page, nodes, edges, more, close) {
  let net;
  const move = (position, scale) => net.moveTo({ position, scale, animation: false });
  return {
    first: () => {
      net = new Network(page, { nodes: new DataSet(nodes), edges: new DataSet(edges) }, { physics: false, layout: { improvedLayout: false }, interaction: { hideEdgesOnDrag: false }, ...more });
      net.fit({ animation: false });
    },
    near: () => move(net.getViewPosition(), close ?? net.getScale() * 8),
    pan: (x, y) => {
      const [at, scale] = [net.getViewPosition(), net.getScale()];
      move({ x: at.x - x / scale, y: at.y - y / scale }, scale);
    },
    zoom: (by) => move(net.getViewPosition(), net.getScale() * by),
  };
}
