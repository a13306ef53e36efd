/** The jobs that load, try and undo: the newest few, watched while they run. */
import { Link } from "react-router";
import { useAsk } from "../../core/api";
import { minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, JobLine, Panel } from "../../parts";
import { ImportsJobs, ImportsUploads } from "./documents";
import { about, loadedFiles } from "./utils";
import { words } from "./words";

const ABOUT: ReadonlySet<string> = new Set(["load", "dry-run", "undo", "form"]);
const LIVE: ReadonlySet<string> = new Set(["waiting", "running"]);
const SHOWN = 5;

export function RecentJobs() {
  const w = useWords(words);
  const uploads = useAsk(ImportsUploads, {});
  const of = useAsk(ImportsJobs, {}, { refetchInterval: (q) => (q.state.data?.jobs.nodes.some((j) => LIVE.has(j.state)) ? 1500 : false) });
  const named = (params: unknown, result: unknown) => loadedFiles(result)[0]?.file ?? uploads.data?.uploads.find((u) => u.id === about(params))?.name ?? about(params);
  return (
    <Panel plain title={w.tasks}>
      <Answered of={of}>
        {({ jobs }) => {
          const some = jobs.nodes.filter((j) => ABOUT.has(j.kind)).slice(0, SHOWN);
          if (!some.length) return <p className="t3" style={{ padding: "12px 16px" }}>{w.noTasks}</p>;
          return (
            <ul>
              {some.map((job) => (
                <li key={job.id} className="imp-job">
                  <JobLine job={job} />
                  <div className="row fs12 t3">
                    <span className="grow ell" title={named(job.params, job.result)}>{named(job.params, job.result)}</span>
                    {job.kind === "load" && job.state === "done" && loadedFiles(job.result)[0] && <Link to={`/imports/${loadedFiles(job.result)[0]!.id}`}>{w.toDetail}</Link>}
                    <span className="nw">{minute(job.at)}</span>
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </Panel>
  );
}
