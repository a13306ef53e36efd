/** What the page of pairs asks and does; the score comes only with one's own answer. */
import { graphql } from "../../core/api";

export const ReviewQueue = graphql(`
  query ReviewQueue($kind: KindName, $first: Int) {
    pairsToJudge(kind: $kind, first: $first) { total nodes { left { id kind caption } right { id kind caption } alike differ } }
    reviewing { waiting today agreement { other pairs agreed kappa } }
  }
`);
export const ReviewPair = graphql(`
  query ReviewPair($left: ID!, $right: ID!) {
    pairToJudge(left: $left, right: $right) {
      left { id kind caption rows first files { file rows } }
      right { id kind caption rows first files { file rows } }
      properties { property label type left right state }
      neighbours { link label kind kindLabel left right shared names }
      moves { links rows findings cases needs refused }
      verdict { score band agrees reasons { what words gave } judgement { seq answer reason basis at blind } }
    }
  }
`);
export const ReviewJudge = graphql(`
  mutation ReviewJudge($left: ID!, $right: ID!, $answer: Answer!, $reason: String!, $basis: String) {
    judgePair(left: $left, right: $right, answer: $answer, reason: $reason, basis: $basis) { score }
  }
`);
export const ReviewRecent = graphql(`
  query ReviewRecent($who: String, $first: Int) {
    judgements(who: $who, first: $first) { total nodes { seq left { id kind caption } right { id kind caption } answer at reason score blind force } }
  }
`);
export const ReviewBack = graphql(`mutation ReviewBack($seq: Int!, $reason: String!) { takeBack(seq: $seq, reason: $reason) { seq } }`);
