/** What is selected on the board, docked at the right: what it means, what it rests on, what weakens it. */
import type { ReactNode } from "react";
import type { Mark } from "../../core/board/types";
import { useWords } from "../../core/words";
import { Empty, Icon } from "../../parts";
import { EntityPanel } from "./EntityPanel";
import "./inspector.css";
import { LinePanel } from "./LinePanel";
import type { Subject } from "./types";
import { words } from "./words";

export { against } from "./against";
export { useFindings, useNotes } from "./asked";
export { CounterList } from "./CounterList";
export { FindingList } from "./FindingList";
export { Notes } from "./Notes";
export { Relations } from "./Relations";
export type { Mark } from "../../core/board/types";
export type { EntitySubject, LineSubject, Subject } from "./types";

export interface InspectorProps {
  subject: Subject | null;
  /** What the board can do with it. */
  acts?: ReactNode;
  /** Why it is on the board. */
  whence?: ReactNode;
  /** How it is marked on the board. */
  marks?: readonly Mark[];
  /** The case that notes are written in; left out: for all who may annotate. */
  caseId?: string;
  /** What happened last, read out as it changes. */
  live?: ReactNode;
  onClose: () => void;
  /** Select others on the board: entities, and links by their ids. */
  onSelect: (entities: readonly string[], links?: readonly string[]) => void;
}

/** What the parts of the inspector are given. */
export interface Shared extends Omit<InspectorProps, "subject" | "live"> {
  close: ReactNode;
}

export function Inspector({ subject, live, ...rest }: InspectorProps) {
  const w = useWords(words);
  const close = (
    <button type="button" className="iconbutton" onClick={rest.onClose} title={w.close} aria-label={w.close}>
      <Icon name="x" />
    </button>
  );
  const shared = { ...rest, close };
  return (
    <aside className="insp" aria-label={w.label}>
      {!subject ? (
        <div className="insp-blank">
          <Empty title={w.nothing} icon="cursor">
            <p>{w.none}</p>
          </Empty>
        </div>
      ) : subject.sort === "entity" ? (
        <EntityPanel key={subject.id} id={subject.id} {...shared} />
      ) : (
        <LinePanel key={subject.id} line={subject} {...shared} />
      )}
      <div className="insp-live" aria-live="polite">
        {live && (
          <>
            <Icon name="ok" small />
            <span className="grow">{live}</span>
          </>
        )}
      </div>
    </aside>
  );
}
