/** What is asked of exports and redactions of a case, and started. */
import { graphql } from "../../../core/api";

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
export const CaseRedactRule = graphql(`
  mutation CaseRedactRule($id: ID!, $sort: RedactionSort!, $roles: [RedactionRole!], $reason: String!) { redactByRule(id: $id, sort: $sort, roles: $roles, reason: $reason) { seq } }
`);
export const CaseRedactText = graphql(`
  mutation CaseRedactText($id: ID!, $text: String!, $reason: String!) { redactByHand(id: $id, text: $text, reason: $reason) { seq } }
`);
export const CaseRedactUndo = graphql(`mutation CaseRedactUndo($id: ID!, $seq: Int!, $reason: String!) { undoRedaction(id: $id, seq: $seq, reason: $reason) { seq } }`);
