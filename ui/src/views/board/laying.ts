/** Laying out what is drawn, as an act that can be undone. */
import { App } from "antd";
import { useCallback, useMemo } from "react";
import { settle } from "../../core/board/acts";
import { layout } from "../../core/board/layout";
import type { LayoutName, Place } from "../../core/board/types";
import { visible } from "../../core/board/visible";
import { useWords } from "../../core/words";
import { fit } from "./camera";
import { useBoard } from "./store";
import { words } from "./words";

/** Members of a folded group stand where it stands. */
export function withMembers(things: Record<string, { id: string; group: string | null }>, at: Record<string, Place>) {
  const all = { ...at };
  for (const t of Object.values(things)) if (t.group && at[t.group]) all[t.id] = at[t.group]!;
  return all;
}

export function useLaying() {
  const w = useWords(words);
  const { message } = App.useApp();
  const drawn = useDrawn();
  return useCallback(
    async (name: LayoutName) => {
      try {
        const chosen = useBoard.getState().selection[0];
        const at = await layout(name, drawn, false, chosen);
        const { things } = useBoard.getState().history.board;
        useBoard.getState().do({ act: "layout", values: [w[name]] }, settle(name, withMembers(things, at)));
        requestAnimationFrame(() => fit());
      } catch (error) {
        void message.error((error as Error).message);
      }
    },
    [drawn, message, w],
  );
}

export function useDrawn() {
  const board = useBoard((s) => s.history.board);
  return useMemo(() => visible(board), [board]);
}
