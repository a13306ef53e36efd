/** What the page of statistics asks. */
import { graphql } from "../../core/api";

export type Kind = "Enterprise" | "Person";

export const StatisticsCounts = graphql(`
  query StatisticsCounts { counts { kinds { name label count } links { name label count } } state { asOf } }
`);
export const StatisticsTallies = graphql(`query StatisticsTallies { findingTallies { name label count } patterns { name } }`);
export const StatisticsRegions = graphql(`
  query StatisticsRegions($kind: KindName!) { riskByRegion(kind: $kind) { region code province entities red amber yellow } }
`);
export const StatisticsClasses = graphql(`
  query StatisticsClasses($kind: KindName!) { riskByClass(kind: $kind) { suspected entities red amber yellow } }
`);
export const StatisticsMonths = graphql(`query StatisticsMonths { findingsByMonth { month findings classes score } }`);
export const StatisticsTransfers = graphql(`
  query StatisticsTransfers { histogramByTime(link: TRANSFER, step: month) { without bins { low count amount } } }
`);
export const StatisticsAlerts = graphql(`
  query StatisticsAlerts($kind: KindName!, $regions: [String!]!, $first: Int) {
    alerts(kind: $kind, grades: [RED, AMBER, YELLOW], regions: $regions, first: $first) {
      alerts { total nodes { entity { id kind caption } score grade } }
    }
  }
`);
