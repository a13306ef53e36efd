/** What the portrait of an entity asks. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { ask, graphql, type AskError } from "../../core/api";
import type { EntityTimelineQuery, LinkType } from "../../core/api/gql/graphql";
import { useLang } from "../../core/words";

export const Portrait = graphql(`
  query EntityPortrait($id: ID!) {
    entity(id: $id) {
      id kind caption sources conflicts
      risk { score grade findings }
      facts { name type value masked }
      neighbourCounts { link outgoing kind links others amount }
    }
  }
`);
export const Accounts = graphql(`
  query EntityAccounts($id: ID!, $outgoing: Boolean!) {
    expand(id: $id, links: [OWNS], outgoing: $outgoing, first: 50) {
      total
      entities { id kind caption risk { grade } neighbourCounts { link outgoing amount } ... on Account { bank opened balance blocked } }
    }
  }
`);
export const Cases = graphql(`
  query EntityCases($id: ID!) {
    casesWith(subject: $id, first: 20) { total nodes { id number title status suspected thingsTotal } }
  }
`);
export const TimelineAsked = graphql(`
  query EntityTimeline($id: ID!, $links: [LinkType!], $first: Int!, $after: String) {
    timelineOf(entity: $id, links: $links, first: $first, after: $after) {
      total
      pageInfo { endCursor hasNextPage }
      nodes { at label prop link linkId outgoing others count amount other { id kind caption } }
    }
  }
`);
const PAGE = 40;
export type Dated = EntityTimelineQuery["timelineOf"]["nodes"][number];

/** What is dated around it, newest first, a page at a time; of some links or of all. */
export function useTimeline(id: string, links: LinkType[] | null) {
  const lang = useLang((s) => s.lang);
  type Page = EntityTimelineQuery["timelineOf"];
  return useInfiniteQuery<Page, AskError, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: ["entity-timeline", id, links, lang],
    queryFn: async ({ pageParam, signal }) => (await ask(TimelineAsked, { id, links, first: PAGE, after: pageParam }, signal)).timelineOf,
    initialPageParam: null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null),
  });
}
