/** Beside a case: its saved views, the annotations on what is in it, and its lists as files. */
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { useAsk, useDo, useMe } from "../../core/api";
import { bare, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Export, Icon, Panel, Reason } from "../../parts";
import { CaseAnnotations, CaseThingsFile, CaseTimelineFile, CaseUnannotate } from "./documents";
import { What } from "./Things";
import type { Can, File, Thing } from "./types";
import { words } from "./words";

export function Views({ of }: { of: File }) {
  const w = useWords(words);
  return (
    <Panel plain title={w.views} sub={w.charge(of.views.total)}>
      {of.views.nodes.length === 0 ? (
        <div className="case-none"><b>{w.noViews}</b><p>{w.noViewsMore}</p></div>
      ) : (
        of.views.nodes.map((view) => (
          <div key={view.id} className="case-line">
            <Icon name="board" small />
            <div className="grow">
              <Link to={`/board?view=${view.id}`} className="b ell case-view">{view.title}</Link>
              <div className="t3 fs12">{w.version(view.version)} · {bare(view.who)} · {minute(view.at)}</div>
            </div>
          </div>
        ))
      )}
    </Panel>
  );
}

export function Annotations({ of, can, things }: { of: File; can: Can; things: readonly Thing[] }) {
  const w = useWords(words);
  const me = useMe();
  const subjects = useMemo(() => things.slice(0, 500).map((t) => t.id), [things]);
  const asked = useAsk(CaseAnnotations, { subjects, case: of.id }, { enabled: subjects.length > 0 });
  const remove = useDo(CaseUnannotate);
  const [away, setAway] = useState<number>();
  const by = new Map(things.map((t) => [t.id, t]));
  if (subjects.length === 0) return null;
  return (
    <Panel plain title={w.annotations} sub={asked.data && w.charge(asked.data.annotations.total)}>
      <Answered of={asked} lines={2}>
        {({ annotations }) =>
          annotations.nodes.length === 0 ? (
            <p className="case-none">{w.noAnnotations}</p>
          ) : (
            <ul className="case-notes">
              {annotations.nodes.map((note) => {
                const thing = by.get(note.subject);
                return (
                  <li key={note.seq} className="case-note">
                    <div className="row fs12">
                      <b>{bare(note.who)}</b>
                      <span className="t3">{minute(note.at)}</span>
                      <span className="grow ell">{thing && <What of={thing} />}</span>
                      {can.comment && note.who === me.who && <button type="button" className="textbutton nw" onClick={() => setAway(note.seq)}>{w.takeAway}</button>}
                    </div>
                    <p>{note.text}</p>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Answered>
      {away !== undefined && <Reason title={w.takeAwayTitle} more={w.takeAwayMore} act={w.takeAway} danger close={() => setAway(undefined)} send={(reason) => remove.mutateAsync({ seq: away, reason })} />}
    </Panel>
  );
}

export function Exports({ of }: { of: File }) {
  const w = useWords(words);
  const lines = [
    [w.exportThings, <Export key="t" of={CaseThingsFile} variables={{ id: of.id }} name={`${of.number}-${w.exportThings}`} />],
    [w.exportTimeline, <Export key="s" of={CaseTimelineFile} variables={{ id: of.id }} name={`${of.number}-${w.exportTimeline}`} />],
    [w.exportNotes, <Export key="n" of={CaseTimelineFile} variables={{ id: of.id, acts: ["comment"] as const }} name={`${of.number}-${w.exportNotes}`} />],
  ] as const;
  return (
    <Panel plain title={w.exports}>
      {lines.map(([name, file]) => (
        <div key={name} className="case-line">
          <Icon name="file" small />
          <span className="grow">{name}</span>
          {file}
        </div>
      ))}
      <p className="case-foot">{w.exportsMore}</p>
    </Panel>
  );
}
