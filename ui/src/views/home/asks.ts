/** What the home page asks. */
import { graphql } from "../../core/api";

export const Alerted = graphql(`
  query HomeAlerts($grades: [Grade!], $first: Int) {
    alerts(grades: $grades, first: $first) {
      grades { grade count }
      alerts {
        total
        nodes { score grade region suspected new risen findings entity { id kind caption } reasons { finding label sentence } }
      }
    }
  }
`);

export const Today = graphql(`
  query HomeToday {
    today {
      at asOf open risen
      day { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }
      week { since found new decided imports rows rejected complaints complaintsBefore reports reportsBefore }
    }
  }
`);

export const Classes = graphql(`
  query HomeClasses {
    riskByClass { suspected entities red amber yellow }
    alerts(first: 1) { grades { grade count } }
  }
`);

export const Months = graphql(`
  query HomeMonths {
    findingsByMonth { month findings }
  }
`);
