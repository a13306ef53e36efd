/** What is selected on the board, docked at the right: what it means, what it rests on, what weakens it. */
import { useWords } from "../../core/words";
import { Empty, Icon } from "../../parts";
import { EntityPanel } from "./EntityPanel";
import "./inspector.css";
import { LinePanel } from "./LinePanel";
import type { InspectorProps } from "./types";
import { words } from "./words";

export { against } from "./against";
export { useFindings, useNotes } from "./asked";
export { CounterList } from "./CounterList";
export { FindingList } from "./FindingList";
export { Notes } from "./Notes";
export { Relations } from "./Relations";
export type { Mark } from "../../core/board/types";
export type { EntitySubject, InspectorProps, LineSubject, Subject } from "./types";

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
