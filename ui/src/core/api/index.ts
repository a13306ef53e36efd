/** What components use to ask: `useAsk(document, variables)`, `useDo(document)`. */
import { useMutation, useQuery, useQueryClient, type UseQueryOptions } from "@tanstack/react-query";
import { useLang } from "../words";
import type { TypedDocumentString } from "./gql/graphql";
import { ask, AskError } from "./request";

export { graphql } from "./gql";
export { ask, AskError, download, fetched, gone, save, useReach } from "./request";
export { may, useMe, type Me } from "./me";

type Options<T> = Omit<UseQueryOptions<T, AskError>, "queryKey" | "queryFn">;

/** A query, kept and shared by its text, variables and language. */
export function useAsk<T, V>(document: TypedDocumentString<T, V>, variables: V, options: Options<T> = {}) {
  const lang = useLang((s) => s.lang);
  return useQuery<T, AskError>({ queryKey: [String(document), variables, lang], queryFn: ({ signal }) => ask(document, variables, signal), ...options });
}

/** A mutation; afterwards everything on screen is asked again, for a decision shows in many places. */
export function useDo<T, V>(document: TypedDocumentString<T, V>) {
  const client = useQueryClient();
  return useMutation<T, AskError, V>({ mutationFn: (variables) => ask(document, variables), onSuccess: () => client.invalidateQueries() });
}
