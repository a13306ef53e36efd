/** What is asked of handovers of a case, and done with them. */
import { graphql } from "../../../core/api";
import type { CaseChecklistQuery } from "../../../core/api/gql/graphql";

export const CaseHandovers = graphql(`
  query CaseHandovers($id: ID!) {
    handoverReceivers { name label days working basis }
    case(id: $id) {
      id
      handovers { id kind label agency who at due state overdue sha256 gaps note reason changedAt receipt { person at number sha256 same } }
    }
  }
`);
export const CaseChecklist = graphql(`
  query CaseChecklist($id: ID!, $kind: String!) {
    case(id: $id) {
      id
      handoverChecklist(kind: $kind) { due receiver { name label days working basis papers } needs { sort name label gap } }
      exports(first: 50) { nodes { id at version files { format label file sha256 } } }
    }
  }
`);
export const CaseHandOver = graphql(`
  mutation CaseHandOver($id: ID!, $kind: String!, $agency: String!, $sha256: String!, $reason: String!) {
    handOverCase(id: $id, kind: $kind, agency: $agency, sha256: $sha256, reason: $reason) { id }
  }
`);
export const CaseReceipt = graphql(`
  mutation CaseReceipt($id: ID!, $person: String!, $at: Time!, $number: String!, $sha256: String!) {
    receiveHandover(id: $id, person: $person, at: $at, number: $number, sha256: $sha256) { id }
  }
`);
export const CaseHandoverReturn = graphql(`mutation CaseHandoverReturn($id: ID!, $reason: String!) { returnHandover(id: $id, reason: $reason) { id } }`);
export const CaseHandoverWithdraw = graphql(`mutation CaseHandoverWithdraw($id: ID!, $reason: String!) { withdrawHandover(id: $id, reason: $reason) { id } }`);

export type Checked = CaseChecklistQuery["case"];
