/** One's own cases that an entity is in. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "react-router";
import type { AskError } from "../../core/api";
import type { InspectorCasesQuery } from "../../core/api/gql/graphql";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty } from "../../parts";
import { words } from "./words";

export function Cases({ of }: { of: UseQueryResult<InspectorCasesQuery, AskError> }) {
  const w = useWords(words);
  return (
    <Answered of={of} lines={2}>
      {({ casesWith }) =>
        casesWith.nodes.length === 0 ? (
          <Empty title={w.nocases} icon="case" />
        ) : (
          <div className="col" style={{ gap: 8 }}>
            <span className="t3 fs12">{w.incases(count(casesWith.total))}</span>
            {casesWith.nodes.map((one) => (
              <article key={one.id} className="insp-card">
                <div className="row">
                  <div className="grow">
                    <Link to={`/cases/${one.id}`} className="b">
                      {one.title}
                    </Link>
                    <div className="t3">{one.number}</div>
                  </div>
                  <span className="tag">{{ open: w.caseOpen, working: w.caseWorking, closed: w.caseClosed, reopened: w.caseReopened }[one.status]}</span>
                </div>
              </article>
            ))}
          </div>
        )
      }
    </Answered>
  );
}
