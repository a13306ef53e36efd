/** Long work: all jobs with their state, what one said and came to, and starting one. */
import { Button, Drawer, Dropdown } from "antd";
import { useState } from "react";
import { useAsk } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Icon, JobLine, JobState, Panel, useDuration, useJob } from "../../parts";
import { lasted } from "../../parts/job/duration";
import { AdminJobKinds, AdminJobLog, AdminJobs } from "./documents";
import { Pager, usePages } from "./Pager";
import { StartJob } from "./StartJob";
import type { Job, JobKind } from "./types";
import { flat, ofFile } from "./utils";
import { words } from "./words";

const PAGE = 25;
const LIVE: ReadonlySet<string> = new Set(["waiting", "running"]);

export function Jobs() {
  const w = useWords(words);
  const pages = usePages();
  const of = useAsk(AdminJobs, { first: PAGE, after: pages.after }, { placeholderData: (before) => before, refetchInterval: (q) => (q.state.data?.jobs.nodes.some((j) => LIVE.has(j.state)) ? 1500 : false) });
  const kinds = useAsk(AdminJobKinds, {});
  const [starting, setStarting] = useState<JobKind>();
  const [open, setOpen] = useState<string>();
  const items = kinds.data?.jobKinds.map((k) => ({ key: k.name, label: k.label, onClick: () => setStarting(k) })) ?? [];
  return (
    <Panel plain title={w.jobs} acts={<Dropdown trigger={["click"]} menu={{ items }} disabled={!items.length}><Button size="small" type="primary" icon={<Icon name="play" small />}>{w.start}</Button></Dropdown>}>
      <Answered of={of} lines={8}>
        {({ jobs }) =>
          jobs.nodes.length ? (
            <>
              <JobTable rows={jobs.nodes} open={setOpen} />
              <Pager {...pages} size={PAGE} shown={jobs.nodes.length} total={jobs.total} next={jobs.pageInfo.hasNextPage ? jobs.pageInfo.endCursor : null} />
            </>
          ) : (
            <Empty icon="clock" title={w.noJobs}><p>{w.noJobsMore}</p></Empty>
          )
        }
      </Answered>
      {starting && <StartJob kind={starting} close={() => setStarting(undefined)} started={setOpen} />}
      {open && <One id={open} close={() => setOpen(undefined)} />}
    </Panel>
  );
}

function JobTable({ rows, open }: { rows: readonly Job[]; open: (id: string) => void }) {
  const w = useWords(words);
  const said = useDuration();
  const { kinds, links, kind, link } = useVocabulary();
  const told = (words: string | null | undefined) => (!words ? "" : kinds.has(words) ? kind(words) : links.has(words) ? link(words) : words);
  const [now] = useState(() => Date.now());
  return (
    <div className="adm-scroll">
      <table className="tb">
        <thead><tr><th>{w.status}</th><th>{w.kind}</th><th>{w.params}</th><th>{w.words}</th><th>{w.starter}</th><th>{w.startedAt}</th><th className="num">{w.took}</th></tr></thead>
        <tbody>
          {rows.map((job) => (
            <tr key={job.id} onClick={() => open(job.id)} style={{ cursor: "pointer" }}>
              <td><JobState state={job.state} /></td>
              <td><button type="button" className="textbutton b" onClick={() => open(job.id)}>{job.label}</button></td>
              <td className="t2 ell adm-subject" title={flat(job.params)}>{ofFile(job.result) || flat(job.params) || <span className="t3">{w.noParams}</span>}</td>
              <td className={job.why ? "up ell adm-subject" : "t2 ell adm-subject"} title={job.why ?? job.words ?? ""}>{job.why ?? told(job.words)}</td>
              <td className="t2">{job.who}</td>
              <td className="t2">{minute(job.at)}</td>
              <td className="num t2">{said(LIVE.has(job.state) ? undefined : lasted(job, now))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function One({ id, close }: { id: string; close: () => void }) {
  const w = useWords(words);
  const job = useJob(id);
  const live = !job || LIVE.has(job.state);
  const log = useAsk(AdminJobLog, { id }, { refetchInterval: live ? 2000 : false });
  return (
    <Drawer open size={640} title={w.jobOf(job?.label ?? "")} onClose={close}>
      <div className="col" style={{ gap: 16 }}>
        {job && <JobLine job={job} />}
        {job && (
          <dl className="facts">
            <dt>{w.starter}</dt><dd>{job.who}</dd>
            <dt>{w.startedAt}</dt><dd>{minute(job.at)}</dd>
            <dt>{w.params}</dt><dd>{flat(job.params) || w.noParams}</dd>
            {job.exit != null && [<dt key="e">{w.status}</dt>, <dd key="ev">{w.exit(job.exit)}</dd>]}
          </dl>
        )}
        {job?.result != null && <div className="col"><h3>{w.result}</h3><pre className="adm-pre">{JSON.stringify(job.result, null, 2)}</pre></div>}
        <div className="col"><h3>{w.log}</h3><Answered of={log}>{({ jobLog }) => (jobLog ? <pre className="adm-pre">{jobLog}</pre> : <p className="t3">{w.noLog}</p>)}</Answered></div>
      </div>
    </Drawer>
  );
}
