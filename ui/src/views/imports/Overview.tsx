/** What is loaded, newest first; beside it the way in: sending a file, one's own files, the jobs that load and undo. */
import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { count, minute } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Empty, Header, Icon, Panel } from "../../parts";
import { ImportsList, ImportsMappings, ImportsState } from "./documents";
import { Incoming } from "./Incoming";
import { RecentJobs } from "./RecentJobs";
import type { Loaded } from "./types";
import { Undoing } from "./Undoing";
import { commonest } from "./utils";
import { words } from "./words";

const PAGE = 50;
const MOST = 200; // that one answer holds

export function Overview() {
  const w = useWords(words);
  const me = useMe();
  const [size, setSize] = useState(PAGE);
  const of = useAsk(ImportsList, { first: size }, { placeholderData: (before) => before });
  const sends = may(me, "submit");
  return (
    <>
      <Header title={w.title}><StateTags /></Header>
      <div className={sends ? "imp-grid" : "imp-grid alone"}>
        <Panel plain title={w.loaded} sub={of.data && w.shown(of.data.imports.nodes.length, of.data.imports.total)}>
          <Answered of={of} lines={10}>
            {({ imports }) =>
              imports.nodes.length ? (
                <>
                  <LoadedTable rows={imports.nodes} />
                  {imports.total > size && size < MOST && (
                    <div className="imp-more"><Button size="small" onClick={() => setSize(Math.min(MOST, size + PAGE))}>{w.loadMore} · {w.shown(imports.nodes.length, imports.total)}</Button></div>
                  )}
                </>
              ) : (
                <Empty icon="import" title={w.none}><p>{w.noneMore}</p></Empty>
              )
            }
          </Answered>
        </Panel>
        {sends && (
          <div className="col">
            <Incoming />
            <RecentJobs />
          </div>
        )}
      </div>
    </>
  );
}

function StateTags() {
  const w = useWords(words);
  const { data } = useAsk(ImportsState, {});
  if (!data) return null;
  const { asOf, seq, graphIsUp, graphIsBehind, problem } = data.state;
  return (
    <>
      {asOf && <span className="t3 nw">{w.asOf(minute(asOf))} · {w.entries(count(seq))}</span>}
      {!graphIsUp ? <span className="tag red" title={problem ?? ""}>{w.graphDown}</span> : graphIsBehind && <span className="tag amber">{w.behind}</span>}
    </>
  );
}

function LoadedTable({ rows }: { rows: readonly Loaded[] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const shipped = useAsk(ImportsMappings, {}, { enabled: may(useMe(), "submit"), staleTime: Infinity });
  const named = (name: string) => shipped.data?.mappings.find((m) => m.name === name)?.label[lang] ?? name;
  const go = useNavigate();
  const undoes = may(useMe(), "jobs");
  const [undoing, undo] = useState<Loaded>();
  return (
    <div className="imp-scroll">
      {undoing && <Undoing id={undoing.id} file={undoing.file} close={() => undo(undefined)} started={() => undefined} />}
      <table className="tb imp-list">
        <thead>
          <tr>
            <th>{w.file}</th>
            <th className="num">{w.rows}</th>
            <th className="num">{w.rejectedRows}</th>
            <th>{w.whatIn}</th>
            <th>{w.mapping}</th>
            <th>{w.hash}</th>
            <th>{w.when}</th>
            {undoes && <th><span className="sr">{w.undo}</span></th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id} onClick={() => void go(`/imports/${one.id}`)} style={{ cursor: "pointer" }}>
              <td className="imp-file">
                <Link to={`/imports/${one.id}`} className="b ell" style={{ display: "block" }} title={one.file} onClick={(e) => e.stopPropagation()}>{one.file}</Link>
                {one.source && <span className="t3 fs12">{w.madeFrom(one.source)}</span>}
              </td>
              <td className="num">{count(one.rows)}</td>
              <td className={one.rejected ? "num up b" : "num t3"}>{count(one.rejected)}</td>
              <td><Counts of={one.counts as Record<string, number>} /></td>
              <td className="t2" title={one.mapping}>{named(one.mapping)}</td>
              <td className="hash" title={one.sha256}>{one.sha256.slice(0, 8)}…</td>
              <td className="t2">{minute(one.finished)}</td>
              {undoes && (
                <td onClick={(e) => e.stopPropagation()}>
                  <button type="button" className="iconbutton" title={w.undo} aria-label={w.undoOne(one.file)} onClick={() => undo(one)}>
                    <Icon name="undo" small />
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Counts({ of }: { of: Record<string, number> }) {
  const w = useWords(words);
  const { kinds, kind, link } = useVocabulary();
  const all = Object.keys(of).length;
  const some = commonest(of, 2);
  return (
    <span className="t2 fs12">
      {some.map(([name, n]) => `${kinds.has(name) ? kind(name) : link(name)} ${count(n)}`).join(" · ")}
      {all > some.length && <span className="t3"> {w.moreKinds(all)}</span>}
    </span>
  );
}
