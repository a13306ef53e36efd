/** The last step: trying every row, loading, and what came of it. */
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useDo } from "../../core/api";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon, JobLine, useJob } from "../../parts";
import { ImportsKeepMapping, ImportsStart } from "./documents";
import type { Check, Choice, Upload } from "./types";
import { loadedFiles, stem } from "./utils";
import { words } from "./words";

interface Props {
  upload: string;
  of: Upload | undefined;
  choice: Choice;
  drafted: string | undefined; // the text to load by, where it is no shipped mapping
  check: Check | undefined;
  job: string | undefined;
  setJob: (id: string | undefined) => void;
}

export function Commit({ upload, of, choice, drafted, check, job, setJob }: Props) {
  const w = useWords(words);
  const { message } = App.useApp();
  const start = useDo(ImportsStart);
  const keep = useDo(ImportsKeepMapping);
  const seen = useJob(job);
  const [going, setGoing] = useState("");
  const run = async (kind: "load" | "dry-run") => {
    setGoing(kind);
    try {
      const params: Record<string, string> = { upload };
      if (choice.how === "shipped") params.mapping = choice.name;
      if (drafted !== undefined) params.own_mapping = (await keep.mutateAsync({ text: drafted, name: stem(of?.name ?? "mapping") })).saveMapping.id;
      setJob((await start.mutateAsync({ kind, params })).startJob.id);
    } catch (error) {
      void message.error((error as Error).message);
    }
    setGoing("");
  };
  if (job)
    return (
      <div className="imp-commit">
        <div className="grow">{seen ? <JobLine job={seen} /> : <span className="t3">{w.loading}</span>}</div>
        {seen && <Ended job={seen} back={() => setJob(undefined)} />}
      </div>
    );
  const rows = check ? check.rows - check.rejected - check.ignored : 0;
  return (
    <div className="imp-commit">
      <span className="t2 grow">{w.commitNote} {of && <span className="hash" title={of.sha256}>{w.hash} {of.sha256.slice(0, 8)} … {of.sha256.slice(-4)}</span>}</span>
      <Link to="/imports"><Button>{w.back}</Button></Link>
      {check && !check.whole && <Button onClick={() => void run("dry-run")} loading={going === "dry-run"} title={w.trialAllHint}>{w.trialAll}</Button>}
      <Button type="primary" disabled={!check || rows <= 0} loading={going === "load"} onClick={() => void run("load")}>
        {check?.whole ? w.load(count(rows)) : w.loadPlain}
      </Button>
    </div>
  );
}

function Ended({ job, back }: { job: NonNullable<ReturnType<typeof useJob>>; back: () => void }) {
  const w = useWords(words);
  if (job.state === "waiting" || job.state === "running") return null;
  const files = job.kind === "load" ? loadedFiles(job.result) : [];
  if (job.state !== "done" || !files.length) return <Button onClick={back}>{w.tryAgain}</Button>;
  return (
    <>
      <span className="tag green"><Icon name="ok" small /> {w.loadedNow}</span>
      {files.slice(0, 1).map((f) => <Link key={f.id} to={`/imports/${f.id}`}><Button type="primary">{w.seeImport(f.id)}</Button></Link>)}
      <Link to="/imports"><Button>{w.back}</Button></Link>
    </>
  );
}
