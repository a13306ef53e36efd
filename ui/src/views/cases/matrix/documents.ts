/** What is asked of a case's evidence, and done with it. */
import { graphql } from "../../../core/api";
import type { CaseMatrixQuery } from "../../../core/api/gql/graphql";

export type Held = CaseMatrixQuery["case"];
export type Made = Held["evidence"][number];
export type Proposed = Held["evidenceProposed"][number];

export const CaseMatrix = graphql(`
  query CaseMatrix($id: ID!) {
    case(id: $id) {
      id
      freezes { version }
      elements { element label law askFor askAgainst }
      evidence { seq element side text subject said who at entity { id kind caption } finding { id sentence detector { label } } }
      evidenceProposed { key element side text said subject prop rule entity { id kind caption } finding { id sentence detector { label } } }
      evidenceDismissed { seq element side text subject who at proposal entity { id kind caption } finding { id sentence detector { label } } }
    }
  }
`);
export const CaseEvidenceAdd = graphql(`
  mutation CaseEvidenceAdd($id: ID!, $given: EvidenceGiven!) { addEvidence(id: $id, given: $given) { seq } }
`);
export const CaseEvidenceDismiss = graphql(`
  mutation CaseEvidenceDismiss($id: ID!, $given: EvidenceGiven!, $reason: String!) { dismissEvidence(id: $id, given: $given, reason: $reason) { seq } }
`);
export const CaseEvidenceRemove = graphql(`
  mutation CaseEvidenceRemove($id: ID!, $seq: Int!, $reason: String!) { removeEvidence(id: $id, seq: $seq, reason: $reason) { seq } }
`);
