/** The page that the bench measures: `bench.prepare(side, what, nodes, links)`, then `bench.first()`, `bench.pan(frames)`, … */
import { graph } from "./graph.ts";

const SIDES = {
  ours: () => import("./ours.tsx"),
  vis: () => import("peers/vis.js"),
  sigma: () => import("peers/sigma.js"),
};
let at; // what the side gives: first, fit, look, move and what else it can

const frame = () => new Promise((done) => requestAnimationFrame(done));

async function frames(n, move) {
  for (let i = 0; i < n; i++) {
    move(i);
    await frame();
    await frame(); // what was asked for in one frame is drawn by the next
  }
}

window.bench = {
  async prepare(side, what, nodes, links) {
    at = (await SIDES[side]())[what](document.getElementById("page"), graph(what, nodes, links));
  },
  async first() {
    await at.first();
    await frame();
    await frame();
  },
  async near() {
    at.near();
    await frame();
    await frame();
  },
  pan: (n) => frames(n, (i) => at.pan(Math.floor(i / 5) % 2 ? -9 : 9, i % 2 ? 4 : -4)),
  zoom: (n) => frames(n, (i) => at.zoom(Math.floor(i / 5) % 2 ? 1 / 1.03 : 1.03)),
  do: (name) => at[name](),
};
