import type { AdminAuditQuery, AdminJobKindsQuery, AdminJobsQuery, AdminOntologyQuery, AdminUsersQuery } from "../../core/api/gql/graphql";

export type User = AdminUsersQuery["users"][number];
export type Job = AdminJobsQuery["jobs"]["nodes"][number];
export type JobKind = AdminJobKindsQuery["jobKinds"][number];
export type Param = JobKind["params"][number];
export type Entry = AdminAuditQuery["audit"]["nodes"][number];
export type Kind = AdminOntologyQuery["ontology"]["kinds"][number];
export type Link = AdminOntologyQuery["ontology"]["links"][number];
export type Tab = "users" | "tokens" | "jobs" | "audit" | "ontology" | "state";
