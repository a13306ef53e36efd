/** One's own cases that an entity is in. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "react-router";
import type { AskError } from "../../core/api";
import type { InspectorCasesQuery } from "../../core/api/gql/graphql";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { words } from "./words";

const STATES = { open: "caseOpen", working: "caseWorking", closed: "caseClosed", reopened: "caseReopened" } as const;

/** Nothing where it is in none: the overview goes on without a word. */
export function Cases({ of }: { of: UseQueryResult<InspectorCasesQuery, AskError> }) {
  const w = useWords(words);
  const found = of.data?.casesWith;
  if (!found?.total) return null;
  return (
    <section className="col" style={{ gap: 4 }}>
      <h3 className="insp-title">{w.incases(count(found.total))}</h3>
      {found.nodes.map((one) => (
        <div key={one.id} className="row">
          <Link to={`/cases/${one.id}`} className="grow ell" title={one.number}>
            {one.title}
          </Link>
          <span className="tag">{w[STATES[one.status]]}</span>
        </div>
      ))}
      {found.total > found.nodes.length && <span className="t3 fs12">{w.listed(count(found.nodes.length), count(found.total))}</span>}
    </section>
  );
}
