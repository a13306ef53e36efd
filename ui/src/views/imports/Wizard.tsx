/** A file on its way in: which mapping, what each column becomes, what a trial run makes of it, and loading it. */
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useAsk } from "../../core/api";
import { bytes } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Failure, Header, Icon, Loading } from "../../parts";
import { ColumnMap } from "./ColumnMap";
import { Commit } from "./Commit";
import { ImportsCheck, ImportsMappings, ImportsPreview, ImportsProposal, ImportsUploads } from "./documents";
import { Previewed } from "./Previewed";
import { Trial } from "./Trial";
import type { Choice, Preview, Proposal, Upload } from "./types";
import { asked } from "./utils";
import { words } from "./words";

export function Wizard() {
  const w = useWords(words);
  const { upload = "" } = useParams();
  const [part, setPart] = useState<string | null>(null);
  const mine = useAsk(ImportsUploads, {});
  const preview = useAsk(ImportsPreview, { id: upload, part }, { staleTime: Infinity, placeholderData: (before) => before });
  const proposal = useAsk(ImportsProposal, { id: upload, part }, { staleTime: Infinity, placeholderData: (before) => before });
  const of = mine.data?.uploads.find((one) => one.id === upload);
  return (
    <>
      <Header title={of?.name ?? w.title} crumbs={<><Link to="/imports">{w.title}</Link> /</>}>
        {of && <span className="tag nw">{bytes(of.size)}{preview.data && ` · ${w.columns(preview.data.uploadPreview.columns.length)}`}{preview.data?.uploadPreview.part.encoding && ` · ${preview.data.uploadPreview.part.encoding}`}</span>}
      </Header>
      {preview.error && !preview.error.forbidden ? (
        <Empty icon="file" title={w.goneUpload}><p>{preview.error.message}</p><p className="t3">{w.goneUploadMore}</p><Link to="/imports">{w.back}</Link></Empty>
      ) : (
        <Answered of={preview}>
          {({ uploadPreview }) =>
            proposal.data ? <Bench key={upload} upload={upload} of={of} preview={uploadPreview} proposal={proposal.data.mappingProposal} part={part} setPart={setPart} /> : proposal.error ? <Failure error={proposal.error} /> : <Loading lines={8} />
          }
        </Answered>
      )}
    </>
  );
}

interface BenchProps {
  upload: string;
  of: Upload | undefined;
  preview: Preview;
  proposal: Proposal;
  part: string | null;
  setPart: (part: string | null) => void;
}

const first = (proposal: Proposal): Choice => (proposal.fits.some((f) => f.fits) || !proposal.text ? { how: "auto" } : { how: "draft", text: proposal.text });

function Bench({ upload, of, preview, proposal, part, setPart }: BenchProps) {
  const [choice, setChoice] = useState<Choice>(() => first(proposal));
  const [job, setJob] = useState<string>();
  const shipped = useAsk(ImportsMappings, {}, { staleTime: Infinity });
  const variables = { id: upload, ...asked(choice) };
  const trial = useAsk(ImportsCheck, variables, { staleTime: Infinity, enabled: !job, placeholderData: (before) => before });
  const shown = trial.data?.checkMapping;
  const usable = !!trial.data && !trial.isPlaceholderData && !trial.data.checkMapping.problem && trial.data.checkMapping.rows > 0;
  const names = new Set([choice.how === "shipped" ? choice.name : "", ...(shown?.tables ?? [])]);
  const text = "text" in choice ? choice.text : (shipped.data?.mappings ?? []).filter((m) => names.has(m.name)).map((m) => m.text).join("\n");
  return (
    <div className="imp-wizard">
      <Steps now={job ? 4 : usable ? 3 : trial.isFetching ? 3 : 1} />
      <div className="imp-bench">
        <div className="col">
          <ColumnMap {...{ preview, proposal, check: shown, choice, text, part, setPart }} mappings={shipped.data?.mappings ?? []} choose={setChoice} locked={!!job} />
          <Previewed preview={preview} check={shown} />
        </div>
        <div className="col"><Trial of={trial} shown={shown} again={() => void trial.refetch()} /></div>
      </div>
      <Commit {...{ upload, of, choice, job, setJob }} check={usable ? trial.data?.checkMapping : undefined} />
    </div>
  );
}

const STEPS = ["step1", "step2", "step3", "step4", "step5"] as const;

function Steps({ now }: { now: number }) {
  const w = useWords(words);
  return (
    <ol className="imp-steps">
      {STEPS.map((name, i) => (
        <li key={name} className={i < now ? "past" : ""} {...(i === now && { "aria-current": "step" as const })}>
          <b>{i < now ? <Icon name="check" small /> : i + 1}</b>
          {w[name]}
        </li>
      ))}
    </ol>
  );
}
