/** What the findings page asks: the list with whose each is, page by page, and one finding with all that is known of it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { ask, graphql, useAsk, type AskError } from "../../core/api";
import type { FindingsListQuery, FindingsOneQuery, State } from "../../core/api/gql/graphql";
import { useLang } from "../../core/words";

export const List = graphql(`
  query FindingsList($states: [State!], $detectors: [String!], $least: Float!, $first: Int!, $after: String) {
    findings(states: $states, detectors: $detectors, least: $least, first: $first, after: $after) {
      total
      pageInfo { endCursor hasNextPage }
      nodes { id score state sentence end facts detector { name } subjects { role kind entity { id kind caption } } }
    }
  }
`);
const Whose = graphql(`
  query FindingsWhose($ids: [ID!]!) {
    findingAssignees(ids: $ids) { finding person }
  }
`);
const Around = graphql(`
  query FindingsAround {
    findingTallies { name label count }
    patterns { name label about classes law exonerates }
  }
`);
export const One = graphql(`
  query FindingsOne($id: ID!) {
    finding(id: $id) {
      id score state sentence start end facts links
      detector { name label about classes law exonerates }
      subjects { id role kind entity { id kind caption risk { grade score } } }
    }
    findingHistory(id: $id, first: 100) { total nodes { seq act at who verdict person text corrects } }
    findingAssignees(ids: [$id]) { person }
    scoreHistory(id: $id) { at score seq }
  }
`);
export const Scores = graphql(`
  query FindingsScores($detector: String!) {
    findings(detectors: [$detector], first: 500) { total nodes { score state } }
  }
`);
export const LinksAmong = graphql(`
  query FindingsAmong($ids: [ID!]!) {
    among(ids: $ids, summed: false) { links { id type from { id kind caption } to { id kind caption } facts { name type value } } }
  }
`);
export const Captions = graphql(`
  query FindingsCaptions($ids: [ID!]!) { entitiesById(ids: $ids) { id kind caption } }
`);
export const Decide = graphql(`
  mutation FindingsDecide($ids: [ID!]!, $verdict: Verdict!, $reason: String!) {
    triageMany(ids: $ids, verdict: $verdict, reason: $reason) { seq }
  }
`);
export const Assign = graphql(`
  mutation FindingsAssign($ids: [ID!]!, $person: String!, $reason: String!) {
    assignMany(ids: $ids, person: $person, reason: $reason) { seq }
  }
`);
export const People = graphql(`query FindingsPeople { triagePeople }`);
export const Comment = graphql(`
  mutation FindingsComment($id: ID!, $text: String!) {
    commentFinding(id: $id, text: $text) { seq }
  }
`);

export const PREFIX = /^user:/; // before the name of whoever signs in by name
const PAGE = 200; // as the cost of one operation allows
export const MOST = 1000; // that are sorted on the page

export interface Filter {
  states: State[] | null;
  detectors: string[] | null;
  least: number; // 0 to 1
}
export type Told = NonNullable<FindingsOneQuery["finding"]>;
type Node = FindingsListQuery["findings"]["nodes"][number];
export type Listed = Node & { assignee?: string | undefined };
interface Page {
  total: number;
  next: string | null;
  nodes: Listed[];
}

async function page(filter: Filter, after: string | null, signal: AbortSignal): Promise<Page> {
  const { findings } = await ask(List, { ...filter, first: PAGE, after }, signal);
  const ids = findings.nodes.map((one) => one.id);
  const whose = ids.length ? (await ask(Whose, { ids }, signal)).findingAssignees : [];
  const by = new Map(whose.map((one) => [one.finding, one.person]));
  return { total: findings.total, next: findings.pageInfo.hasNextPage ? (findings.pageInfo.endCursor ?? null) : null, nodes: findings.nodes.map((one) => ({ ...one, assignee: by.get(one.id)?.replace(PREFIX, "") })) };
}

/** All that match, up to MOST: a page is shown as soon as it is there. */
export function useList(filter: Filter) {
  const lang = useLang((s) => s.lang);
  const asked = useInfiniteQuery<Page, AskError, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: ["findings", filter, lang],
    queryFn: ({ pageParam, signal }) => page(filter, pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (last, all) => (all.length * PAGE < MOST ? last.next : null),
    placeholderData: (before) => before,
  });
  const { hasNextPage, isFetching, fetchNextPage } = asked;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const rows = useMemo(() => asked.data?.pages.flatMap((one) => one.nodes) ?? [], [asked.data]);
  return { asked, rows, total: asked.data?.pages[0]?.total ?? 0 };
}

/** Patterns by name, and how many findings of each pattern and state there are. */
export function useAround() {
  const { data } = useAsk(Around, {});
  return useMemo(() => {
    const patterns = new Map((data?.patterns ?? []).map((one) => [one.name, one]));
    const counts = new Map((data?.findingTallies ?? []).map((one) => [one.name, one.count]));
    return { patterns, counts, known: data !== undefined, label: (name: string) => patterns.get(name)?.label ?? name };
  }, [data]);
}

/** The list as a file, all pages of it. */
export const FindingsFile = graphql(`
  query FindingsFile($states: [State!], $detectors: [String!], $least: Float!, $after: String) {
    findings(states: $states, detectors: $detectors, least: $least, first: 500, after: $after) {
      nodes { id score state sentence start end detector { name label } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);
