/** The board: an entity's, a finding's or a case's graph, laid out by money layer. */
import { useCallback, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { ask, may, useMe, useReach } from "../../core/api";
import { arrive, group as grouped, layers, settle } from "../../core/board/acts";
import { act, begin } from "../../core/board/history";
import { layout } from "../../core/board/layout";
import { EMPTY, type LayoutName } from "../../core/board/types";
import { visible } from "../../core/board/visible";
import { useWords } from "../../core/words";
import { SearchBox } from "../../panels/search";
import { Empty, Failure, Header, Loading, NoRight } from "../../parts";
import type { AskError } from "../../core/api";
import { OneView } from "./asks";
import "./board.css";
import { addressOf, start, type Saved, type Start } from "./load";
import { kept, NOTHING, useBoard, type Opened } from "./store";
import { withMembers } from "./laying";
import { Workplace } from "./Workplace";
import { words, type BoardWords } from "./words";

type Named = Pick<BoardWords, "others" | "parties">;
type Phase = { at: "empty" | "loading" | "gone" | "ready" } | { at: "failed"; error: AskError };

export default function Board() {
  const { search } = useLocation();
  const [times, setTimes] = useState(0);
  const again = useCallback(() => setTimes((n) => n + 1), []);
  const me = useMe();
  const w = useWords(words);
  if (!may(me, "read"))
    return (
      <>
        <Header title={w.title} />
        <NoRight />
      </>
    );
  return <Opening key={`${times} ${search}`} search={search} again={again} />;
}

function Opening({ search, again }: { search: string; again: () => void }) {
  const w = useWords(words);
  const go = useNavigate();
  const [phase, setPhase] = useState<Phase>({ at: "loading" });
  const opened = useBoard((s) => s.opened);
  const away = useReach((s) => s.away) && phase.at === "failed";
  const { others, parties } = w;

  useEffect(() => {
    const stop = new AbortController();
    open(search, { others, parties }, stop.signal).then(
      (at) => !stop.signal.aborted && setPhase({ at }),
      (error: AskError) => !stop.signal.aborted && setPhase({ at: "failed", error }),
    );
    return () => {
      stop.abort();
      useBoard.getState().set({ key: "" });
    };
    // the name of a group is written once, in the language of that time
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [search]);

  useEffect(() => (away ? again : undefined), [away, again]); // once there is a server

  return (
    <>
      <Header title={opened.title && phase.at === "ready" ? opened.title : w.title}>
        {opened.view && phase.at === "ready" ? <span className="tag">{w.version(opened.view.version)}</span> : <span className="tag">{w.autosaved}</span>}
      </Header>
      {phase.at === "ready" && <Workplace />}
      {phase.at === "loading" && (
        <div className="board-start">
          <div>
            <Loading lines={6} />
            <p className="t3" style={{ textAlign: "center" }}>
              {w.loading}
            </p>
          </div>
        </div>
      )}
      {phase.at === "failed" && <Failure error={phase.error} again={again} />}
      {(phase.at === "empty" || phase.at === "gone") && (
        <div className="board-start">
          <div>
            <Empty icon="board" title={phase.at === "empty" ? w.emptyTitle : w.gone}>
              <p>{phase.at === "empty" ? w.emptyMore : w.goneMore}</p>
              <div style={{ width: "100%", textAlign: "left" }}>
                <SearchBox id="find" hint={w.search} size="large" choose={(hit) => void go(`/board?seed=${hit.id}`)} />
              </div>
            </Empty>
          </div>
        </div>
      )}
    </>
  );
}

/** What the address names, as it was left in this browser or anew. */
async function open(search: string, named: Named, signal: AbortSignal): Promise<"empty" | "gone" | "ready"> {
  const address = addressOf(search);
  const store = useBoard.getState();
  const before = await kept(search);
  if (before?.history.board && Object.keys(before.history.board.things).length) {
    store.open(search, before.opened, before.history, { selection: before.selection, camera: before.camera });
    return "ready";
  }
  if (address.view) return opening(address.view, search, signal);
  if (new URLSearchParams(search).has("pattern")) {
    store.open(search, NOTHING, begin());
    return "ready";
  }
  const from = await start(address, signal);
  if (signal.aborted) return "empty";
  if (!from) return address.seed.length || address.finding ? "gone" : "empty";
  await begun(from, search, address.case, named);
  return "ready";
}

async function opening(id: string, search: string, signal: AbortSignal): Promise<"gone" | "ready"> {
  const { view } = await ask(OneView, { id }, signal);
  const body = view.body as Partial<Saved> | null;
  if (body?.form !== 1 || !body.board) return "gone";
  const opened: Opened = { ...NOTHING, title: view.title, case: view.case ?? null, view: { id: view.id, line: view.line, version: view.version } };
  useBoard.getState().open(search, opened, begin({ ...EMPTY, ...body.board }), { selection: body.selection ?? [], camera: body.camera ?? null });
  return "ready";
}

async function begun(from: Start, search: string, file: string | null, { others, parties }: Named): Promise<void> {
  let history = act(begin(), { act: "open", values: [from.title] }, (board) => {
    arrive(from.things, from.lines)(board);
    layers(from.layers)(board);
    for (const { layer, role, ids } of from.folds) grouped(`layer-${layer}`, others(layer < 0 ? parties : role), ids)(board);
  });
  const name: LayoutName = from.layers.length > 1 ? "layers" : "force";
  const at = await layout(name, visible(history.board));
  history = { ...history, board: act({ ...history, done: [] }, { act: "layout", values: [name] }, settle(name, withMembers(history.board.things, at))).board };
  useBoard.getState().open(search, { ...NOTHING, title: from.title, case: file, number: from.number, group: from.group, left: from.left }, begin(history.board));
}
