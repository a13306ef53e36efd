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
import { useProblem } from "./RolePick";
import { Trial } from "./Trial";
import type { Choice, Picked, Preview, Proposal, Upload } from "./types";
import { asked, pickedList, textOf } from "./utils";
import { words } from "./words";

export function Wizard() {
  const w = useWords(words);
  const { upload = "" } = useParams();
  const [part, setPart] = useState<string | null>(null);
  const mine = useAsk(ImportsUploads, {});
  const preview = useAsk(ImportsPreview, { id: upload, part }, { staleTime: Infinity, placeholderData: (before) => before });
  const [picked, setPicked] = useState<Picked>({});
  const base = useAsk(ImportsProposal, { id: upload, part, choices: null }, { staleTime: Infinity, placeholderData: (before) => before });
  const proposal = useAsk(ImportsProposal, { id: upload, part, choices: pickedList(picked) }, { staleTime: Infinity, placeholderData: (before) => before });
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
            proposal.data ? <Bench key={upload} upload={upload} of={of} preview={uploadPreview} proposal={whole(proposal.data.mappingProposal, base.data?.mappingProposal)} busy={proposal.isPlaceholderData} {...{ part, setPart, picked, setPicked }} /> : proposal.error ? <Failure error={proposal.error} /> : <Loading lines={8} />
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
  busy: boolean; // the mapping is being drafted anew
  picked: Picked;
  setPicked: (picked: Picked) => void;
  part: string | null;
  setPart: (part: string | null) => void;
}

/** Where one's choices leave no mapping, the columns and what they could be stay those of before. */
const whole = (now: Proposal, base: Proposal | undefined): Proposal => (now.roles.length || !base ? now : { ...now, shape: base.shape, columns: base.columns, roles: base.roles });
const first = (proposal: Proposal): Choice => (proposal.fits.some((f) => f.fits) || !proposal.text ? { how: "auto" } : { how: "draft" });

function Bench({ upload, of, preview, proposal, busy, picked, setPicked, part, setPart }: BenchProps) {
  const [choice, setChoice] = useState<Choice>(() => first(proposal));
  const [job, setJob] = useState<string>();
  const shipped = useAsk(ImportsMappings, {}, { staleTime: Infinity });
  const drafted = textOf(choice, proposal.text);
  const problem = useProblem(proposal);
  const lacking = choice.how === "draft" && !proposal.text; // nothing to try yet
  const variables = { id: upload, ...asked(choice, proposal.text) };
  const trial = useAsk(ImportsCheck, variables, { staleTime: Infinity, enabled: !job && !busy && !lacking, placeholderData: (before) => before });
  const shown = trial.data?.checkMapping;
  const usable = !!trial.data && !trial.isPlaceholderData && !busy && !lacking && !trial.data.checkMapping.problem && trial.data.checkMapping.rows > 0;
  const names = new Set([choice.how === "shipped" ? choice.name : "", ...(shown?.tables ?? [])]);
  const text = drafted ?? (shipped.data?.mappings ?? []).filter((m) => names.has(m.name)).map((m) => m.text).join("\n");
  return (
    <div className="imp-wizard">
      <Steps now={job ? 4 : lacking ? 2 : usable ? 3 : trial.isFetching ? 3 : 1} />
      <div className="imp-bench">
        <div className="col">
          <ColumnMap {...{ preview, proposal, check: shown, choice, text, part, setPart }} mappings={shipped.data?.mappings ?? []} choose={setChoice} locked={!!job} {...{ picked, setPicked }} />
          <Previewed preview={preview} check={lacking ? undefined : shown} />
        </div>
        <div className="col"><Trial of={trial} shown={shown} lacking={lacking ? problem : undefined} again={() => void trial.refetch()} /></div>
      </div>
      <Commit {...{ upload, of, choice, drafted, job, setJob }} check={usable ? trial.data?.checkMapping : undefined} />
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
