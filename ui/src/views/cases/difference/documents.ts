/** What is asked of frozen states and of what has changed since. */
import { graphql } from "../../../core/api";

export const CaseFreezes = graphql(`
  query CaseFreezes($id: ID!) { case(id: $id) { id freezes { id version at who why content sha256 entities links findings records lacking } } }
`);
export const CaseDifference = graphql(`
  query CaseDifference($id: ID!, $version: Int, $what: CaseDifferenceSort, $first: Int!) {
    case(id: $id) {
      id
      difference(version: $version) {
        version same thingsAdded thingsGone importsAdded importsGone judged added gone changed
        lines(what: $what, first: $first) {
          total
          nodes { what id table label prop then now rows entity { id kind caption } finding { id sentence detector { label } } }
        }
      }
    }
  }
`);
export const CaseStart = graphql(`mutation CaseStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }`);
