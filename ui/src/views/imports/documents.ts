/** What the pages of imports ask and do. */
import { graphql } from "../../core/api";

export const ImportsList = graphql(`
  query ImportsList($first: Int) {
    imports(first: $first) { total nodes { id file sha256 mapping rows rejected ignored counts finished source } }
  }
`);
export const ImportsState = graphql(`query ImportsState { state { seq asOf graphIsUp graphIsBehind problem } }`);
export const ImportsUploads = graphql(`query ImportsUploads { uploads(first: 20) { id name size sha256 at } }`);
export const ImportsJobs = graphql(`
  query ImportsJobs { jobs(first: 30) { nodes { id kind label params who at state done total words started ended exit result why } } }
`);

export const ImportsPreview = graphql(`
  query ImportsPreview($id: ID!, $part: String) {
    uploadPreview(id: $id, part: $part) {
      part { name encoding columns } parts { name } columns { name masked } rows { row cells } more above leftOut { name why }
    }
  }
`);
export const ImportsProposal = graphql(`
  query ImportsProposal($id: ID!, $part: String, $choices: [ColumnChoice!]) {
    mappingProposal(upload: $id, part: $part, choices: $choices) {
      text problem shape needs
      columns { column role shape alias owner ownerLabel property label optional sure }
      roles { role alias owner ownerLabel property label }
      fits { name label reads missing fits }
    }
  }
`);
export const ImportsMappings = graphql(`query ImportsMappings { mappings { name label { zh en } text } }`);
export const ImportsCheck = graphql(`
  query ImportsCheck($id: ID!, $text: String, $name: String) {
    checkMapping(upload: $id, text: $text, name: $name) {
      problem mapping tables rows whole rejected ignored cells
      records { name label new changed merged }
      sums { owner label fen }
      reasons { reason words count }
      rejects { part row column value reason words lost }
      examples { owner label row values ends }
      columns { column shape alias owner ownerLabel property label optional sure }
      leftOut { name why }
    }
  }
`);
export const ImportsKeepMapping = graphql(`mutation ImportsKeepMapping($text: String!, $name: String!) { saveMapping(text: $text, name: $name) { id } }`);
export const ImportsStart = graphql(`mutation ImportsStart($kind: String!, $params: JSON) { startJob(kind: $kind, params: $params) { id } }`);
export const ImportsDrop = graphql(`mutation ImportsDrop($id: ID!) { dropUpload(id: $id) }`);

export const ImportsDiff = graphql(`
  query ImportsDiff($id: ID!) {
    importDiff(id: $id) {
      inForce withIt
      import { id file sha256 mapping mappingSha256 rows rejected ignored counts finished source }
      records { name label new changed merged }
      reasons { reason words count }
    }
  }
`);
export const ImportsRejected = graphql(`
  query ImportsRejected($id: ID!, $first: Int, $after: String) {
    rejectedRows(id: $id, first: $first, after: $after) { total pageInfo { hasNextPage endCursor } nodes { part row column value reason words lost } }
  }
`);
