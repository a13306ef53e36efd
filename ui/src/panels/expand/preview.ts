/** How much an expansion adds and leaves: by the counts where they tell it, otherwise by asking. */
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ask, graphql, type AskError } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { chosenOf, filtered, lines, requests, share } from "./choice";
import type { ExpandCount, ExpandSettings } from "./types";
import { words } from "./words";

const Preview = graphql(`
  query ExpandPreview($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen) {
    expand(id: $id, links: $links, outgoing: $outgoing, kinds: $kinds, since: $since, until: $until, least: $least, most: $most, first: 1) { total }
  }
`);

export interface Shared {
  added?: number; // not known yet
  says: string;
}

export function useShare(id: string, settings: ExpandSettings, counts: readonly ExpandCount[]): Shared {
  const w = useWords(words);
  const { links } = useVocabulary();
  const chosen = chosenOf(settings, counts);
  const wanted = useDeferredValue(requests(settings, counts));
  const asked = useQuery<number, AskError>({
    queryKey: ["expand-preview", id, wanted],
    enabled: filtered(settings) && chosen.length > 0,
    queryFn: async ({ signal }) => {
      const found = await Promise.all(wanted.map((one) => ask(Preview, { id, ...one, links: one.links as never, kinds: one.kinds as never }, signal)));
      return found.reduce((sum, one) => sum + (one.expand?.total ?? 0), 0);
    },
  });
  if (!chosen.length) return { says: w.choose };
  const total = filtered(settings) ? asked.data : lines(chosen, (link) => !!links.get(link)?.sum);
  if (total === undefined) return { says: asked.error ? w.failed : w.asking };
  if (total === 0) return { added: 0, says: w.zero };
  const { added, left } = share(total, settings);
  return { added, says: w.adds(count(added)) + (left ? w.left(count(left)) : "") };
}
