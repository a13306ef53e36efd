/** What has changed since a case was frozen: told line by line, never taken over. */
import { Segmented, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk } from "../../../core/api";
import type { CaseDifferenceQuery, CaseDifferenceSort } from "../../../core/api/gql/graphql";
import { useWords } from "../../../core/words";
import { Answered, Empty, EntityLink, Panel } from "../../../parts";
import type { Can, File } from "../types";
import { CaseDifference } from "./documents";
import { Freezes, useFreezes } from "./Freezes";
import { words } from "./words";

type Told = NonNullable<CaseDifferenceQuery["case"]["difference"]>;
type Line = Told["lines"]["nodes"][number];
const SORTS: CaseDifferenceSort[] = ["added", "gone", "changed"];
const TONE = { added: "green", gone: "red", changed: "amber" } as const;
const PAGE = 100;

export function Difference({ of, can }: { of: File; can: Can }) {
  const freezes = useFreezes(of.id).data?.case.freezes ?? [];
  return (
    <div className={freezes.length ? "case-side" : "case-one narrow"}>
      {freezes.length > 0 && <Since of={of} versions={freezes.map((f) => f.version)} />}
      <Freezes of={of} can={can} />
    </div>
  );
}

function Since({ of, versions }: { of: File; versions: number[] }) {
  const w = useWords(words);
  const [version, setVersion] = useState<number>();
  const [what, setWhat] = useState<CaseDifferenceSort | "all">("all");
  const [size, setSize] = useState(PAGE);
  const since = version ?? versions[0]!;
  const asked = useAsk(CaseDifference, { id: of.id, version: since, what: what === "all" ? null : what, first: size }, { placeholderData: (before) => before, staleTime: 60_000 });
  const told = asked.data?.case.difference;
  return (
    <Panel
      plain
      title={w.difference(since)}
      sub={w.hint}
      acts={versions.length > 1 && <Select size="small" aria-label={w.freezes} value={since} onChange={setVersion} options={versions.map((v) => ({ value: v, label: w.version(v) }))} />}
    >
      <Answered of={asked} lines={8}>
        {() =>
          !told || told.same ? (
            <Empty icon="ok" title={w.same}><p>{w.sameMore(since)}</p></Empty>
          ) : (
            <>
              <div className="case-filter">
                <Segmented size="small" value={what} onChange={setWhat} options={[{ value: "all", label: `${w.all} ${told.added + told.gone + told.changed}` }, ...SORTS.map((s) => ({ value: s, label: `${w[s]} ${told[s]}` }))]} />
                <Sums told={told} />
              </div>
              {told.lines.nodes.length === 0 ? <p className="case-none">{told.added + told.gone + told.changed ? w.nothing : w.onlyThings}</p> : <Table lines={told.lines.nodes} />}
              {told.lines.total > told.lines.nodes.length && <div className="case-foot">{w.shown(told.lines.nodes.length, told.lines.total)} {size < 500 && <button type="button" className="textbutton" onClick={() => setSize(500)}>{w.more}</button>}</div>}
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function Sums({ told }: { told: Told }) {
  const w = useWords(words);
  const parts = [
    [told.thingsAdded.length, w.thingsAdded], [told.thingsGone.length, w.thingsGone], [told.importsAdded.length, w.importsAdded], [told.importsGone.length, w.importsGone], [told.judged, w.judged],
  ] as const;
  return <span className="t3 fs12">{parts.filter(([n]) => n > 0).map(([n, say]) => say(n)).join(" · ")}</span>;
}

function Table({ lines }: { lines: readonly Line[] }) {
  const w = useWords(words);
  return (
    <div className="case-scroll" tabIndex={0} role="region" aria-label={w.what}>
      <table className="tb case-diff">
        <thead>
          <tr><th>{w.what}</th><th>{w.kind}</th><th>{w.thing}</th><th>{w.prop}</th><th>{w.then}</th><th>{w.now}</th><th>{w.rows}</th></tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.what}${line.id}${line.prop ?? ""}`}>
              <td><span className={`tag ${TONE[line.what]}`}>{w[line.what]}</span></td>
              <td className="t2">{line.label}</td>
              <td><Thing line={line} /></td>
              <td className="t2">{line.prop ?? ""}</td>
              <td className="case-value t2">{line.then ?? (line.prop && "—")}</td>
              <td className="case-value">{line.now ?? (line.prop && "—")}</td>
              <td className="case-value t3 fs12">{line.rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Thing({ line }: { line: Line }) {
  const w = useWords(words);
  if (line.entity) return <EntityLink of={line.entity} />;
  if (line.finding) return <Link to={`/findings?open=${line.finding.id}`} title={line.finding.sentence}>{line.finding.detector.label}</Link>;
  if (/^[A-Z_]+$/.test(line.table)) return <span className="hash">{w.link(line.id.slice(-8))}</span>;
  return <span className="t3">{w.missing} <span className="hash">…{line.id.slice(-6)}</span></span>;
}
