/** A case as its page has it. */
import type { CaseFileQuery, CaseThingsQuery } from "../../core/api/gql/graphql";

export type File = CaseFileQuery["case"];
export type Thing = CaseThingsQuery["case"]["things"]["nodes"][number];
export type Sort = Thing["sort"];

/** What the asker may do in it: by their role, and by whether it is closed. */
export interface Can {
  lead: boolean; // members, outcome
  work: boolean; // put in, take out
  comment: boolean;
}
export function can(of: File): Can {
  const open = of.status !== "closed";
  return { lead: of.role === "lead", work: of.role !== "reader" && open, comment: of.role !== "reader" };
}
