/** Leads that were not taken over, with why; a dismissal can be taken back. */
import { useState } from "react";
import { useDo } from "../../../core/api";
import type { CaseMatrixQuery } from "../../../core/api/gql/graphql";
import { bare, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Reason } from "../../../parts";
import type { Can, File } from "../types";
import { CaseEvidenceRemove } from "./documents";
import { words } from "./words";

type Held = CaseMatrixQuery["case"];

export function Dismissed({ held, labels, of, can }: { held: Held["evidenceDismissed"]; labels: Held["elements"]; of: File; can: Can }) {
  const w = useWords(words);
  const remove = useDo(CaseEvidenceRemove);
  const [seq, setSeq] = useState<number>();
  if (held.length === 0) return null;
  const label = new Map(labels.map((one) => [one.element, one.label]));
  return (
    <details className="mx-dismissed fs12">
      <summary className="t2">{w.dismissed(held.length)}</summary>
      <ul>
        {held.map((one) => (
          <li key={one.seq}>
            <span className="tag">{label.get(one.element)} · {w[one.side]}</span>
            {one.finding && <span className="t2">{one.finding.detector.label}</span>}
            {one.entity && <span className="t2">{one.entity.caption}</span>}
            <span className="grow">{w.why} · {one.text}</span>
            <span className="t3 nw">{w.by(bare(one.who), minute(one.at))}</span>
            {can.work && <button type="button" className="textbutton nw" onClick={() => setSeq(one.seq)}>{w.undo}</button>}
          </li>
        ))}
      </ul>
      {seq !== undefined && <Reason title={w.undoTitle} more={w.undoMore} act={w.undo} close={() => setSeq(undefined)} send={(reason) => remove.mutateAsync({ id: of.id, seq, reason })} />}
    </details>
  );
}
