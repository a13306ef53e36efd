/** A job that is watched: asked each second until it has ended; then everything on screen is asked again. */
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { graphql, useAsk, useDo } from "../../core/api";
import type { JobNowQuery } from "../../core/api/gql/graphql";
import { useVocabulary } from "../../core/api/ontology";
import { percent } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon } from "../Icon";
import { ENDED, lasted, share } from "./duration";
import { words } from "./words";

export const JobNow = graphql(`query JobNow($id: ID!) { job(id: $id) { id kind label params who at state done total words started ended exit result why } }`);
const JobStop = graphql(`mutation JobStop($id: ID!) { cancelJob(id: $id) { id state } }`);
export type JobSeen = JobNowQuery["job"];

const TONE: Record<string, string> = { waiting: "", running: "accent", done: "green", failed: "red", cancelled: "", lost: "amber" };
type State = "waiting" | "running" | "done" | "failed" | "cancelled" | "lost";

export function useJob(id: string | undefined): JobSeen | undefined {
  const client = useQueryClient();
  const { data } = useAsk(JobNow, { id: id ?? "" }, { enabled: !!id, refetchInterval: (q) => (q.state.data && ENDED.has(q.state.data.job.state) ? false : 1000) });
  const ended = !!data && ENDED.has(data.job.state);
  const told = useRef("");
  useEffect(() => {
    if (!ended || !id || told.current === id) return;
    told.current = id;
    void client.invalidateQueries();
  }, [ended, id, client]);
  return id ? data?.job : undefined;
}

export function JobState({ state }: { state: string }) {
  const w = useWords(words);
  return <span className={`tag ${TONE[state] ?? ""}`}>{state in TONE ? w[state as State] : state}</span>;
}

/** Seconds as people say them. */
export function useDuration(): (seconds: number | undefined) => string {
  const w = useWords(words);
  return (n) => (n === undefined ? "—" : n < 60 ? w.seconds(n) : n < 3600 ? w.minutes(Math.floor(n / 60), n % 60) : w.hours(Math.floor(n / 3600), Math.floor((n % 3600) / 60)));
}

/** One line with a bar while it runs; why it failed where it did. */
export function JobLine({ job, stop = true }: { job: JobSeen; stop?: boolean }) {
  const w = useWords(words);
  const cancel = useDo(JobStop);
  const said = useDuration();
  const { kinds, links, kind, link } = useVocabulary();
  const doing = job.words ?? ""; // while the graph is written it is a kind's or link's name
  const told = kinds.has(doing) ? kind(doing) : links.has(doing) ? link(doing) : doing;
  const [now, setNow] = useState(() => Date.now());
  const live = !ENDED.has(job.state);
  useEffect(() => {
    if (!live) return;
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, [live]);
  const part = share(job);
  return (
    <div className="col" style={{ gap: 6 }} role="status" aria-live="polite">
      <div className="row">
        <JobState state={job.state} />
        <b className="nw">{job.label}</b>
        <span className="grow ell t2 fs12" title={told}>{live && told}</span>
        <span className="t3 fs12 nw">
          {part !== undefined && live && `${w.part(percent(part, 0))} · `}
          {said(lasted(job, now))}
        </span>
        {live && stop && (
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate({ id: job.id })}>{w.cancel}</Button>
        )}
      </div>
      {live && (
        <div className={part === undefined ? "bar skeleton" : "bar"} role="progressbar" aria-label={job.label} aria-valuemin={0} aria-valuemax={100} {...(part !== undefined && { "aria-valuenow": Math.round(part * 100) })}>
          <i style={{ width: `${(part ?? 0) * 100}%` }} />
        </div>
      )}
      {job.why && <p className="note bad"><Icon name="alert" small /><span>{job.why}</span></p>}
    </div>
  );
}
