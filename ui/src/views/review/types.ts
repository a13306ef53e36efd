import type { ReviewPairQuery, ReviewQueueQuery, ReviewRecentQuery } from "../../core/api/gql/graphql";

export type Waiting = ReviewQueueQuery["pairsToJudge"]["nodes"][number];
export type Reviewing = ReviewQueueQuery["reviewing"];
export type Pair = ReviewPairQuery["pairToJudge"];
export type Property = Pair["properties"][number];
export type Neighbours = Pair["neighbours"][number];
export type Side = Pair["left"];
export type Verdict = NonNullable<Pair["verdict"]>;
export type Given = ReviewRecentQuery["judgements"]["nodes"][number];
export type Says = "same" | "different" | "unsure";
/** The pair that is open, by its ids. */
export interface Open {
  left: string;
  right: string;
}
