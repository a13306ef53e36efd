/** Doing something with one finding or many: decide, assign, put into a case. Each takes a reason; a decision can be taken back. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useRef, useState } from "react";
import { ask, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { IntoCase } from "../../panels/intocase";
import { Reason } from "../../parts";
import { Assign, Decide } from "./asks";
import { words } from "./words";

export type Act = "confirm" | "dismiss" | "reopen" | "assign" | "case";
export interface Deed {
  act: Act;
  ids: string[];
}
const VERDICT = { confirm: "confirmed", dismiss: "dismissed", reopen: "open" } as const;

/** One after the other, so that a refusal of one leaves the others done and is told. */
async function each(ids: readonly string[], todo: (id: string) => Promise<unknown>, told: (done: number) => void) {
  const failed: Error[] = [];
  const done: string[] = [];
  for (const id of ids) {
    try {
      await todo(id);
      done.push(id);
    } catch (error) {
      failed.push(error as Error);
    }
    told(done.length + failed.length);
  }
  return { done, failed };
}

export function Deciding({ deed, close, suspected }: { deed: Deed; close: (done?: boolean) => void; suspected?: string | undefined }) {
  const w = useWords(words);
  const me = useMe();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [at, setAt] = useState(0);
  const decided = useRef(false);
  const [person, setPerson] = useState("");
  const n = deed.ids.length;
  if (deed.act === "case") return <IntoCase things={deed.ids} suspected={suspected} close={() => close()} />;
  const act = deed.act;

  const undo = async (ids: string[]) => {
    const { done } = await each(ids, (id) => ask(Decide, { id, verdict: "open", reason: w.undoReason }), () => undefined);
    void message.success(w.undone(done.length));
    await client.invalidateQueries();
  };
  const send = async (reason: string) => {
    const todo = act === "assign" ? (id: string) => ask(Assign, { id, person: person.trim(), reason }) : (id: string) => ask(Decide, { id, verdict: VERDICT[act], reason });
    const { done, failed } = await each(deed.ids, todo, setAt);
    decided.current = done.length > 0 && act !== "assign";
    if (done.length === 0 && failed[0]) throw failed[0];
    if (failed[0]) void message.warning(w.failed(failed.length, failed[0].message));
    const again = act === "confirm" || act === "dismiss";
    void message.success(
      <span>
        {w.done(done.length)}
        {again && (
          <Button type="link" size="small" onClick={() => void undo(done)}>
            {w.undo}
          </Button>
        )}
      </span>,
      8,
    );
    await client.invalidateQueries();
  };
  const title = { confirm: w.confirmTitle, dismiss: w.dismissTitle, reopen: w.reopenTitle, assign: w.assignTitle }[act](n);
  const more = { confirm: w.confirmMore, dismiss: w.dismissMore, reopen: w.reopenMore, assign: "" }[act];
  return (
    <Reason title={title} more={at > 0 && n > 1 ? w.working(at, n) : more} act={{ confirm: w.confirm, dismiss: w.dismiss, reopen: w.reopen, assign: w.assign }[act]} danger={act === "dismiss"} may={act === "assign"} ready={act !== "assign" || person.trim() !== ""} close={() => close(decided.current)} send={send}>
      {act === "assign" && (
        <div className="row">
          <Input autoFocus aria-label={w.person} placeholder={w.person} value={person} maxLength={100} onChange={(e) => setPerson(e.target.value)} />
          <Button onClick={() => setPerson(me.name)}>{w.toMe}</Button>
        </div>
      )}
    </Reason>
  );
}
