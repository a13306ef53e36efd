/** Frozen versions with who made them, when, why and the hash; a new one is made here. */
import { App, Button } from "antd";
import { useState } from "react";
import { may, useAsk, useDo, useMe } from "../../../core/api";
import type { CaseFreezesQuery } from "../../../core/api/gql/graphql";
import { bare, count, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Answered, Empty, Icon, JobLine, Panel, Reason, useJob } from "../../../parts";
import { CaseComment } from "../documents";
import type { Can, File } from "../types";
import { CaseFreezes, CaseStart } from "./documents";
import { words } from "./words";

export type Frozen = CaseFreezesQuery["case"]["freezes"][number];

export const useFreezes = (id: string) => useAsk(CaseFreezes, { id });

export function Freezes({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const asked = useFreezes(of.id);
  const held = asked.data?.case.freezes ?? [];
  return (
    <Panel plain title={w.freezes} sub={asked.data && w.versions(held.length)} acts={held.length > 0 && <Freezing of={of} can={can} again />}>
      <Answered of={asked} lines={3}>
        {() =>
          held.length === 0 ? (
            <Empty icon="freeze" title={w.none}>
              <p>{can.work ? w.noneMore : w.noneRead}</p>
              <Freezing of={of} can={can} />
            </Empty>
          ) : (
            <ol className="case-freezes">{held.map((one) => <Version key={one.id} one={one} />)}</ol>
          )
        }
      </Answered>
    </Panel>
  );
}

function Version({ one }: { one: Frozen }) {
  const w = useWords(words);
  return (
    <li className="case-freeze">
      <div className="row">
        <Icon name="freeze" small />
        <b>{w.version(one.version)}</b>
        <span className="grow ell t2" title={one.why}>{one.why}</span>
        <span className="t3 fs12 nw">{bare(one.who)} · {minute(one.at)}</span>
      </div>
      <div className="t2 fs12">{w.inside(count(one.entities), count(one.links), count(one.findings))}</div>
      {one.lacking > 0 && <div className="fs12 case-warn">{w.lacking(one.lacking)}</div>}
      <Hash label={w.hash} of={one.content} />
    </li>
  );
}

/** A hash told short, copied whole. */
export function Hash({ label, of }: { label: string; of: string }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const copy = () => void navigator.clipboard.writeText(of).then(() => message.success(w.copied));
  return (
    <button type="button" className="case-hash hash" title={of} aria-label={`${label} ${of.slice(0, 12)} … ${of.slice(-6)} ${w.copy}`} onClick={copy}>
      {label} {of.slice(0, 12)} … {of.slice(-6)} <span className="case-copy">{w.copy}</span>
    </button>
  );
}

/** The button that freezes, and the job while it runs. */
export function Freezing({ of, can, again = false }: { of: File; can: Can; again?: boolean }) {
  const w = useWords(words);
  const me = useMe();
  const start = useDo(CaseStart);
  const comment = useDo(CaseComment);
  const [asking, setAsking] = useState(false);
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const live = job && (job.state === "waiting" || job.state === "running");
  if (!can.work || !may(me, "cases")) return null;
  const send = async (reason: string) => {
    const note = (await comment.mutateAsync({ id: of.id, text: reason, corrects: null })).commentCase.seq;
    setId((await start.mutateAsync({ kind: "case-freeze", params: { case: of.id, note } })).startJob.id);
  };
  return (
    <div className="case-job">
      {job && job.state !== "done" && <JobLine job={job} />}
      {!live && <Button size="small" type={again ? "default" : "primary"} icon={<Icon name="freeze" small />} onClick={() => setAsking(true)}>{again ? w.again : w.freeze}</Button>}
      {asking && <Reason title={w.freezeTitle} more={w.freezeMore} act={again ? w.again : w.freeze} close={() => setAsking(false)} send={send} />}
    </div>
  );
}
