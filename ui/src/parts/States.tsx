/** The states of whatever is asked: not yet there, failed, empty, not this person's to see. Each says what to do next. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import type { AskError } from "../core/api";
import { useWords } from "../core/words";
import { Icon, type IconName } from "./Icon";
import { words } from "./words";

function Plain({ icon, tone = "", title, children }: { icon: IconName; tone?: string; title: string; children?: ReactNode }) {
  return (
    <div className={`state ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <span className="glyph">
        <Icon name={icon} />
      </span>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** Why it is empty, and the next step. */
export function Empty({ title, children, icon = "file" }: { title: string; children?: ReactNode; icon?: IconName }) {
  return (
    <Plain icon={icon} title={title}>
      {children}
    </Plain>
  );
}

export function Failure({ error, again }: { error: AskError; again?: () => void }) {
  const w = useWords(words);
  if (error.forbidden) return <NoRight />;
  return (
    <Plain icon="alert" tone="bad" title={w.failed}>
      <p>{error.message}</p>
      <p className="t3 fs12">{w.unchanged}</p>
      {again && (
        <Button size="small" onClick={again}>
          {w.again}
        </Button>
      )}
    </Plain>
  );
}

export function NoRight() {
  const w = useWords(words);
  return (
    <Plain icon="lock" tone="gold" title={w.noright}>
      <p>{w.norightMore}</p>
    </Plain>
  );
}

/** The final shape in grey; after three seconds it says how long it has been. */
export function Loading({ lines = 4, cancel }: { lines?: number; cancel?: () => void }) {
  const w = useWords(words);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const clock = setInterval(() => setSeconds((s) => s + 1), 1000);
    return () => clearInterval(clock);
  }, []);
  return (
    <div className="col loading" role="status" aria-label={w.loading}>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="skeleton" style={{ height: 14, width: `${92 - ((i * 37) % 40)}%` }} />
      ))}
      {seconds >= 3 && (
        <span className="row t3 fs12">
          {w.slow(seconds)}
          {cancel && (
            <Button size="small" onClick={cancel}>
              {w.cancel}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

/** What was asked, once it is there; until then and otherwise its state. */
export function Answered<T>({ of, lines, children }: { of: UseQueryResult<T, AskError>; lines?: number; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Failure error={of.error} again={() => void of.refetch()} />;
  return <Loading {...(lines ? { lines } : {})} />;
}
