/** Choosing what goes out, and the job that makes it. */
import { Button, Checkbox, Select, Segmented, Tooltip } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { may, useDo, useMe } from "../../../core/api";
import { minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Empty, Icon, JobLine, Panel, Reason, useJob, type JobSeen } from "../../../parts";
import { CaseStart } from "../difference/documents";
import type { Frozen } from "../difference/Freezes";
import { CaseComment } from "../documents";
import type { File } from "../types";
import type { Held } from "./documents";
import type { Way } from "../ledger/sides";
import type { Tab } from "../Tabs";
import { asked, changed, type Choice } from "./choice";
import { words } from "./words";

interface Props {
  of: File;
  held: Held;
  last: Frozen | undefined;
  refused: string | undefined;
  way: Way;
  turn: (tab: Tab) => void;
}
type Kind = "case-export" | "case-seal";
const SELF = "self-issued"; // of what a seal or a stamp says of itself
const standing = (said: unknown, what: string) => String(said ?? "").includes(what);
const FIRST = ["pdf", "xlsx"];
const first = (view: string | null, of: File, formats: string[]): Choice => (view && of.views.nodes.some((v) => v.id === view) ? { scope: "seen", view, formats } : { scope: "whole", formats });

export function Taking({ of, held, last, refused, way, turn }: Props) {
  const w = useWords(words);
  const me = useMe();
  const formats = held.caseExportFormats;
  const shown = useSearchParams()[0].get("view"); // the board's, when one comes from there
  const [choice, setChoice] = useState<Choice>(() => first(shown, of, FIRST.filter((n) => formats.some((f) => f.name === n))));
  const [clear, setClear] = useState(false);
  const [why, setWhy] = useState<Kind>();
  const [id, setId] = useState<string>();
  const job = useJob(id);
  const start = useDo(CaseStart);
  const comment = useDo(CaseComment);
  const live = !!job && (job.state === "waiting" || job.state === "running");
  const ready = choice.formats.length > 0 && (choice.scope === "whole" || !!choice.view);
  if (refused || !last)
    return (
      <Panel plain title={w.take}>
        <Empty icon={refused ? "lock" : "freeze"} title={refused ?? w.notFrozen}>
          {!refused && <><p>{w.notFrozenMore}</p><Button onClick={() => turn("difference")}>{w.toFreeze}</Button></>}
        </Empty>
      </Panel>
    );
  const go = async (kind: Kind, reason = "") => {
    const note = reason ? (await comment.mutateAsync({ id: of.id, text: reason, corrects: null })).commentCase.seq : undefined;
    setId((await start.mutateAsync({ kind, params: asked(of.id, choice, way, note) })).startJob.id);
  };
  const press = (kind: Kind) => (clear ? setWhy(kind) : void go(kind).catch(() => undefined));
  return (
    <Panel title={w.take} sub={w.of(last.version, minute(last.at))}>
      <div className="take">
        <Scope of={of} choice={choice} set={setChoice} />
        <fieldset className="take-formats">
          <legend>{w.formats} <span className="t3">{w.chosen(choice.formats.length)}</span></legend>
          <span className="row take-all">
            <button type="button" className="textbutton fs12" onClick={() => setChoice({ ...choice, formats: formats.map((f) => f.name) })}>{w.all}</button>
            <button type="button" className="textbutton fs12" onClick={() => setChoice({ ...choice, formats: [] })}>{w.none}</button>
          </span>
          <Checkbox.Group className="take-list" value={[...choice.formats]} onChange={(names) => setChoice({ ...choice, formats: names as string[] })}>
            {formats.map((f) => <Tooltip key={f.name} title={f.about}><Checkbox value={f.name}>{f.label}</Checkbox></Tooltip>)}
          </Checkbox.Group>
        </fieldset>
        <div className="take-scope">
          <span className="t3 fs12">{w.counting}</span>
          <span className="t2 fs12">{changed(way) ? w.changed(changed(way)) : w.usual}</span>
          <button type="button" className="textbutton fs12" onClick={() => turn("ledger")}>{w.toLedger}</button>
        </div>
        {may(me, "unmask") && (
          <Checkbox checked={clear} onChange={(e) => setClear(e.target.checked)}>{w.clear} <span className="t3 fs12">{w.clearHint}</span></Checkbox>
        )}
        {start.error && <p className="up fs12" role="alert">{start.error.message}</p>}
        <div className="take-acts">
          <Button type="primary" icon={<Icon name="download" small />} disabled={!ready || live} onClick={() => press("case-export")}>{w.export(choice.formats.length)}</Button>
          <Button icon={<Icon name="lock" small />} disabled={!ready || live} onClick={() => press("case-seal")}>{w.sealAct}</Button>
          <Tooltip title={`${w.sealMore} ${w.sealClear}`}><span className="t3" tabIndex={0} role="img" aria-label={w.sealMore}><Icon name="help" small /></span></Tooltip>
        </div>
        {job && <JobLine job={job} />}
        {job?.state === "done" && job.kind === "case-seal" && <Sealed job={job} />}
      </div>
      {why && <Reason title={w.clear} more={w.clearHint} act={why === "case-seal" ? w.sealAct : w.export(choice.formats.length)} close={() => setWhy(undefined)} send={(reason) => go(why, reason)} />}
    </Panel>
  );
}

function Scope({ of, choice, set }: { of: File; choice: Choice; set: (choice: Choice) => void }) {
  const w = useWords(words);
  const views = of.views.nodes;
  return (
    <div className="take-scope">
      <span className="t3 fs12">{w.scope}</span>
      <Segmented size="small" value={choice.scope} onChange={(scope) => set({ ...choice, scope })} options={[{ value: "whole" as const, label: w.whole }, { value: "seen" as const, label: w.seen, disabled: views.length === 0 }]} />
      {views.length === 0 && <Link className="fs12" to={`/board?case=${of.id}`}>{w.noViews}</Link>}
      {choice.scope === "seen" && <Select size="small" className="take-view" aria-label={w.seenWhich} placeholder={w.seenWhich} value={choice.view ?? null} onChange={(view: string | null) => view && set({ ...choice, view })} options={views.map((v) => ({ value: v.id, label: w.view(v.title, v.version) }))} />}
    </div>
  );
}

/** Whose seal it bears and whether anybody stamped it, in plain words. */
function Sealed({ job }: { job: JobSeen }) {
  const w = useWords(words);
  const made = (job.result ?? {}) as Record<string, unknown>;
  return (
    <dl className="facts take-sealed">
      <dt>{w.signature}</dt>
      <dd>{standing(made.seal, SELF) ? w.standing_self : w.standing_own}</dd>
      <dt>{w.stamp}</dt>
      <dd>{standing(made.stamp, SELF) ? w.stamp_none : String(made.stamp ?? "")}</dd>
      <dt>{w.fingerprint}</dt>
      <dd className="hash">{String(made.fingerprint ?? "")}</dd>
      <dt>{w.hash}</dt>
      <dd className="hash">{String(made.sha256 ?? "")}</dd>
    </dl>
  );
}
