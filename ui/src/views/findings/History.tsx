/** All that was done with a finding, in order, and a comment on it. */
import { Button, Input } from "antd";
import { useState } from "react";
import { may, useDo, useMe } from "../../core/api";
import type { FindingsOneQuery } from "../../core/api/gql/graphql";
import { minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon, partWords } from "../../parts";
import { Comment, PREFIX } from "./asks";
import { ScoreHistory, type Scored } from "./ScoreHistory";
import { words } from "./words";

type Steps = FindingsOneQuery["findingHistory"];

export function History({ id, of, scores }: { id: string; of: Steps; scores: Scored }) {
  const w = useWords(words);
  const p = useWords(partWords);
  const me = useMe();
  return (
    <>
    <ScoreHistory of={scores} />
    <section className="exp-part">
      {of.nodes.length === 0 && <p className="t3">{w.noHistory}</p>}
      {of.total > of.nodes.length && <p className="t3 fs12">{p.more(of.nodes.length, of.total)}</p>}
      {of.nodes.map((one) => (
        <Step key={`${one.act}-${one.seq}`} of={one} />
      ))}
      {may(me, "triage") && <Writing id={id} />}
    </section>
    </>
  );
}

function Step({ of }: { of: Steps["nodes"][number] }) {
  const w = useWords(words);
  const verdict = { open: w.isOpen, confirmed: w.isConfirmed, dismissed: w.isDismissed };
  const said = of.act === "decide" ? w.decidedAs(of.verdict ? verdict[of.verdict] : "") : of.act === "assign" ? w.assignedTo(of.person?.replace(PREFIX, "") ?? "") : w.commented;
  return (
    <article className="exp-step">
      <Icon name={of.act === "decide" ? (of.verdict === "dismissed" ? "no" : "ok") : of.act === "assign" ? "user" : "note"} />
      <div className="row">
        <b>{said}</b>
        <span className="grow" />
        <span className="t3 fs12 nw">
          {of.who.replace(PREFIX, "")} · {minute(of.at)}
        </span>
      </div>
      {of.text && <p>{of.text}</p>}
    </article>
  );
}

function Writing({ id }: { id: string }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const write = useDo(Comment);
  return (
    <form
      className="col"
      style={{ paddingTop: 10 }}
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ id, text: text.trim() }, { onSuccess: () => setText("") });
      }}
    >
      <Input.TextArea aria-label={w.comment} placeholder={w.comment} value={text} maxLength={2000} rows={2} status={write.error ? "error" : ""} onChange={(e) => setText(e.target.value)} />
      <div className="row">
        <span className={write.error ? "up fs12 grow" : "t3 fs12 grow"} role={write.error ? "alert" : undefined}>
          {write.error?.message ?? w.commentHint}
        </span>
        <Button size="small" type="primary" htmlType="submit" disabled={!text.trim()} loading={write.isPending}>
          {w.send}
        </Button>
      </div>
    </form>
  );
}
