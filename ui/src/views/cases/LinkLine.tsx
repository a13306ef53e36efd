/** A link in a case as its first source row tells it: from whom to whom, when, how much. */
import { graphql, useAsk } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { EntityLink, Money } from "../../parts";
import { words } from "./words";

const CaseLinkRow = graphql(`
  query CaseLinkRow($id: ID!) { why(id: $id, first: 1) { nodes { owner values } } }
`);
const CaseLinkEnds = graphql(`
  query CaseLinkEnds($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }
`);

export function LinkLine({ id }: { id: string }) {
  const w = useWords(words);
  const { link } = useVocabulary();
  const row = useAsk(CaseLinkRow, { id }, { staleTime: Infinity }).data?.why.nodes[0];
  const values = (row?.values ?? {}) as Record<string, unknown>;
  const ids = [values.from, values.to].filter((end): end is string => typeof end === "string");
  const ends = useAsk(CaseLinkEnds, { ids }, { enabled: ids.length === 2, staleTime: Infinity }).data?.entitiesById ?? [];
  const [from, to] = ids.map((end) => ends.find((one) => one.id === end));
  if (!row) return <span>{w.aLink(id.slice(-6))}</span>;
  return (
    <span className="case-link">
      <b>{link(row.owner)}</b>
      {from && <EntityLink of={from} />}
      {from && to && <span className="t3">→</span>}
      {to && <EntityLink of={to} />}
      {typeof values.amount === "number" && <Money fen={values.amount} />}
      {typeof values.at === "string" && <span className="t3 nw">{minute(values.at)}</span>}
    </span>
  );
}
