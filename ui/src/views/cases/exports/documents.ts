/** What is asked of exports and redactions of a case, and started. */
import { graphql } from "../../../core/api";
import type { CaseExportsQuery } from "../../../core/api/gql/graphql";

export const CaseExports = graphql(`
  query CaseExports($id: ID!, $first: Int!) {
    caseExportFormats { name label about }
    case(id: $id) {
      id
      redactions { seq at who sort roles subject prop label why }
      exports(first: $first) {
        total
        nodes { id at who version scope redactions open why files { format label file bytes sha256 sm3 path } }
      }
    }
  }
`);
/** How much each redaction would hide: asked on demand, for the whole case is put together for it. */
export const CaseHides = graphql(`query CaseHides($id: ID!) { case(id: $id) { id hiding { rule label subject prop why values ids cells texts } } }`);
export const CaseRedactRule = graphql(`
  mutation CaseRedactRule($id: ID!, $sort: RedactionSort!, $roles: [RedactionRole!], $reason: String!) { redactByRule(id: $id, sort: $sort, roles: $roles, reason: $reason) { seq } }
`);
export const CaseRedactText = graphql(`
  mutation CaseRedactText($id: ID!, $text: String!, $reason: String!) { redactByHand(id: $id, text: $text, reason: $reason) { seq } }
`);
export const CaseRedactUndo = graphql(`mutation CaseRedactUndo($id: ID!, $seq: Int!, $reason: String!) { undoRedaction(id: $id, seq: $seq, reason: $reason) { seq } }`);

export type Held = CaseExportsQuery;
export type Export = Held["case"]["exports"]["nodes"][number];
