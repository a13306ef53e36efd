/** What takes the inspector's place for a while: paths between two, a search by pattern; and what is asked behind the board. */
import { App } from "antd";
import { useState } from "react";
import type { BoardThingFragment } from "../../core/api/gql/graphql";
import { useWords } from "../../core/words";
import { PathsPanel } from "../../panels/paths";
import { PatternPanel } from "../../panels/pattern";
import { QueryDrawer } from "../../panels/query";
import { Among, Flows, PlacedAccounts } from "./asks";
import { bring } from "./expansion";
import { useBoard } from "./store";
import { words } from "./words";

export function Aside({ what, template, close }: { what: "path" | "pattern"; template: string | null; close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const [ends] = useState(() => {
    const { selection, history } = useBoard.getState();
    return selection.flatMap((id) => history.board.things[id] ?? []);
  });
  const show = async (entities: readonly BoardThingFragment[]) => {
    try {
      await bring(entities, w.pathAct);
      const on = new Set(entities.map((e) => e.id));
      const { lines } = useBoard.getState().history.board;
      useBoard.getState().set({ path: [...on, ...Object.values(lines).filter((l) => on.has(l.from) && on.has(l.to)).map((l) => l.id)] });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  const [from, to] = ends;
  return (
    <div className="board-side">
      {what === "path" && from && to && <PathsPanel from={from} to={to} onShow={(entities) => void show(entities as BoardThingFragment[])} onClose={close} />}
      {what === "pattern" && <PatternPanel onOpen={(entities) => void show(entities as BoardThingFragment[])} onClose={close} {...(template ? { template: template as never } : {})} />}
    </div>
  );
}

/** 查看查询: the questions that the board was made of. */
export function Behind({ open, close }: { open: boolean; close: () => void }) {
  const w = useWords(words);
  const { opened, history } = useBoard();
  const ids = Object.keys(history.board.things).slice(0, 2000);
  return (
    <QueryDrawer
      open={open}
      onClose={close}
      of={[
        { title: w.layers, document: String(PlacedAccounts), variables: { group: opened.group, first: 300 } },
        { title: w.tabLines(Object.keys(history.board.lines).length), document: String(Among), variables: { ids } },
        { title: w.timeFilter, document: String(Flows), variables: { ids: ids.filter((id) => history.board.things[id]!.kind === "Account"), step: "week" } },
      ]}
    />
  );
}
