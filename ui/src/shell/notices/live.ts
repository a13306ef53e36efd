/** New findings as they come up, over the server's socket; opened again when it was cut off. */
import { createClient } from "graphql-ws";
import { graphql } from "../../core/api";
import type { NoticesFindingsSubscription } from "../../core/api/gql/graphql";

const NewFindings = graphql(`subscription NoticesFindings { newFindings { id } }`);
const REFUSED = 1008; // the session has ended: asking again would be refused again
const [FIRST, LAST] = [2_000, 60_000]; // ms until the next try
const ALIVE = 30_000; // ms between questions whether the server is still there

/** Tells each new finding's id until it is stopped. */
export function watchFindings(tell: (id: string) => void): () => void {
  const address = new URL("/api/graphql", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const client = createClient({
    url: address.href,
    keepAlive: ALIVE,
    retryAttempts: Infinity,
    retryWait: (times) => new Promise((again) => setTimeout(again, Math.min(LAST, FIRST * 2 ** times))),
    shouldRetry: () => true, // but what the library knows to be final, a refusal among it
  });
  let later: ReturnType<typeof setTimeout>;
  const next = ({ data }: { data?: NoticesFindingsSubscription | null }) => data && tell(data.newFindings.id);
  const error = (why: unknown) => (why as CloseEvent).code === REFUSED || (later = setTimeout(begin, LAST));
  const begin = () => client.subscribe<NoticesFindingsSubscription>({ query: String(NewFindings) }, { next, error, complete: () => undefined });
  begin();
  return () => {
    clearTimeout(later);
    void client.dispose();
  };
}
