/** What is asked of the figures of a case's last frozen state. */
import { graphql } from "../../../core/api";
import type { CaseFiguresQuery } from "../../../core/api/gql/graphql";

export const CaseFigures = graphql(`
  query CaseFigures($id: ID!, $reinvested: String!, $interest: String!, $commission: String!, $fees: String!, $first: Int!) {
    case(id: $id) {
      id
      figures(reinvested: $reinvested, interest: $interest, commission: $commission, fees: $fees) {
        version frozenAt
        counting { name label chosen options { name label law } }
        variants { chosen reinvested interest commission fees absorbed unpaid owed }
        totals { participants transfers paidIn feeIn otherIn principal refund interest commission feeOut unexplained reinvested absorbed unpaid }
        sheetTotals { sheets residues fees residue }
        layers { layer accounts received fromBelow passed returned resting }
        ledger(first: $first) {
          total
          nodes { id paidIn feeIn principal refund interest commission unexplained reinvested absorbed unpaid transfers entity { id kind caption } }
        }
        sheets(first: $first) { total nodes { account period opening cameIn paidOut fees residue closing seen assumed entity { id kind caption } } }
        core(first: 50) { total nodes { account owner role score betweenness degree cutOff handled entity { id kind caption } ownerEntity { id kind caption } } }
      }
    }
  }
`);

export type Made = NonNullable<CaseFiguresQuery["case"]["figures"]>;
