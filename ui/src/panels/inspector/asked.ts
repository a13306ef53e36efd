/** What the inspector asks. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { ask, graphql, may, useAsk, useMe, type AskError } from "../../core/api";
import type { InspectorLinksQuery } from "../../core/api/gql/graphql";
import { useLang } from "../../core/words";
import type { Held, LineSubject } from "./types";

const Entity = graphql(`
  query InspectorEntity($id: ID!) {
    entity(id: $id) {
      id kind caption sources conflicts
      risk { score grade findings }
      facts { name type value masked }
      neighbourCounts { link outgoing kind links others amount }
    }
    owned: expand(id: $id, links: [OWNS], outgoing: false, first: 2) { entities { id kind caption } }
  }
`);
const Ends = graphql(`
  query InspectorEnds($from: ID!, $to: ID!) {
    from: entity(id: $from) { id kind caption risk { score grade } }
    to: entity(id: $to) { id kind caption risk { score grade } }
    fromOwned: expand(id: $from, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }
    toOwned: expand(id: $to, links: [OWNS], outgoing: false, first: 2) { entities { id caption } }
  }
`);
const Links = graphql(`
  query InspectorLinks($from: ID!, $to: ID!, $type: LinkType!, $first: Int!, $after: String) {
    linksBetween(fromId: $from, toId: $to, links: [$type], first: $first, after: $after) {
      amount
      leftOut { words count }
      links { total pageInfo { endCursor hasNextPage } nodes { id type sources conflicts facts { name type value masked } } }
    }
  }
`);
const Findings = graphql(`
  query InspectorFindings($id: ID!, $first: Int!) {
    findings(entity: $id, first: $first) {
      total
      nodes {
        id state score sentence start end links
        detector { name label law exonerates }
        subjects { id role entity { id kind caption } }
      }
    }
  }
`);
const Rows = graphql(`
  query InspectorRows($id: ID!) {
    why(id: $id, first: 1) { total }
  }
`);
const FINDINGS = 30;
const LINKS = 100; // of a page

export const useEntity = (id: string) => useAsk(Entity, { id });
export const useEnds = ({ fromId, toId }: LineSubject) => useAsk(Ends, { from: fromId, to: toId });
/** How many rows of files speak of it. */
export const useRowsTotal = (id: string) => useAsk(Rows, { id }).data?.why.total;

/** The findings about an entity, the highest first; none for whoever may not read them. */
export function useFindings(id: string) {
  const allowed = may(useMe(), "findings");
  const asked = useAsk(Findings, { id, first: FINDINGS }, { enabled: allowed });
  return { asked, allowed, found: (asked.data?.findings.nodes ?? []) as readonly Held[], total: asked.data?.findings.total ?? 0 };
}

export type Between = InspectorLinksQuery["linksBetween"];

/** The links behind a line, a page at a time. */
export function useLinks({ fromId, toId, type }: LineSubject) {
  const lang = useLang((s) => s.lang);
  return useInfiniteQuery<Between, AskError, { pages: Between[] }, readonly unknown[], string | null>({
    queryKey: ["inspector-links", fromId, toId, type, lang],
    queryFn: async ({ pageParam, signal }) => (await ask(Links, { from: fromId, to: toId, type: type as never, first: LINKS, after: pageParam }, signal)).linksBetween,
    initialPageParam: null,
    getNextPageParam: (page) => (page.links.pageInfo.hasNextPage ? page.links.pageInfo.endCursor : undefined),
  });
}

const NotesOn = graphql(`
  query InspectorNotes($subjects: [ID!]!, $case: ID) {
    annotations(subjects: $subjects, case: $case, first: 100) { total nodes { seq who at text } }
  }
`);

/** What is written beside it: of one case, or all that one may see. */
export function useNotes(subjects: string[], caseId?: string) {
  const allowed = may(useMe(), "annotate");
  return { allowed, asked: useAsk(NotesOn, { subjects, case: caseId ?? null }, { enabled: allowed }) };
}

const Cases = graphql(`
  query InspectorCases($id: ID!) {
    casesWith(subject: $id, first: 20) { total nodes { id number title status role } }
  }
`);

/** One's own cases that it is in. */
export function useCases(id: string) {
  const allowed = may(useMe(), "cases");
  return { allowed, asked: useAsk(Cases, { id }, { enabled: allowed }) };
}
