/** The canvas: cytoscape kept in step with what is drawn. It owns no state that matters. */
import cytoscape, { type Core, type EventObject, type NodeSingular } from "cytoscape";
import { useEffect, useMemo, useRef } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { style, type Manner } from "../../core/board/drawing";
import { columnsOf } from "../../core/board/layout";
import { measured } from "../../core/board/measure";
import type { Drawn } from "../../core/board/visible";
import { token, useLook } from "../../core/look";
import { useLang, useWords } from "../../core/words";
import { place } from "../../core/board/acts";
import { lettered, readable } from "./camera";
import { Lasso } from "./Lasso";
import { Heads, placed } from "./Heads";
import { idle, sleepers } from "./renderer";
import { stage } from "./stage";
import { useBoard } from "./store";
import { synchronise } from "./synchronise";
import { words } from "./words";

declare global {
  interface Window {
    board?: Core; // for tests: a canvas has no elements that they could find
  }
}

export function useManner(drawn: Drawn): Manner {
  const mode = useLook((s) => s.mode);
  const lang = useLang((s) => s.lang);
  const { colour, size } = useBoard((s) => s.history.board);
  const { link } = useVocabulary();
  return useMemo(() => {
    const ids = drawn.things.map((t) => t.id);
    return { mode, lang, tone: token, colour, sizes: measured(size, ids, drawn.lines), names: link };
  }, [mode, lang, colour, size, link, drawn]);
}

export function Canvas({ drawn, onOpen }: { drawn: Drawn; onOpen: (id: string) => void }) {
  const w = useWords(words);
  const at = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const manner = useManner(drawn);
  const { mode } = manner;
  const selection = useBoard((s) => s.selection);
  const path = useBoard((s) => s.path);
  const tool = useBoard((s) => s.tool);
  const layout = useBoard((s) => s.history.board.layout);
  const columns = useMemo(() => columnsOf(layout, drawn.things, drawn.lines), [layout, drawn]);

  useEffect(() => {
    const cy = made(at.current!, onOpen);
    stage.cy = cy;
    window.board = cy;
    return () => {
      cy.destroy();
      stage.cy = null;
    };
  }, [onOpen]);

  useEffect(() => {
    const cy = stage.cy;
    const follow = () => {
      frame.current?.style.setProperty("--x", `${cy?.pan().x}px`);
      frame.current?.style.setProperty("--px", `${cy?.zoom() ?? 1}px`);
    };
    cy?.on("viewport", follow);
    follow();
    return () => void (cy?.destroyed() || cy?.off("viewport", follow));
  }, []);

  useEffect(() => {
    const cy = stage.cy;
    if (cy) cy.style(style(token, getComputedStyle(document.body).fontFamily, mode));
  }, [mode]); // the tokens are those of the theme; what is drawn changes no rule, and a new sheet restyles all

  useEffect(() => {
    if (stage.cy) synchronise(stage.cy, drawn, manner);
  }, [drawn, manner]);

  useEffect(() => {
    const cy = stage.cy;
    if (!cy) return;
    const chosen = new Set(selection);
    cy.batch(() => {
      cy.$(":selected").forEach((e) => void (chosen.has(e.id()) || e.unselect()));
      for (const id of chosen) cy.getElementById(id).select();
    });
    lettered(cy.$("edge:selected"));
    sleepers(cy).regard({ chosen: selection });
  }, [selection, drawn]);

  useEffect(() => {
    const cy = stage.cy;
    if (!cy) return;
    const on = new Set(path);
    cy.batch(() => {
      cy.elements(".dim, .path").removeClass("dim path");
      if (on.size) cy.elements().forEach((e) => void (on.has(e.id()) ? e.isEdge() && e.addClass("path") : e.addClass("dim")));
    });
    lettered(cy.$("edge.path"));
    sleepers(cy).regard({ path });
  }, [path, drawn]);

  useEffect(() => {
    const cy = stage.cy;
    cy?.userPanningEnabled(tool !== "box" && tool !== "lasso");
    cy?.boxSelectionEnabled(tool !== "pan");
    cy?.autoungrabify(tool === "pan");
  }, [tool]);

  return (
    <div className={`board-canvas tool-${tool}`} ref={frame}>
      <div className="board-bands">{columns.map((column, i) => (i % 2 ? null : <i key={column.key} style={placed(column)} />))}</div>
      <div ref={at} className="board-cy" role="application" tabIndex={0} aria-label={w.canvas} aria-describedby="board-live" data-testid="canvas" />
      <Heads layout={layout} columns={columns} drawn={drawn} />
      {tool === "lasso" && <Lasso />}
    </div>
  );
}

function made(container: HTMLElement, onOpen: (id: string) => void): Core {
  const cy = cytoscape({ container, minZoom: 0.05, maxZoom: 3, selectionType: "single", boxSelectionEnabled: true, pixelRatio: "auto" as never });
  idle(cy);
  sleepers(cy).onWake(lettered);
  let told = true;
  const chosen = () => {
    told = true;
    if (!cy.destroyed()) useBoard.getState().select(cy.$(":selected").map((e) => e.id()));
  };
  // each thing tells of itself; all are told at the end of the act, before a key or new data can come between
  cy.on("select unselect", () => {
    if (told) queueMicrotask(chosen);
    told = false;
  });
  cy.on("tap", (event: EventObject) => event.target === cy && useBoard.getState().set({ path: [], expanding: null }));
  cy.on("dbltap", "node", (event: EventObject) => onOpen((event.target as { id: () => string }).id()));
  cy.on("dragfree", "node", () => {
    const { things } = useBoard.getState().history.board;
    const all = cy.nodes().filter((n) => {
      const from = things[n.id()]?.at;
      return from != null && (Math.round(n.position().x) !== from.x || Math.round(n.position().y) !== from.y);
    });
    const places = Object.fromEntries(all.toArray().map((n) => [n.id(), { ...(n as NodeSingular).position() }]));
    if (Object.keys(places).length) useBoard.getState().do({ act: "move", values: [Object.keys(places).length] }, place(places, true));
  });
  cy.on("mouseover", "node", (event) => event.target.addClass("near"));
  cy.on("mouseout", "node", (event) => event.target.removeClass("near"));
  let resting: ReturnType<typeof setTimeout>;
  cy.on("viewport", () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (cy.destroyed()) return;
      readable(cy);
      useBoard.getState().set({ camera: { ...cy.pan(), zoom: cy.zoom() } });
    }, 150);
  });
  return cy;
}
