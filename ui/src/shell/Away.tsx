/** Told while there is no server; once it is back, what is on screen is asked again. */
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { fetched, useReach } from "../core/api";
import { useWords } from "../core/words";
import { Icon } from "../parts";
import { words } from "./words";

const EVERY = 5_000; // ms
const look = () => fetched("/health").catch(() => undefined); // what it finds is noted

export function Away() {
  const w = useWords(words);
  const client = useQueryClient();
  const away = useReach((s) => s.away);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!away) return;
    const clock = setInterval(() => void look(), EVERY);
    return () => {
      clearInterval(clock);
      void client.refetchQueries({ type: "active" });
    };
  }, [away, client]);
  if (!away) return null;
  const now = () => {
    setBusy(true);
    void look().finally(() => setBusy(false));
  };
  return (
    <div className="note warn away" role="status">
      <Icon name="alert" small />
      <span className="grow">{w.away}</span>
      <Button size="small" loading={busy} onClick={now}>{w.again}</Button>
    </div>
  );
}
