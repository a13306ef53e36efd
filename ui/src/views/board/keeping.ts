/** The board as a version that stays: with what is seen of it, where it stands, and its camera. */
import { ask } from "../../core/api";
import { visible } from "../../core/board/visible";
import { SaveView } from "./asks";
import type { Saved } from "./load";
import { useBoard } from "./store";

export async function saveView(title: string, file: string | null) {
  const { history, selection, camera, opened } = useBoard.getState();
  const left = visible({ ...history.board, groups: {} }); // folded groups are seen by their members
  const body: Saved = { form: 1, board: history.board, selection, camera, seen: [...left.things, ...left.lines].map((x) => x.id) };
  const { saveView: saved } = await ask(SaveView, { title, body, case: file, parent: opened.view?.id ?? null });
  return { id: saved.id, line: saved.line, version: saved.version };
}
