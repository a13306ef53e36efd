import { graphql } from "../../core/api";

export const Thing = graphql(`
  fragment BoardThing on Entity {
    id kind caption risk { grade }
    ... on Enterprise { region }
    ... on Person { region }
    ... on Advert { region }
    ... on Complaint { region }
    ... on Address { region }
  }
`);
export const Line = graphql(`
  fragment BoardLine on Relation {
    id type fromId toId
    ... on FlowLink { count sum first last }
    ... on WithdrawLink { amount at }
    ... on DepositsLink { amount at }
    ... on RepaysLink { amount at }
    ... on BidsLink { amount at }
  }
`);
export const Seeds = graphql(`
  query BoardSeeds($ids: [ID!]!) { entitiesById(ids: $ids) { ...BoardThing } }
`);
export const PlacedAccounts = graphql(`
  query BoardLayers($group: [ID!]!, $layer: Int, $first: Int) {
    layers(group: $group, layer: $layer, first: $first) {
      totals { layer accounts received passed }
      accounts { total nodes { layer role account { ...BoardThing } owner { ...BoardThing } } }
    }
  }
`);
export const Among = graphql(`
  query BoardAmong($ids: [ID!]!) {
    among(ids: $ids) { total truncated entities { ...BoardThing } links { ...BoardLine } }
  }
`);
export const Expand = graphql(`
  query BoardExpand($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen, $order: Order!, $first: Int) {
    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, order: $order, first: $first) {
      total truncated leftOut { words count } entity { ...BoardThing } entities { ...BoardThing } links { ...BoardLine }
    }
  }
`);
export const Counts = graphql(`
  query BoardCounts($ids: [ID!]!) { entitiesById(ids: $ids) { id neighbourCounts { others } } }
`);
export const OneFinding = graphql(`
  query BoardFinding($id: ID!) {
    finding(id: $id) { id sentence detector { label } subjects { id role entity { ...BoardThing } } }
  }
`);
export const OneCase = graphql(`
  query BoardCase($id: ID!) {
    case(id: $id) {
      number title
      things(first: 100) { total nodes { id sort entity { ...BoardThing } finding { subjects { id entity { ...BoardThing } } } } }
    }
  }
`);
export const OneView = graphql(`
  query BoardView($id: ID!) { view(id: $id) { id line version title case who at body sharedWith } }
`);
export const CaseViews = graphql(`
  query BoardViews($case: ID) { views(case: $case, own: false, first: 50) { total nodes { id line version title case who at } } }
`);
export const SaveView = graphql(`
  mutation BoardSaveView($title: String!, $body: JSON!, $case: ID, $parent: ID) { saveView(title: $title, body: $body, case: $case, parent: $parent) { id line version title case } }
`);
export const ShareView = graphql(`
  mutation BoardShareView($id: ID!, $person: String!) { shareView(id: $id, person: $person) { id sharedWith } }
`);
export const MyCases = graphql(`
  query BoardCases { cases(open: true, first: 50) { nodes { id number title } } }
`);
export const AddToCase = graphql(`
  mutation BoardAddToCase($id: ID!, $things: [ID!]!, $reason: String!) { addToCase(id: $id, things: $things, reason: $reason) { changed unchanged case { id } } }
`);
export const Common = graphql(`
  query BoardCommon($ids: [ID!]!) { commonNeighbours(ids: $ids, first: 100) { total nodes { ...BoardThing } } }
`);
export const Flows = graphql(`
  query BoardFlows($ids: [ID!]!, $step: CalendarStep!) { histogramAmong(ids: $ids, step: $step) { bins { low high count amount } } }
`);
export const WhenceFinding = graphql(`
  query BoardWhenceFinding($id: ID!) {
    finding(id: $id) { id score sentence detector { label about } subjects { id role entity { id } } }
  }
`);
export const WhenceLayer = graphql(`
  query BoardWhenceLayer($group: [ID!]!, $accounts: [ID!]) {
    layers(group: $group, accounts: $accounts, first: 1) {
      snapshot accounts { nodes { layer role why confidence received fromBelow passed returned resting } }
    }
  }
`);
export const WhenceCase = graphql(`
  query BoardWhenceCase($id: ID!) {
    case(id: $id) {
      things(first: 200) { total nodes { id sort why who at entity { id } finding { detector { label } subjects { id entity { id } } } } }
    }
  }
`);
