/** The rows of files that something was read from: file, hash, row number, what the row said. */
import { useVocabulary } from "../core/api/ontology";
import { graphql, useAsk } from "../core/api";
import { second } from "../core/figures";
import { useWords } from "../core/words";
import { Icon } from "./Icon";
import { Answered, Empty } from "./States";
import { words } from "./words";

const Why = graphql(`
  query Why($id: ID!, $prop: String, $first: Int) {
    why(id: $id, prop: $prop, first: $first) {
      total truncated
      nodes { id owner importId file sha256 sheet row mapping loadedAt values }
    }
  }
`);
const SHOWN = 20;

/** Of an entity or a link; of one property where `prop` is given. */
export function SourceRows({ id, prop }: { id: string; prop?: string }) {
  const w = useWords(words);
  const rows = useAsk(Why, { id, prop: prop ?? null, first: SHOWN });
  const { property } = useVocabulary();
  return (
    <Answered of={rows}>
      {({ why }) =>
        why.nodes.length === 0 ? (
          <Empty title={w.norows} />
        ) : (
          <div className="col" style={{ gap: 8 }}>
            {why.nodes.map((row) => (
              <article key={`${row.importId}-${row.row}-${row.id}`} className="popover" style={{ boxShadow: "none", padding: "8px 10px" }}>
                <div className="row">
                  <Icon name="file" small />
                  <b className="grow ell" title={row.file}>
                    {row.file}
                    {row.sheet && ` · ${row.sheet}`}
                  </b>
                  <span className="tag">{w.row(row.row)}</span>
                </div>
                {prop && (row.values as Record<string, unknown>)[prop] != null && <div className="b" style={{ overflowWrap: "anywhere" }}>{String((row.values as Record<string, unknown>)[prop])}</div>}
                <div className="hash" title={row.sha256}>
                  {w.hash} {row.sha256.slice(0, 12)} … {row.sha256.slice(-6)}
                </div>
                <div className="t3 fs12">
                  {w.loadedAt} {second(row.loadedAt)} · {w.mapping} {row.mapping}
                </div>
                <details className="fs12">
                  <summary className="t2">{w.values}</summary>
                  <dl className="facts" style={{ paddingTop: 6 }}>
                    {Object.entries(row.values as Record<string, unknown>).map(([name, value]) => [
                      <dt key={name}>{property(row.owner, name)?.label ?? name}</dt>,
                      <dd key={`${name}-v`}>{String(value)}</dd>,
                    ])}
                  </dl>
                </details>
              </article>
            ))}
            {why.total > why.nodes.length && <span className="t3 fs12">{w.more(why.nodes.length, why.total)}</span>}
          </div>
        )
      }
    </Answered>
  );
}
