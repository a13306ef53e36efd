/** Which findings rest on a line, and what each one's score would be without it: asked for one at a time, for its whole
 *  detector is run again. */
import { useState } from "react";
import { graphql, useAsk } from "../../core/api";
import { count, hundred } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon } from "../../parts";
import type { Held, LineSubject, Shared } from "./types";
import { words } from "./words";

const Without = graphql(`
  query InspectorWithout($finding: ID!, $from: ID!, $to: ID!, $type: LinkType!) {
    scoreWithout(finding: $finding, fromId: $from, toId: $to, link: $type) { score taken left gone whyNot }
  }
`);
const SHOWN = 3;

interface Props extends Pick<Shared, "onSelect"> {
  line: LineSubject;
  held: readonly Held[];
  known: boolean;
}

export function Weighed({ line, held, known, onSelect }: Props) {
  const w = useWords(words);
  const [all, setAll] = useState(false);
  return (
    <section className="insp-counted" aria-label={w.counted}>
      <div className="row">
        <span className="t3 nw">{w.counted}</span>
        {held.length === 0 && (known ? <span className="t3">{w.inNone}</span> : <span className="skeleton" style={{ width: 96, height: 14 }} />)}
        <span className="grow" />
        {held.length > SHOWN && !all && (
          <button type="button" className="textbutton fs12" onClick={() => setAll(true)}>
            {w.allOf(held.length)}
          </button>
        )}
      </div>
      <ul>
        {held.slice(0, all ? held.length : SHOWN).map((one) => (
          <One key={one.id} of={one} line={line} onSelect={onSelect} />
        ))}
      </ul>
    </section>
  );
}

function One({ of, line, onSelect }: { of: Held; line: LineSubject } & Pick<Shared, "onSelect">) {
  const w = useWords(words);
  const [wanted, ask] = useState(false);
  const { data, error, isFetching } = useAsk(Without, { finding: of.id, from: line.fromId, to: line.toId, type: line.type as never }, { enabled: wanted, staleTime: Infinity });
  const told = data?.scoreWithout;
  return (
    <li>
      <button type="button" className="tag insp-tag" title={of.sentence} onClick={() => onSelect(of.subjects.map((s) => s.id), of.links)}>
        {of.detector.label} {hundred(of.score)}
      </button>
      {!wanted && (
        <button type="button" className="textbutton fs12 nw" title={w.withoutMore} onClick={() => ask(true)} aria-label={`${w.without}：${of.detector.label}`}>
          {w.without}
        </button>
      )}
      {wanted && (
        <span className="insp-without" role="status">
          {isFetching ? (
            <span className="t3">{w.withoutBusy}</span>
          ) : error ? (
            <span className="up">{error.message}</span>
          ) : told?.whyNot ? (
            <span className="t3">{told.whyNot}</span>
          ) : told?.gone ? (
            <b>{w.withoutGone}</b>
          ) : told?.left != null ? (
            <span title={w.withoutOf(count(told.taken))}>
              {w.withoutIs} <span className="t3">{hundred(told.score)}</span> <Icon name="right" small /> <b>{hundred(told.left)}</b>
              {hundred(told.left) === hundred(told.score) && <span className="t3"> {w.withoutSame}</span>}
            </span>
          ) : null}
        </span>
      )}
    </li>
  );
}
