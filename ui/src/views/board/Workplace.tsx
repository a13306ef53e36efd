/** The board at work: tools above, filters, the canvas, legend, time and table beneath, the inspector at its side. */
import { App } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { fold, hide, mark, pin } from "../../core/board/acts";
import { BUDGET } from "../../core/board/types";
import { within } from "../../core/board/visible";
import { useLang, useWords } from "../../core/words";
import type { Span } from "../../panels/histogram";
import { Icon } from "../../parts";
import { useLocation, useNavigate } from "react-router";
import { ask } from "../../core/api";
import { Aside, Behind } from "./Aside";
import { Common } from "./asks";
import { fit } from "./camera";
import { Canvas } from "./Canvas";
import { Dialogs, type Dialog } from "./Dialogs";
import { Drawer, type DrawerSize, type DrawerTab } from "./Drawer";
import { bring, useExpansion } from "./expansion";
import { saveView } from "./keeping";
import { commandOf, nextLine, walk, writing, type Command } from "./keys";
import { useDrawn, useLaying } from "./laying";
import { Minimap } from "./Minimap";
import { Side } from "./Side";
import { Filters, Key } from "./Sieve";
import { stage } from "./stage";
import { useBoard } from "./store";
import { centre, saveLines, savePng, saveSvg, saveThings } from "./takeaway";
import { Time } from "./Time";
import { Tool, Toolbar, Views, type View } from "./Toolbar";
import { Whole } from "./Whole";
import { words } from "./words";


