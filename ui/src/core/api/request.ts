/** Asking the server. One session's cookie, the token of its forms, and errors as people read them. */
import { useLang } from "../words";
import type { TypedDocumentString } from "./gql/graphql";

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
  const lang = useLang.getState().lang;
  let body: Record<string, unknown> = {};
  try {
    body = (await answer.json()) as Record<string, unknown>;
  } catch {
    // an answer of a proxy is no JSON
  }
  const words = (lang === "zh" && body["错误"]) || body.error || body.detail || `HTTP ${answer.status}`;
  return new AskError(String(words), answer.status, "", Number(answer.headers.get("retry-after") ?? 0));
}

/** Any address of ours; refusals are thrown as AskError. */
export async function fetched(path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(path, { credentials: "same-origin", ...init, headers: headers(init.headers as Record<string, string>) });
  if (answer.status === 401) door();
  if (!answer.ok) throw await refused(answer);
  return answer;
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** One GraphQL operation. */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  const answer = await fetched("/api/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: String(document), variables }),
    signal: signal ?? null,
  });
  const body = (await answer.json()) as Answer<T>;
  const wrong = body.errors?.[0];
  if (wrong || !body.data) throw new AskError(wrong?.message ?? "?", 200, wrong?.extensions?.code ?? "");
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
