/** What was sent: where each stands, its clock, what lacked then, the receipt or why it came back. */
import { Button } from "antd";
import { useState } from "react";
import { useDo } from "../../../core/api";
import type { CaseHandoversQuery } from "../../../core/api/gql/graphql";
import { bare, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Empty, Icon, Panel, Reason } from "../../../parts";
import { Hash } from "../difference/Freezes";
import type { Can } from "../types";
import { CaseHandoverReturn, CaseHandoverWithdraw } from "./documents";
import { Receipt } from "./Receipt";
import { words } from "./words";

type Made = CaseHandoversQuery["case"]["handovers"][number];
const TONE = { sent: "accent", received: "green", returned: "amber", withdrawn: "" } as const;

export function Sent({ can, held }: { can: Can; held: readonly Made[] }) {
  const w = useWords(words);
  return (
    <Panel plain title={w.handovers} sub={w.times(held.length)}>
      {held.length === 0 ? <Empty icon="share" title={w.none}><p>{w.noneMore}</p></Empty> : <ol>{held.map((one) => <One key={one.id} one={one} can={can} />)}</ol>}
    </Panel>
  );
}

function One({ one, can }: { one: Made; can: Can }) {
  const w = useWords(words);
  const [act, setAct] = useState<"receipt" | "return" | "withdraw">();
  const back = useDo(CaseHandoverReturn);
  const withdraw = useDo(CaseHandoverWithdraw);
  const close = () => setAct(undefined);
  const r = one.receipt;
  return (
    <li className="taken-one">
      <div className="row">
        <b className="grow ell" title={one.agency}>{one.agency}</b>
        <span className={`tag ${TONE[one.state]}`}>{w[`state_${one.state}`]}</span>
        {one.state === "sent" && <span className={`tag ${one.overdue ? "red" : ""}`}><Icon name="clock" small />{one.overdue ? w.overdue : w.answerBy(minute(one.due))}</span>}
      </div>
      <div className="t3 fs12">{one.label} · {w.sentBy(bare(one.who), minute(one.at))}</div>
      {one.note && <p className="t2">{one.note}</p>}
      {one.sha256 && <Hash label={w.sha} of={one.sha256} />}
      {one.gaps.length > 0 ? (
        <details className="fs12"><summary className="case-warn">{w.gaps(one.gaps.length)}</summary><ul>{one.gaps.map((g) => <li key={g} className="t2">{g}</li>)}</ul></details>
      ) : (
        <span className="fs12 t3">{w.complete}</span>
      )}
      {r && (
        <p className="fs12">
          {w.got(r.person, r.number, minute(r.at))} <span className={`tag ${r.same == null ? "" : r.same ? "green" : "red"}`}>{r.same == null ? w.unknown : r.same ? w.same : w.different}</span>
        </p>
      )}
      {one.reason && <p className="fs12">{w.reason} · {one.reason}</p>}
      {can.lead && (one.state === "sent" || one.state === "received") && (
        <div className="row hand-acts">
          {one.state === "sent" && <Button size="small" onClick={() => setAct("receipt")}>{w.receipt}</Button>}
          <Button size="small" onClick={() => setAct("return")}>{w.return}</Button>
          {one.state === "sent" && <Button size="small" onClick={() => setAct("withdraw")}>{w.withdraw}</Button>}
        </div>
      )}
      {act === "receipt" && <Receipt id={one.id} close={close} />}
      {act === "return" && <Reason title={`${w.returnTitle} · ${one.agency}`} more={w.returnMore} act={w.return} close={close} send={(reason) => back.mutateAsync({ id: one.id, reason })} />}
      {act === "withdraw" && <Reason title={`${w.withdrawTitle} · ${one.agency}`} more={w.withdrawMore} act={w.withdraw} danger close={close} send={(reason) => withdraw.mutateAsync({ id: one.id, reason })} />}
    </li>
  );
}
