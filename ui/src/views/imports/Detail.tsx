/** One import: where it comes from, what it changed, what it rejected; it can be undone whole. */
import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { count, second } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Empty, Export, Header, Icon, JobLine, Panel, useJob } from "../../parts";
import { KindTable, Tiles } from "./Changes";
import { ImportsDiff, ImportsMappings, ImportsRejected } from "./documents";
import { Reasons, RejectedTable } from "./RejectedTable";
import type { Diff } from "./types";
import { Undoing } from "./Undoing";
import { words } from "./words";

export function Detail() {
  const w = useWords(words);
  const { id = "" } = useParams();
  const of = useAsk(ImportsDiff, { id });
  return (
    <>
      <Header title={of.data?.importDiff.import.file ?? w.detail} crumbs={<><Link to="/imports">{w.title}</Link> /</>}>
        {of.data && <span className={of.data.importDiff.inForce ? "tag green" : "tag"}>{of.data.importDiff.inForce ? w.inForce : w.undone}</span>}
      </Header>
      <Answered of={of} lines={9}>{({ importDiff }) => <Body of={importDiff} />}</Answered>
    </>
  );
}

function Body({ of }: { of: Diff }) {
  const w = useWords(words);
  return (
    <div className="imp-detail">
      <div className="col">
        <Panel plain title={w.brought} sub={w.broughtSub}>
          <Tiles records={of.records} rejected={of.import.rejected} />
          <div style={{ height: 12 }} />
          <KindTable records={of.records} />
        </Panel>
        <Rejects of={of} />
      </div>
      <div className="col">
        <Facts of={of} />
        <MappingText name={of.import.mapping} />
      </div>
    </div>
  );
}

function Facts({ of: { import: one, inForce } }: { of: Diff }) {
  const w = useWords(words);
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const [job, setJob] = useState<string>();
  const seen = useJob(job);
  const rows = [[w.importId, one.id], [w.file, one.file], [w.hash, one.sha256], [w.mapping, one.mapping], [w.mappingHash, one.mappingSha256]] as const;
  return (
    <Panel title={w.facts} acts={inForce && may(me, "jobs") && !job && <Button size="small" danger icon={<Icon name="undo" small />} onClick={() => setAsking(true)}>{w.undo}</Button>}>
      <div className="col" style={{ gap: 12 }}>
        {seen && <JobLine job={seen} />}
        <dl className="facts">
          {rows.map(([label, value]) => [<dt key={label}>{label}</dt>, <dd key={`${label}-v`} className={value.length > 40 ? "hash" : ""}>{value}</dd>])}
          <dt>{w.counted}</dt>
          <dd>{count(one.rows)} · {w.rejectedTotal} <span className={one.rejected ? "up b" : ""}>{count(one.rejected)}</span> · {w.ignored(count(one.ignored))}</dd>
          <dt>{w.finished}</dt>
          <dd>{second(one.finished)}</dd>
          {one.source && [<dt key="s">{w.source}</dt>, <dd key="sv"><Link to={`/imports/${one.source}`}>{one.source}</Link></dd>]}
        </dl>
      </div>
      {asking && <Undoing id={one.id} file={one.file} close={() => setAsking(false)} started={setJob} />}
    </Panel>
  );
}

const PAGE = 50;

function Rejects({ of: { import: one, reasons } }: { of: Diff }) {
  const w = useWords(words);
  const [size, setSize] = useState(PAGE);
  const [reason, setReason] = useState<string>();
  const rows = useAsk(ImportsRejected, { id: one.id, first: size }, { enabled: reasons.length > 0, placeholderData: (before) => before });
  if (!reasons.length) return <Panel plain title={w.rejects}><Empty icon="ok" title={w.noRejects}><p>{w.noRejectsMore}</p></Empty></Panel>;
  return (
    <Panel plain title={w.rejects} sub={rows.data && w.rejectsSub(rows.data.rejectedRows.nodes.length, rows.data.rejectedRows.total)} acts={<Export of={ImportsRejected} variables={{ id: one.id, first: 200 }} name={`${one.id}-rejected`} label={w.saveCsv} />}>
      <Reasons of={reasons} chosen={reason} choose={setReason} />
      <Answered of={rows}>
        {({ rejectedRows }) => (
          <>
            <div className="imp-scroll"><RejectedTable wide rows={reason ? rejectedRows.nodes.filter((r) => r.reason === reason) : rejectedRows.nodes} /></div>
            {rejectedRows.pageInfo.hasNextPage && size < 200 && <div className="imp-more"><Button size="small" onClick={() => setSize(200)}>{w.loadMore} · {w.shown(rejectedRows.nodes.length, rejectedRows.total)}</Button></div>}
          </>
        )}
      </Answered>
    </Panel>
  );
}

function MappingText({ name }: { name: string }) {
  const w = useWords(words);
  const me = useMe();
  const lang = useLang((s) => s.lang);
  const of = useAsk(ImportsMappings, {}, { enabled: may(me, "submit"), staleTime: Infinity });
  const found = of.data?.mappings.find((m) => m.name === name);
  if (!found) return null;
  return (
    <Panel plain title={w.mapText} sub={found.label[lang]}>
      <pre className="imp-textview">{found.text}</pre>
    </Panel>
  );
}
