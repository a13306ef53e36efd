/** What the sources state of it: each value leads to the rows that say it; what is masked can be asked for. */
import { Drawer } from "antd";
import { useState } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Empty, factText, Icon, Masked, Money, Panel, SourceRows, type Fact } from "../../parts";
import { words } from "./words";

interface Props {
  id: string;
  kind: string;
  facts: readonly Fact[];
  conflicts: readonly string[];
}

export function Stated({ id, kind, facts, conflicts }: Props) {
  const w = useWords(words);
  const { property } = useVocabulary();
  const [open, setOpen] = useState<string>();
  const label = (name: string) => property(kind, name)?.label ?? name;
  return (
    <Panel title={w.facts} sub={facts.length > 0 && w.factsOf(count(facts.length))} plain>
      {facts.length === 0 ? (
        <Empty title={w.noFacts} />
      ) : (
        <dl className="ent-facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{label(fact.name)}</dt>
              <dd>
                <Value id={id} fact={fact} />
                {conflicts.includes(fact.name) && (
                  <button type="button" className="tag amber ent-conflict" title={w.conflictWhy} onClick={() => setOpen(fact.name)}>
                    {w.conflict}
                  </button>
                )}
              </dd>
              <dd>
                <button type="button" className="iconbutton" aria-label={w.rowsOf(label(fact.name))} title={w.rowsOf(label(fact.name))} onClick={() => setOpen(fact.name)}>
                  <Icon name="file" small />
                </button>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={w.rowsOf(open ? label(open) : "")} size={440} destroyOnHidden>
        {open && <SourceRows id={id} prop={open} />}
      </Drawer>
    </Panel>
  );
}

function Value({ id, fact }: { id: string; fact: Fact }) {
  const lang = useLang((s) => s.lang);
  if (fact.masked) return <Masked id={id} name={fact.name} value={String(fact.value)} />;
  if (fact.type === "amount") return <Money fen={fact.value as number} />;
  const text = factText(fact, lang);
  return <span title={text.length > 120 ? text : undefined}>{text.length > 120 ? `${text.slice(0, 120)}…` : text}</span>;
}
