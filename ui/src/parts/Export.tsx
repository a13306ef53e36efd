/** A list as a CSV file, written by the server: masked as on screen, its SHA-256 in the audit chain. */
import { App, Button } from "antd";
import { useState } from "react";
import { fetched, may, save, useMe } from "../core/api";
import type { TypedDocumentString } from "../core/api/gql/graphql";
import { useWords } from "../core/words";
import { Icon } from "./Icon";
import { words } from "./words";

interface Props<T, V> {
  of: TypedDocumentString<T, V>; // with `$after` where all pages are wanted
  variables: V;
  name: string;
  label?: string;
  format?: "csv" | "graphml" | "parquet";
}

export function Export<T, V>({ of, variables, name, label, format = "csv" }: Props<T, V>) {
  const w = useWords(words);
  const me = useMe();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (!may(me, "export")) return null;
  const go = async () => {
    setBusy(true);
    try {
      const body = JSON.stringify({ query: String(of), variables, format, name });
      const answer = await fetched("/api/graphql/download", { method: "POST", headers: { "content-type": "application/json" }, body });
      save(await answer.blob(), `${name}.${format}`);
      const rows = Number(answer.headers.get("x-jinying-rows") ?? 0);
      if (answer.headers.get("x-jinying-truncated") === "true") void message.warning(w.savedSome(rows));
      else void message.success(w.saved(rows));
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" icon={<Icon name="download" small />} loading={busy} onClick={() => void go()} title={w.saveHint}>
      {label ?? w.csv}
    </Button>
  );
}
