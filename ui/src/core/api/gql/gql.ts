/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Ontology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked label { zh en } } }\n      links {\n        name from to many sum label { zh en } properties { name type masked label { zh en } }\n        meaning { zh en } weight { zh en } weakens { zh en }\n      }\n    }\n  }\n": typeof types.OntologyDocument,
    "\n  query Suggest($text: String!) {\n    search(text: $text, first: 8) {\n      hits { total nodes { reason region entity { id kind caption risk { grade } } } }\n    }\n  }\n": typeof types.SuggestDocument,
    "\n  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {\n    unmask(id: $id, reason: $reason, props: $props) { values seconds }\n  }\n": typeof types.UnmaskDocument,
    "\n  query Why($id: ID!, $first: Int) {\n    why(id: $id, first: $first) {\n      total truncated\n      nodes { id owner importId file sha256 sheet row mapping loadedAt values }\n    }\n  }\n": typeof types.WhyDocument,
};
const documents: Documents = {
    "\n  query Ontology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked label { zh en } } }\n      links {\n        name from to many sum label { zh en } properties { name type masked label { zh en } }\n        meaning { zh en } weight { zh en } weakens { zh en }\n      }\n    }\n  }\n": types.OntologyDocument,
    "\n  query Suggest($text: String!) {\n    search(text: $text, first: 8) {\n      hits { total nodes { reason region entity { id kind caption risk { grade } } } }\n    }\n  }\n": types.SuggestDocument,
    "\n  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {\n    unmask(id: $id, reason: $reason, props: $props) { values seconds }\n  }\n": types.UnmaskDocument,
    "\n  query Why($id: ID!, $first: Int) {\n    why(id: $id, first: $first) {\n      total truncated\n      nodes { id owner importId file sha256 sheet row mapping loadedAt values }\n    }\n  }\n": types.WhyDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Ontology {\n    ontology {\n      kinds { name caption label { zh en } properties { name type masked label { zh en } } }\n      links {\n        name from to many sum label { zh en } properties { name type masked label { zh en } }\n        meaning { zh en } weight { zh en } weakens { zh en }\n      }\n    }\n  }\n"): typeof import('./graphql').OntologyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Suggest($text: String!) {\n    search(text: $text, first: 8) {\n      hits { total nodes { reason region entity { id kind caption risk { grade } } } }\n    }\n  }\n"): typeof import('./graphql').SuggestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {\n    unmask(id: $id, reason: $reason, props: $props) { values seconds }\n  }\n"): typeof import('./graphql').UnmaskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Why($id: ID!, $first: Int) {\n    why(id: $id, first: $first) {\n      total truncated\n      nodes { id owner importId file sha256 sheet row mapping loadedAt values }\n    }\n  }\n"): typeof import('./graphql').WhyDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
