/** How the system is: the lake's log, the graph that follows it, what there is of each kind. */
import { Link } from "react-router";
import { useVocabulary } from "../../core/api/ontology";
import { may, useAsk, useMe } from "../../core/api";
import { count, minute, second } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Icon, KindIcon, Panel } from "../../parts";
import { AdminCounts, AdminState } from "./documents";
import { useNames } from "./names";
import { words } from "./words";

export function State() {
  const w = useWords(words);
  const me = useMe();
  const { right, role } = useNames();
  const of = useAsk(AdminState, {}, { refetchInterval: 15_000 });
  return (
    <>
      <Answered of={of} lines={3}>
        {({ state, imports }) => (
          <>
            <dl className="adm-tiles">
              <Tile label={w.graph} value={state.graphIsUp ? w.up : w.down} note={state.graphIsBehind ? w.behind : w.level} tone={state.graphIsUp ? (state.graphIsBehind ? "amber" : "green") : "red"} />
              <Tile label={w.log_} value={count(state.seq)} />
              <Tile label={w.asOf} value={minute(state.asOf)} />
              <Tile label={w.imports} value={count(imports.total)} note={imports.nodes[0] ? <Link to={`/imports/${imports.nodes[0].id}`} title={imports.nodes[0].file}>{w.lastImport} {second(imports.nodes[0].finished)}</Link> : undefined} />
            </dl>
            {state.problem && <p className="note bad" role="alert"><Icon name="alert" small /><span>{state.problem}</span></p>}
            <p className="t3 fs12">{w.healthMore}</p>
          </>
        )}
      </Answered>
      {may(me, "read") && <Amounts />}
      <Panel title={w.yourRights} sub={me.roles.map((r) => role(r.name)).join(" · ")}>
        <span className="adm-tags">{me.rights.map((r) => <span key={r} className="tag">{right(r)}</span>)}</span>
      </Panel>
    </>
  );
}

function Tile({ label, value, note, tone = "" }: { label: string; value: string; note?: React.ReactNode; tone?: string }) {
  return (
    <div className="panel adm-tile">
      <dt>{label}</dt>
      <dd>{value}</dd>
      {note != null && <dd style={{ fontSize: 12, lineHeight: "20px", fontWeight: 400 }}>{tone ? <span className={`tag ${tone}`}>{note}</span> : note}</dd>}
    </div>
  );
}

function Amounts() {
  const w = useWords(words);
  const { kinds, kind, link } = useVocabulary();
  const of = useAsk(AdminCounts, {});
  return (
    <Answered of={of}>
      {({ counts }) => (
        <div className="adm-two">
          {([[w.entities, counts.kinds, kind], [w.relations, counts.links, link]] as const).map(([title, rows, named]) => (
            <Panel key={title} plain title={title} sub={`${w.total} ${count(rows.reduce((n, r) => n + r.count, 0))}`}>
              <table className="tb">
                <tbody>
                  {[...rows].sort((a, b) => b.count - a.count).map((r) => (
                    <tr key={r.name}>
                      <td><span className="row" style={{ gap: 6 }}>{kinds.has(r.name) && <KindIcon kind={r.name} size={16} />}{named(r.name)}</span></td>
                      <td className="num b">{count(r.count)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Panel>
          ))}
        </div>
      )}
    </Answered>
  );
}
