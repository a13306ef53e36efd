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

/** What a link is called, its ends and its figures; undefined until its first row is there, or where nobody may read it. */
function useLinkTold(id: string) {
  const { link } = useVocabulary();
  const row = useAsk(CaseLinkRow, { id }, { staleTime: Infinity }).data?.why.nodes[0];
  const values = (row?.values ?? {}) as Record<string, unknown>;
  const ids = [values.from, values.to].filter((end): end is string => typeof end === "string");
  const ends = useAsk(CaseLinkEnds, { ids }, { enabled: ids.length === 2, staleTime: Infinity }).data?.entitiesById ?? [];
  const [from, to] = ids.map((end) => ends.find((one) => one.id === end));
  return row && { label: link(row.owner), from, to, values };
}

/** A link's name in a line of text: what it is, from whom to whom. */
export function LinkName({ id }: { id: string }) {
  const w = useWords(words);
  const told = useLinkTold(id);
  if (!told) return <>{w.aLink(id.slice(-6))}</>;
  return <>{told.label}{told.from && told.to && ` ${told.from.caption} → ${told.to.caption}`}</>;
}

/** The name of whatever is in a case: an entity's, a link's; of anything else the end of its id. */
export function ThingName({ id }: { id: string }) {
  const entity = useAsk(CaseLinkEnds, { ids: [id] }, { staleTime: Infinity }).data?.entitiesById[0];
  return entity ? <>{entity.caption}</> : <LinkName id={id} />;
}

export function LinkLine({ id }: { id: string }) {
  const w = useWords(words);
  const told = useLinkTold(id);
  if (!told) return <span>{w.aLink(id.slice(-6))}</span>;
  const { label, from, to, values } = told;
  return (
    <span className="case-link">
      <b>{label}</b>
      {from && <EntityLink of={from} />}
      {from && to && <span className="t3">→</span>}
      {to && <EntityLink of={to} />}
      {typeof values.amount === "number" && <Money fen={values.amount} />}
      {typeof values.at === "string" && <span className="t3 nw">{minute(values.at)}</span>}
    </span>
  );
}
