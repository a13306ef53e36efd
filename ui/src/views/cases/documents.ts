/** What the pages of cases ask and do. */
import { graphql } from "../../core/api";

export const CasesList = graphql(`
  query CasesList($mine: Boolean!, $open: Boolean, $text: String!, $first: Int, $after: String) {
    cases(mine: $mine, open: $open, text: $text, first: $first, after: $after) {
      total
      pageInfo { hasNextPage endCursor }
      nodes { id number title cause suspected region status outcome assignee role openedAt changedAt thingsTotal }
    }
  }
`);
export const CasesClasses = graphql(`query CasesClasses { caseClasses }`);
export const CasesOpen = graphql(`
  mutation CasesOpen($title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {
    openCase(title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }
  }
`);
export const CaseAmend = graphql(`
  mutation CaseAmend($id: ID!, $reason: String!, $title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {
    amendCase(id: $id, reason: $reason, title: $title, cause: $cause, suspected: $suspected, region: $region, agency: $agency, docket: $docket) { id }
  }
`);

export const CaseFile = graphql(`
  query CaseFile($id: ID!) {
    case(id: $id) {
      id number title cause suspected region agency docket status outcome assignee role openedBy openedAt changedAt thingsTotal
      members { who role since by }
      views(first: 50) { total nodes { id line version title who at } }
      steps(first: 200) { total nodes { seq at who act subject word text entities links findings facts { name was now } } }
      notes: timeline(acts: [comment], first: 300) { total nodes { seq at who text corrects } }
    }
  }
`);
export const CaseThings = graphql(`
  query CaseThings($id: ID!, $sort: ThingSort!, $first: Int, $after: String) {
    case(id: $id) {
      things(sort: $sort, first: $first, after: $after) {
        total
        pageInfo { hasNextPage endCursor }
        nodes {
          id sort why who at
          entity { id kind caption risk { grade score } }
          finding { id sentence state score detector { label } }
        }
      }
    }
  }
`);
export const CaseAnnotations = graphql(`
  query CaseAnnotations($subjects: [ID!]!, $case: ID!) {
    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq subject case who at text } }
  }
`);

export const CaseAdd = graphql(`
  mutation CaseAdd($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged } }
`);
export const CaseRemove = graphql(`
  mutation CaseRemove($id: ID!, $things: [ID!]!, $reason: String!) { removeFromCase(id: $id, things: $things, reason: $reason) { changed } }
`);
export const CaseJoin = graphql(`
  mutation CaseJoin($id: ID!, $person: String!, $role: CaseRole!) { addCaseMember(id: $id, person: $person, role: $role) { id } }
`);
export const CaseLeave = graphql(`
  mutation CaseLeave($id: ID!, $person: String!, $reason: String!) { removeCaseMember(id: $id, person: $person, reason: $reason) }
`);
export const CaseAssign = graphql(`
  mutation CaseAssign($id: ID!, $person: String!, $reason: String!) { assignCase(id: $id, person: $person, reason: $reason) { id } }
`);
export const CaseComment = graphql(`
  mutation CaseComment($id: ID!, $text: String!, $corrects: Int) { commentCase(id: $id, text: $text, corrects: $corrects) { seq } }
`);
export const CaseClose = graphql(`
  mutation CaseClose($id: ID!, $outcome: CaseOutcome!, $reason: String!) { closeCase(id: $id, outcome: $outcome, reason: $reason) { id } }
`);
export const CaseReopen = graphql(`
  mutation CaseReopen($id: ID!, $reason: String!) { reopenCase(id: $id, reason: $reason) { id } }
`);
export const CaseConflicts = graphql(`
  query CaseConflicts($id: ID!, $other: ID!) { caseConflicts(id: $id, other: $other) { what subject here there } }
`);
export const CaseJoinOther = graphql(`
  mutation CaseJoinOther($id: ID!, $other: ID!, $reason: String!) { joinCase(id: $id, other: $other, reason: $reason) { things conflicts { what } } }
`);
export const CaseAnnotate = graphql(`
  mutation CaseAnnotate($subject: ID!, $text: String!, $case: ID!) { annotate(subject: $subject, text: $text, case: $case) { seq } }
`);
export const CaseUnannotate = graphql(`
  mutation CaseUnannotate($seq: Int!, $reason: String!) { removeAnnotation(seq: $seq, reason: $reason) { seq } }
`);

/** The same lists once more as files; the server follows their pages. */
export const CaseThingsFile = graphql(`
  query CaseThingsFile($id: ID!, $after: String) {
    case(id: $id) {
      things(first: 200, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id sort entity { id kind caption } finding { id sentence state score } why who at }
      }
    }
  }
`);
export const CaseTimelineFile = graphql(`
  query CaseTimelineFile($id: ID!, $acts: [CaseAct!], $after: String) {
    case(id: $id) {
      timeline(acts: $acts, first: 500, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { seq at who act label subject word text corrects was now }
      }
    }
  }
`);
