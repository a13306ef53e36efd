/** Doing something with one finding or many: decide, assign, put into a case. Each takes a reason; a decision can be taken back. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useRef, useState } from "react";
import { ask, useAsk, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { IntoCase } from "../../panels/intocase";
import { Reason } from "../../parts";
import { Assign, Decide, People, PREFIX } from "./asks";
import { words } from "./words";

export type Act = "confirm" | "dismiss" | "reopen" | "assign" | "case";
export interface Deed {
  act: Act;
  ids: string[];
}
const VERDICT = { confirm: "confirmed", dismiss: "dismissed", reopen: "open" } as const;

const AT_ONCE = 200; // findings that one question may decide on

/** In lots: what one lot refuses leaves the lots before it done, and says so. */
async function each(ids: readonly string[], todo: (ids: string[]) => Promise<unknown>, told: (done: number) => void): Promise<{ done: string[]; failed: Error | null }> {
  const done: string[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const lot = ids.slice(at, at + AT_ONCE);
    try {
      await todo(lot);
    } catch (error) {
      return { done, failed: error as Error };
    }
    done.push(...lot);
    told(done.length);
  }
  return { done, failed: null };
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
    const { done, failed } = await each(ids, (lot) => ask(Decide, { ids: lot, verdict: "open", reason: w.undoReason }), () => undefined);
    if (failed) void message.error(failed.message);
    else void message.success(w.undone(done.length));
    await client.invalidateQueries();
  };
  const send = async (reason: string) => {
    const todo = act === "assign" ? (ids: string[]) => ask(Assign, { ids, person, reason }) : (ids: string[]) => ask(Decide, { ids, verdict: VERDICT[act], reason });
    const { done, failed } = await each(deed.ids, todo, setAt);
    decided.current = done.length > 0 && act !== "assign";
    if (done.length === 0 && failed) throw failed;
    if (failed) void message.warning(w.failed(n - done.length, failed.message));
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
    <Reason title={title} more={at > 0 && n > 1 ? w.working(at, n) : more} act={{ confirm: w.confirm, dismiss: w.dismiss, reopen: w.reopen, assign: w.assign }[act]} danger={act === "dismiss"} may={act === "assign"} ready={act !== "assign" || person !== ""} close={() => close(decided.current)} send={send}>
      {act === "assign" && (
        <div className="row">
          <Person value={person} pick={setPerson} />
          <Button onClick={() => setPerson(me.name)}>{w.toMe}</Button>
        </div>
      )}
    </Reason>
  );
}

/** One of those who may decide on findings. */
function Person({ value, pick }: { value: string; pick: (name: string) => void }) {
  const w = useWords(words);
  const { data, isPending } = useAsk(People, {}, { staleTime: 60_000 });
  const names = (data?.triagePeople ?? []).map((one) => one.replace(PREFIX, ""));
  return <Select autoFocus showSearch className="grow" aria-label={w.person} placeholder={w.person} loading={isPending} value={value || null} options={names.map((name) => ({ value: name, label: name }))} onChange={pick} />;
}
