/** The bell: a quiet number of what is new, and a list that leads there. */
import { Popover } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { graphql, may, useAsk, type Me } from "../../core/api";
import { count, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, gradeOf, Icon, Risk } from "../../parts";
import { endedOf, unread, type Kept, type Notice } from "./kept";
import { watchFindings } from "./live";
import "./notices.css";
import { useNotices } from "./store";
import { words } from "./words";

const Jobs = graphql(`query NoticesJobs { jobs(first: 20) { nodes { id who state ended } } }`);
const OneFinding = graphql(`query NoticesFinding($id: ID!) { finding(id: $id) { id score sentence detector { label } } }`);
const OneJob = graphql(`query NoticesJob($id: ID!) { job(id: $id) { id kind label state why } }`);
const LIVE: ReadonlySet<string> = new Set(["waiting", "running"]);
const [SOON, LATER] = [4_000, 30_000]; // ms: while a job runs, and else
const SHOWN = 20;
const LEADS: Record<string, string> = { detect: "/findings?state=undecided", match: "/review", freeze: "/cases", export: "/cases", seal: "/cases" };

/** What is kept, and whatever comes up meanwhile. */
function useTold(me: Me): Kept {
  const { kept, begin, tell } = useNotices();
  const { who } = me;
  const reads = may(me, "findings");
  useEffect(() => begin(who), [begin, who]);
  useEffect(() => (reads ? watchFindings((id) => tell([{ sort: "finding", id, at: new Date().toISOString() }])) : undefined), [reads, tell]);
  const { data } = useAsk(Jobs, {}, { enabled: may(me, "imports"), refetchInterval: (q) => (q.state.data?.jobs.nodes.some((j) => j.who === who && LIVE.has(j.state)) ? SOON : LATER) });
  useEffect(() => {
    if (data) tell(endedOf(data.jobs.nodes, who, useNotices.getState().kept.since));
  }, [data, tell, who]);
  return kept;
}

export function Bell({ me }: { me: Me }) {
  const w = useWords(words);
  const kept = useTold(me);
  const read = useNotices((s) => s.read);
  const [open, setOpen] = useState(false);
  const n = unread(kept);
  const turn = (to: boolean) => {
    setOpen(to);
    if (!to) read(); // what is unread stays marked while one looks
  };
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} open={open} onOpenChange={turn} content={<List kept={kept} close={() => turn(false)} />} classNames={{ root: "notices-pop" }}>
      <button type="button" className="iconbutton notices-bell" title={w.title} aria-label={n ? w.unread(n) : w.title} aria-expanded={open}>
        <Icon name="bell" />
        {n > 0 && <span className="notices-number" aria-hidden="true">{n > 99 ? "99+" : n}</span>}
      </button>
    </Popover>
  );
}

function List({ kept, close }: { kept: Kept; close: () => void }) {
  const w = useWords(words);
  const shown = kept.notices.slice(0, SHOWN);
  return (
    <section className="notices" aria-label={w.title}>
      <header className="row">
        <b>{w.title}</b>
        <span className="t3 fs12">{w.sub}</span>
      </header>
      {shown.length === 0 && <Empty title={w.none} icon="bell"><p>{w.noneMore}</p></Empty>}
      <ul>
        {shown.map((one) => (
          <li key={`${one.sort} ${one.id}`} className={one.at > kept.read ? "new" : ""}>
            {one.sort === "finding" ? <Finding of={one} close={close} /> : <Job of={one} close={close} />}
          </li>
        ))}
      </ul>
      {kept.notices.length > shown.length && <p className="t3 fs12 notices-more">{w.more(count(kept.notices.length - shown.length))}</p>}
    </section>
  );
}

interface One {
  of: Notice;
  close: () => void;
}

function Finding({ of, close }: One) {
  const w = useWords(words);
  const asked = useAsk(OneFinding, { id: of.id }, { staleTime: Infinity });
  return (
    <Answered of={asked} lines={2}>
      {({ finding }) =>
        finding ? (
          <Link to={`/findings?open=${of.id}`} onClick={close}>
            <span className="row"><Risk grade={gradeOf(finding.score)} scored /><b className="ell grow">{w.found(finding.detector.label)}</b><span className="t3 fs12 nw">{minute(of.at)}</span></span>
            <span className="notices-text">{finding.sentence}</span>
          </Link>
        ) : (
          <span className="t3">{w.gone}</span>
        )
      }
    </Answered>
  );
}

function Job({ of, close }: One) {
  const w = useWords(words);
  const asked = useAsk(OneJob, { id: of.id }, { staleTime: Infinity });
  return (
    <Answered of={asked} lines={1}>
      {({ job }) => (
        <Link to={LEADS[job.kind] ?? "/imports"} onClick={close}>
          <span className="row"><Icon name={job.state === "done" ? "ok" : "alert"} small /><b className="ell grow">{w.ended(job.label, job.state as "done")}</b><span className="t3 fs12 nw">{minute(of.at)}</span></span>
          {job.why && <span className="notices-text">{job.why}</span>}
        </Link>
      )}
    </Answered>
  );
}
