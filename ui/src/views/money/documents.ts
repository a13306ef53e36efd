/** What the page of money asks. */
import { graphql } from "../../core/api";

export const MoneyNamed = graphql(`
  query MoneyNamed($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }
`);
export const MoneyCases = graphql(`
  query MoneyCases { cases(open: true, first: 5) { total nodes { id number title thingsTotal } } }
`);
export const MoneyOfCase = graphql(`
  query MoneyOfCase($id: ID!) {
    case(id: $id) { id title number things(sort: entity, first: 500) { total nodes { entity { id kind caption } } } }
  }
`);
export const MoneyOfFinding = graphql(`
  query MoneyOfFinding($id: ID!) { finding(id: $id) { id sentence detector { label } subjects { role entity { id kind caption } } } }
`);
export const MoneyToCase = graphql(`
  mutation MoneyToCase($id: ID!, $text: String!) { commentCase(id: $id, text: $text) { seq } }
`);

export const MoneyLedger = graphql(`
  query MoneyLedger($group: [ID!]!, $again: Boolean!, $offset: Boolean!, $since: Time, $until: Time, $first: Int, $after: String) {
    ledger(group: $group, countAgain: $again, offsetInterest: $offset, since: $since, until: $until, first: $first, after: $after) {
      snapshot
      totals { name amount }
      parties {
        total
        pageInfo { hasNextPage endCursor }
        nodes { party { id kind caption } participant paidIn otherIn feeIn principal refund interest commission feeOut unexplained reinvested unpaid transfers }
      }
    }
  }
`);
export const MoneyLayers = graphql(`
  query MoneyLayers($group: [ID!]!, $hold: Float!, $since: Time, $until: Time) {
    layers(group: $group, holdDays: $hold, since: $since, until: $until, first: 1) { snapshot totals { layer accounts received passed resting } accounts { total } }
  }
`);
export const MoneyLayer = graphql(`
  query MoneyLayer($group: [ID!]!, $hold: Float!, $since: Time, $until: Time, $layer: Int, $first: Int, $after: String) {
    layers(group: $group, holdDays: $hold, since: $since, until: $until, layer: $layer, first: $first, after: $after) {
      accounts {
        total
        pageInfo { hasNextPage endCursor }
        nodes { account { id kind caption } owner { id kind caption } layer role confidence received fromBelow passed returned resting heldSeconds }
      }
    }
  }
`);
export const MoneyCorePeople = graphql(`
  query MoneyCorePeople($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {
    corePeople(group: $group, since: $since, until: $until, first: $first, after: $after) {
      total
      pageInfo { hasNextPage endCursor }
      nodes { person { id kind caption } score role kept paid earned brought shared firms }
    }
  }
`);
export const MoneyCoreAccounts = graphql(`
  query MoneyCoreAccounts($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {
    coreMembers(group: $group, since: $since, until: $until, first: $first, after: $after) {
      total
      pageInfo { hasNextPage endCursor }
      nodes { account { id kind caption } owner { id kind caption } score handled betweenness core degree cutOff }
    }
  }
`);
export const MoneyFlows = graphql(`
  query MoneyFlows($ids: [ID!]!) {
    among(ids: $ids, links: [TRANSFER], summed: true) {
      total truncated
      leftOut { words count }
      links { id fromId toId ... on FlowLink { count sum first last } }
    }
  }
`);

/** The same within a time, of one account: `among` knows no times. */
export const MoneyOut = graphql(`
  query MoneyOut($id: ID!, $since: Time, $until: Time) {
    expand(id: $id, links: [TRANSFER], outgoing: true, summed: true, since: $since, until: $until, first: 200) {
      total
      links { fromId toId ... on FlowLink { count sum } }
    }
  }
`);

/** Large sums that came into an account: what a trace may start from. */
export const MoneyIncoming = graphql(`
  query MoneyIncoming($id: ID!) {
    expand(id: $id, links: [TRANSFER], outgoing: false, summed: false, order: AMOUNT, first: 10) {
      total
      links { id ... on TransferLink { amount at from { id kind caption } } }
    }
  }
`);
export const MoneyRules = graphql(`
  query MoneyRules($account: ID!, $at: Time!, $amount: Fen!, $rules: [Rule!], $back: Boolean!, $first: Int, $after: String) {
    traceSum(account: $account, at: $at, amount: $amount, rules: $rules, back: $back, first: $first, after: $after) {
      snapshot leftOut leftOutMost
      totals { rule amount }
      held {
        total
        pageInfo { hasNextPage endCursor }
        nodes { account { id kind caption } shares { rule amount } }
      }
    }
  }
`);
export const MoneyWhatIf = graphql(`
  query MoneyWhatIf($action: Action!, $group: [ID!]!, $at: Time!, $payees: [ID!], $first: Int, $after: String) {
    whatIf(action: $action, group: $group, at: $at, payees: $payees, first: $first, after: $after) {
      snapshot held kept
      later { days left balance }
      hits {
        total
        pageInfo { hasNextPage endCursor }
        nodes { account { id kind caption } owner { id kind caption } sameOwner direct onward low high arrears }
      }
    }
  }
`);
