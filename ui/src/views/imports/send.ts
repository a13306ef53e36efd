/** Sending a file in, with its progress, which `fetch` does not tell. */
import { AskError, gone } from "../../core/api";

export interface Sent {
  id: string;
  name: string;
}
interface How {
  csrf: string;
  lang: string;
  progress: (share: number) => void;
  signal: AbortSignal;
}

export function send(file: File, { csrf, lang, progress, signal }: How): Promise<Sent> {
  return new Promise((done, fail) => {
    const ask = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    ask.open("POST", "/api/uploads");
    ask.setRequestHeader("x-csrf-token", csrf);
    ask.setRequestHeader("accept-language", lang);
    ask.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    ask.onload = () => {
      const told = read(ask.responseText);
      if (ask.status === 201) done(told as unknown as Sent);
      else fail(new AskError(String(told.error ?? `HTTP ${ask.status}`), ask.status));
    };
    ask.onerror = () => fail(gone());
    ask.onabort = () => fail(new AskError("", 0));
    signal.addEventListener("abort", () => ask.abort());
    ask.send(body);
  });
}

function read(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {}; // an answer of a proxy is no JSON
  }
}