export function Workplace() {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { kind, link } = useVocabulary();
  const { message } = App.useApp();
  const store = useBoard();
  const drawn = useDrawn();
  const [span, setSpan] = useState<Span | null>(null);
  const shown = useMemo(() => (span ? within(drawn, span) : drawn), [drawn, span]);
  const many = shown.things.length + shown.lines.length > BUDGET;
  const lay = useLaying();
  const expansion = useExpansion();
  const [tab, setTab] = useState<DrawerTab>("things");
  const [size, setSize] = useState<DrawerSize>(() => (innerHeight < 900 ? "shut" : "low"));
  const [table, setTable] = useState(false);
  const go = useNavigate();
  const [dialog, setDialog] = useState<Dialog>(null);
  const asked = new URLSearchParams(useLocation().search).get("pattern");
  const [aside, setAside] = useState<"path" | "pattern" | null>(asked ? "pattern" : null);
  const of = { drawn, title: store.opened.title || w.title, caseNumber: store.opened.number, w, lang, kind, link };

  const walked = useRef<string>(undefined); // the thing whose lines are walked

  const openOne = useCallback((id: string) => {
    const { groups } = useBoard.getState().history.board;
    if (groups[id]) useBoard.getState().do({ act: "unfold", values: [groups[id].label] }, fold(id, true));
    else useBoard.getState().set({ expanding: id });
  }, []);

  const press = useCallback(
    (command: Command | "freeze" | "history" | "save" | "share" | "query" | "pattern") => {
      const s = useBoard.getState();
      const { things } = s.history.board;
      const chosen = s.selection.filter((id) => things[id]);
      const last = s.history.done.at(-1);
      const next = s.history.undone.at(-1);
      switch (command) {
        case "undo":
          if (last) s.set({ live: w.undone(w.act(last.label.act, ...last.label.values)) });
          return s.undo();
        case "redo":
          if (next) s.set({ live: w.redone(w.act(next.label.act, ...next.label.values)) });
          return s.redo();
        case "pin": {
          const pinned = !chosen.every((id) => things[id]!.pinned);
          return s.do({ act: pinned ? "pin" : "unpin", values: [chosen.length] }, pin(chosen, pinned));
        }
        case "freeze":
          return s.do({ act: "mark", values: [w.frozen, chosen.length] }, mark(chosen, "frozen"));
        case "hide":
          return s.do({ act: "hide", values: [s.selection.length] }, hide(s.selection));
        case "fit":
          return fit();
        case "all":
          return s.select(drawn.things.map((t) => t.id));
        case "back":
          return s.set(s.expanding ? { expanding: null } : s.path.length ? { path: [] } : { selection: [], tool: "select" });
        case "open":
        case "expand":
          return chosen[0] ? openOne(chosen[0]) : s.selection[0] ? openOne(s.selection[0]) : undefined;
        case "select":
        case "pan":
        case "box":
        case "lasso":
          return s.set({ tool: command });
        case "history":
          setTab("history");
          return setSize((now) => (now === "shut" ? "low" : now));
        case "path":
          return chosen.length === 2 ? setAside("path") : void message.info(w.select2);
        case "pattern":
          return setAside((now) => (now === "pattern" ? null : "pattern"));
        case "line": {
          if (chosen.length === 1) walked.current = chosen[0];
          const line = stage.cy && walked.current && nextLine(stage.cy, walked.current, s.selection[0]);
          if (!line) return;
          const ends = stage.cy!.getElementById(line).connectedNodes().map((n) => n.data("label") as string);
          s.select([line]);
          return s.set({ live: w.selectedOne(ends.join(" — ")) });
        }
        case "mark":
          return chosen.length ? setDialog("mark") : undefined;
        default:
          return setDialog(command);
      }
    },
    [drawn, message, openOne, w],
  );

  const { expanding } = store;
  useEffect(() => {
    if (expanding) return () => document.querySelector<HTMLElement>("[data-testid=canvas]")?.focus({ preventScroll: true }); // from where keys go on
  }, [expanding]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (writing(event.target)) return;
      const command = commandOf(event);
      const onCanvas = document.activeElement?.closest(".board-canvas") != null;
      if (event.key.startsWith("Arrow") && onCanvas && stage.cy) {
        const next = walk(stage.cy, useBoard.getState().selection[0], event.key);
        if (next) {
          useBoard.getState().select([next]);
          useBoard.getState().set({ live: w.selectedOne(stage.cy.getElementById(next).data("label") as string) });
          centre(next);
        }
      } else if (command && (command !== "open" || onCanvas)) press(command);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [press, w]);

  useEffect(() => {
    const cy = stage.cy;
    const { camera } = useBoard.getState();
    if (cy && camera) cy.viewport({ zoom: camera.zoom, pan: camera });
    else fit();
  }, [store.key]);

  const look = (view: View) => {
    if (view === "sankey") void go(`/money?group=${store.opened.group.join(",")}`);
    else setTable(view === "table");
  };

  const common = async () => {
    const ids = store.selection.filter((id) => store.history.board.things[id]);
    try {
      const { commonNeighbours } = await ask(Common, { ids });
      const added = await bring(commonNeighbours.nodes, w.common);
      store.set({ live: added ? w.added(added, commonNeighbours.total - commonNeighbours.nodes.length) : w.nothingNew });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };

  const seenOut = async () => {
    const { opened } = store;
    const title = opened.title || w.title;
    try {
      const view = await saveView(title, opened.case);
      store.set({ opened: { ...opened, title, view } });
      void go(`/cases/${opened.case}?tab=exports&view=${view.id}`);
    } catch (error) {
      void message.error((error as Error).message);
    }
  };

  const exports = {
    items: [
      { key: "png", label: w.png, onClick: () => void savePng(of) },
      { key: "svg", label: w.svg, onClick: () => saveSvg(of) },
      { key: "things", label: w.csvThings, onClick: () => saveThings(of) },
      { key: "lines", label: w.csvLines, onClick: () => saveLines(of) },
      { type: "divider" as const },
      { key: "seen", label: store.opened.case ? w.seenOut : w.seenOutNone, disabled: !store.opened.case, onClick: () => void seenOut() },
    ],
  };
  return (
    <div className="board">
      <Toolbar drawn={drawn.things.length + drawn.lines.length} lay={(name) => void lay(name)} press={press} exports={exports} more={<Views now={table ? "table" : "graph"} pick={look} group={store.opened.group.length > 0} />} />
      <Filters drawn={drawn} />
      <div className="board-middle">
        <div className="board-main">
      <div className="board-stage" hidden={table}>
        {many ? (
          <Whole drawn={shown} />
        ) : (
          <>
            <Canvas drawn={shown} onOpen={openOne} />
            <Minimap drawn={shown} />
          </>
        )}
        <div className="popover board-zoom">
          <Tool icon="plus" label={w.zoomIn} press={() => stage.cy?.zoom({ level: stage.cy.zoom() * 1.25, renderedPosition: { x: stage.cy.width() / 2, y: stage.cy.height() / 2 } })} />
          <Tool icon="minus" label={w.zoomOut} press={() => stage.cy?.zoom({ level: stage.cy.zoom() / 1.25, renderedPosition: { x: stage.cy.width() / 2, y: stage.cy.height() / 2 } })} />
          <Tool icon="fit" label={w.fit} keys="F" press={() => fit()} />
        </div>
        {expansion}
      </div>
      <Key drawn={drawn} />
      <Time preview={setSpan} />
      <Drawer drawn={shown} tab={tab} setTab={setTab} size={table ? "full" : size} setSize={setSize} />
      <div className="board-live" id="board-live" role="status" aria-live="polite">
        <Icon name="ok" small />
        {store.live || (store.opened.left > 0 ? w.left(store.opened.left) : w.selected(store.selection.length))}
      </div>
        </div>
        {aside ? (
          <Aside what={aside} template={asked} close={() => setAside(null)} />
        ) : (
          <Side drawn={drawn} open={(what) => (what === "path" ? press("path") : setDialog(what))} common={() => void common()} />
        )}
      </div>
      <Dialogs open={dialog} close={() => setDialog(null)} />
      <Behind open={dialog === "query"} close={() => setDialog(null)} />
    </div>
  );
}
