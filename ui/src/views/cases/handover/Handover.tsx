/** Handing a case over: what the receiver needs and what is lacking; what was sent, with its clock, receipt or return. */
import { Button, Select } from "antd";
import { useState } from "react";
import { useAsk } from "../../../core/api";
import { day } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Answered, Icon, Panel } from "../../../parts";
import type { Can, File } from "../types";
import { CaseChecklist, CaseHandovers, type Checked } from "./documents";
import { Sending } from "./Sending";
import { Sent } from "./Sent";
import { words } from "./words";

type Need = Checked["handoverChecklist"]["needs"][number];

export function Handover({ of, can }: { of: File; can: Can }) {
  const asked = useAsk(CaseHandovers, { id: of.id });
  return (
    <div className="case-side even">
      <Answered of={asked} lines={6}>{(held) => <Preparing of={of} can={can} receivers={held.handoverReceivers} />}</Answered>
      <Answered of={asked} lines={6}>{(held) => <Sent can={can} held={held.case.handovers} />}</Answered>
    </div>
  );
}

function Preparing({ of, can, receivers }: { of: File; can: Can; receivers: readonly { name: string; label: string }[] }) {
  const w = useWords(words);
  const [kind, setKind] = useState(receivers[0]!.name);
  const asked = useAsk(CaseChecklist, { id: of.id, kind }, { placeholderData: (before) => before });
  return (
    <Panel plain title={w.prepare} acts={<Select size="small" className="take-view" aria-label={w.to} value={kind} onChange={setKind} options={receivers.map((r) => ({ value: r.name, label: r.label }))} />}>
      <Answered of={asked} lines={8}>{(held) => <List of={of} can={can} kind={kind} held={held.case} />}</Answered>
    </Panel>
  );
}

function List({ of, can, kind, held }: { of: File; can: Can; kind: string; held: Checked }) {
  const w = useWords(words);
  const [sending, setSending] = useState(false);
  const { due, receiver, needs } = held.handoverChecklist;
  const lacking = needs.filter((n) => n.gap).length;
  return (
    <>
      <p className="case-foot hand-clock"><Icon name="clock" small /> {w.clock(receiver.days, receiver.working)} · {w.due(day(due))}<br />{w.basis} · {receiver.basis}</p>
      <ul className="hand-needs" aria-label={w.needs}>{needs.map((n) => <Line key={`${n.sort}${n.name}`} need={n} />)}</ul>
      {receiver.papers.length > 0 && <div className="hand-papers"><span className="t3 fs12">{w.papers}</span>{receiver.papers.map((p) => <span key={p} className="tag line">{p}</span>)}</div>}
      <div className="case-foot row">
        <span className={`tag ${lacking ? "amber" : "green"}`}>{lacking ? w.lacks(lacking) : w.whole}</span>
        <span className="grow" />
        {can.lead ? <Button type="primary" icon={<Icon name="share" small />} onClick={() => setSending(true)}>{w.send}</Button> : <span>{w.onlyLead}</span>}
      </div>
      {sending && <Sending of={of} kind={kind} held={held} lacking={lacking} close={() => setSending(false)} />}
    </>
  );
}

const SORTS = ["frozen", "element", "export", "sealed", "identifier"] as const;

function Line({ need }: { need: Need }) {
  const w = useWords(words);
  const sort = SORTS.find((s) => s === need.sort);
  return (
    <li className={need.gap ? "hand-need lacks" : "hand-need"}>
      <Icon name={need.gap ? "plus" : "check"} small />
      <span className="grow">{need.label}</span>
      <span className="fs12">{need.gap ?? w.ok}</span>
      {sort && <span className="t3 fs12 hand-sort">{w[sort]}</span>}
    </li>
  );
}
