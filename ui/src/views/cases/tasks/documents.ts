/** What is asked of tasks, and done with them. */
import { graphql } from "../../../core/api";
import type { CaseTasksQuery } from "../../../core/api/gql/graphql";

export type Task = CaseTasksQuery["case"]["tasks"][number];

export const CaseTasks = graphql(`
  query CaseTasks($id: ID!) {
    case(id: $id) { id tasks { id title person due by at state overdue steps { at who act label person due text } } }
  }
`);
export const CaseTaskSet = graphql(`
  mutation CaseTaskSet($id: ID!, $title: String!, $person: String!, $due: Time!) { setCaseTask(id: $id, title: $title, person: $person, due: $due) { id } }
`);
export const CaseTaskAssign = graphql(`
  mutation CaseTaskAssign($id: ID!, $person: String!, $reason: String!) { assignCaseTask(id: $id, person: $person, reason: $reason) { id } }
`);
export const CaseTaskExtend = graphql(`
  mutation CaseTaskExtend($id: ID!, $due: Time!, $reason: String!) { extendCaseTask(id: $id, due: $due, reason: $reason) { id } }
`);
export const CaseTaskFinish = graphql(`mutation CaseTaskFinish($id: ID!, $reason: String!) { finishCaseTask(id: $id, reason: $reason) { id } }`);
export const CaseTaskDrop = graphql(`mutation CaseTaskDrop($id: ID!, $reason: String!) { dropCaseTask(id: $id, reason: $reason) { id } }`);
export const CaseTaskReopen = graphql(`
  mutation CaseTaskReopen($id: ID!, $reason: String!, $due: Time) { reopenCaseTask(id: $id, reason: $reason, due: $due) { id } }
`);
