/** What is asked of the rules by which things came into a case, and applied. */
import { graphql } from "../../../core/api";

export const CaseRules = graphql(`
  query CaseRules($id: ID!) {
    caseRuleKinds { name label about }
    case(id: $id) { id rules { seq name label params found added snapshot who at why } }
  }
`);
export const CaseRuleApply = graphql(`
  mutation CaseRuleApply($id: ID!, $name: String!, $params: JSON!, $reason: String!) { applyCaseRule(id: $id, name: $name, params: $params, reason: $reason) { seq found added } }
`);
