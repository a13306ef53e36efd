/** What speaks against, one card each: what the data already says, and what is still to be looked for. */
import { useState, type ReactNode } from "react";
import { graphql, useAsk } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { count, second } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty } from "../../parts";
import { lookalikes, sayings } from "./against";
import type { Counter } from "./types";
import { words } from "./words";

const Sources = graphql(`
  query InspectorSayings($id: ID!, $prop: String!) {
    why(id: $id, prop: $prop, first: 100) { nodes { file row values } }
  }
`);

export function CounterList({ of }: { of: readonly Counter[] }) {
  const w = useWords(words);
  if (of.length === 0)
    return (
      <Empty title={w.nocounter} icon="ok">
        <p>{w.nocounterMore}</p>
      </Empty>
    );
  const sole = of.filter((one) => one.sort !== "exonerates");
  return (
    <div className="col" style={{ gap: 8 }}>
      {sole.map((one, i) => (
        <One key={i} of={one} />
      ))}
      {lookalikes(of).map(([patterns, texts]) => (
        <Card key={patterns.join()} title={w.ofPattern(patterns.join(w.and))}>
          <ul className="insp-looks">
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function One({ of }: { of: Exclude<Counter, { sort: "exonerates" }> }) {
  const w = useWords(words);
  const { property } = useVocabulary();
  switch (of.sort) {
    case "conflict":
      return (
        <Card title={w.conflictOf(property(of.owner, of.prop)?.label ?? of.prop)} seen>
          {of.ids.length > 1 && <div>{w.inLinks(count(of.ids.length))}</div>}
          <Disagreeing ids={of.ids} prop={of.prop} />
        </Card>
      );
    case "dismissed":
      return (
        <Card title={`${w.dismissed}：${of.finding.detector.label}`} seen>
          {of.finding.sentence}
        </Card>
      );
    case "weakens":
      return <Card title={w.weakens}>{of.text}</Card>;
  }
}

function Card({ title, seen = false, children }: { title: string; seen?: boolean; children: ReactNode }) {
  const w = useWords(words);
  return (
    <article className="insp-card">
      <header>
        <b className="grow">{title}</b>
        <span className={seen ? "tag red" : "tag amber"}>{seen ? w.seen : w.check}</span>
      </header>
      <div>{children}</div>
    </article>
  );
}

const AT_ONCE = 5; // records whose sources are compared before one asks for more

function Disagreeing({ ids, prop }: { ids: readonly string[]; prop: string }) {
  const w = useWords(words);
  const [shown, setShown] = useState(0);
  return (
    <div className="col" style={{ gap: 6 }}>
      {ids.slice(0, shown).map((id) => (
        <Sayings key={id} id={id} prop={prop} />
      ))}
      {shown < ids.length && (
        <button type="button" className="textbutton insp-compare" onClick={() => setShown(shown + AT_ONCE)}>
          {shown ? w.compareMore(count(ids.length - shown)) : w.compare}
        </button>
      )}
    </div>
  );
}

function Sayings({ id, prop }: { id: string; prop: string }) {
  const w = useWords(words);
  const asked = useAsk(Sources, { id, prop });
  return (
    <Answered of={asked} lines={1}>
      {({ why }) => (
        <ul className="insp-sayings">
          {sayings(why.nodes, prop).map((one) => (
            <li key={one.value}>
              <b>{/^\d{4}-\d\d-\d\dT/.test(one.value) ? second(one.value) : one.value}</b>
              <span className="t3 nw">{w.said(count(one.rows.length))}</span>
              <span className="t3 ell" title={one.rows.map((r) => `${r.file} ${r.row}`).join("\n")}>
                {one.rows[0]!.file} · {one.rows[0]!.row}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}
