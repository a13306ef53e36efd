/** Asking the server. One session's cookie, the token of its forms, and errors as people read them. */
import { create } from "zustand";
import { useLang, wordsNow } from "../words";
import type { TypedDocumentString } from "./gql/graphql";
import { words } from "./words";

/** What the server refused or could not do, in the asker's language; `code` is its kind where it gives one. */
export class AskError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string = "",
    readonly retryAfter: number = 0,
  ) {
    super(message);
  }
  /** Whether the asker lacks the right. */
  get forbidden(): boolean {
    return this.status === 403 || this.code === "REFUSED";
  }
}

/** Whether the last request found no server. */
export const useReach = create<{ away: boolean }>(() => ({ away: false }));

let csrf = "";
/** The token that writing needs; `/api/me` gives it. */
export function keepToken(token: string): void {
  csrf = token;
}

const headers = (more: Record<string, string> = {}): Record<string, string> => ({
  accept: "application/json",
  "accept-language": useLang.getState().lang,
  "x-csrf-token": csrf,
  ...more,
});

/** Leave for the door when the session has ended; the way back is kept. */
function door(): never {
  location.assign(`/signin?next=${encodeURIComponent(location.pathname + location.search)}&lang=${useLang.getState().lang}`);
  throw new AskError("", 401);
}

async function refused(answer: Response): Promise<AskError> {
  const { status } = answer;
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>; // an answer of a proxy is no JSON
  const [first] = (body.errors ?? []) as Wrong[];
  const told = (useLang.getState().lang === "zh" && body["错误"]) || body.error || first?.message || body.detail;
  const w = wordsNow(words);
  const message = typeof told === "string" ? told : status === 422 ? w.unfit : w.strange(status);
  return new AskError(message, status, first?.extensions?.code ?? "", Number(answer.headers.get("retry-after") ?? 0));
}

/** Any address of ours; refusals, and that there is no server, are thrown as AskError. */
export async function fetched(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...init, headers: headers(init.headers as Record<string, string>) });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw gone();
  }
  useReach.setState({ away: false });
  if (answer.status === 401) door();
  if (!answer.ok) throw await refused(answer);
  return answer;
}

/** That there is no server, noted and as an error. */
export function gone(): AskError {
  useReach.setState({ away: true });
  return new AskError(wordsNow(words).away, 0, "AWAY");
}

interface Wrong {
  message: string;
  extensions?: { code?: string };
}
interface Answer<T> {
  data?: T | null;
  errors?: Wrong[];
}

/** One GraphQL operation. */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  const answer = await fetched("/api/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: String(document), variables }),
    signal: signal ?? null,
  });
  const body = (await answer.json().catch((error) => {
    throw signal?.aborted ? error : error instanceof SyntaxError ? new AskError(wordsNow(words).strange(answer.status), answer.status) : gone();
  })) as Answer<T>;
  const wrong = body.errors?.[0];
  if (wrong || !body.data) throw new AskError(wrong?.message ?? wordsNow(words).strange(200), 200, wrong?.extensions?.code ?? "");
  return body.data;
}

/** A file of the server, saved by the browser. */
export async function download(path: string, init: RequestInit, name: string): Promise<void> {
  save(await (await fetched(path, init)).blob(), name);
}

/** Give the person a file that the page made. */
export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
