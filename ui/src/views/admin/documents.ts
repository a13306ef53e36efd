/** What administration asks and does. */
import { graphql } from "../../core/api";

export const AdminUsers = graphql(`query AdminUsers { users { name roles regions active } }`);
export const AdminAddUser = graphql(`
  mutation AdminAddUser($name: String!, $password: String!, $roles: [String!]!, $regions: [String!]) { addUser(name: $name, password: $password, roles: $roles, regions: $regions) { name } }
`);
export const AdminSetUser = graphql(`mutation AdminSetUser($name: String!, $roles: [String!], $regions: [String!]) { setUser(name: $name, roles: $roles, regions: $regions) { name } }`);
export const AdminLock = graphql(`mutation AdminLock($name: String!) { lockUser(name: $name) { name active } }`);
export const AdminUnlock = graphql(`mutation AdminUnlock($name: String!) { unlockUser(name: $name) { name active } }`);

export const AdminTokens = graphql(`query AdminTokens { tokens { id label scopes expires } }`);
export const AdminMakeToken = graphql(`mutation AdminMakeToken($label: String!, $scopes: [String!]!, $days: Int!) { createToken(label: $label, scopes: $scopes, days: $days) { id secret } }`);
export const AdminDropToken = graphql(`mutation AdminDropToken($id: ID!) { revokeToken(id: $id) }`);

export const AdminJobs = graphql(`
  query AdminJobs($first: Int, $after: String) {
    jobs(first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { id kind label params who at state done total words started ended exit result why } }
  }
`);
export const AdminJobLog = graphql(`query AdminJobLog($id: ID!) { jobLog(id: $id) }`);
export const AdminJobKinds = graphql(`query AdminJobKinds { jobKinds { name label params { name label type required choices } } }`);
export const AdminStart = graphql(`mutation AdminStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }`);
export const AdminUploads = graphql(`query AdminUploads { uploads(first: 50) { id name } }`);
export const AdminImports = graphql(`query AdminImports { imports(first: 100) { nodes { id file } } }`);
export const AdminPatterns = graphql(`query AdminPatterns { patterns { name label } }`);

export const AdminAudit = graphql(`
  query AdminAudit($who: String, $action: String, $first: Int, $after: String) {
    audit(who: $who, action: $action, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { seq at who action subject detail hash } }
  }
`);
export const AdminVerify = graphql(`query AdminVerify { verifyAudit { whole entries anchors broken why anchoredAt anchoredSeq } }`);

export const AdminOntology = graphql(`
  query AdminOntology {
    ontology {
      kinds { name caption label { zh en } properties { name type masked fullFor label { zh en } } }
      links { name from to many sum label { zh en } properties { name type masked fullFor label { zh en } } meaning { zh en } weight { zh en } weakens { zh en } }
    }
  }
`);
export const AdminCounts = graphql(`query AdminCounts { counts { kinds { name count } links { name count } } }`);
export const AdminState = graphql(`query AdminState { state { seq asOf graphIsUp graphIsBehind problem } imports(first: 1) { total nodes { id file finished } } }`);
