/** Search by a shape: a template or steps of one's own; what has the shape is listed, and the chosen ones are opened. */
import { Button, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { graphql, useAsk } from "../../core/api";
import type { PatternSearchQuery } from "../../core/api/gql/graphql";
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Icon } from "../../parts";
import { brought, onceEach, Way, type WayShown } from "../paths";
import { QueryButton } from "../query";
import "./pattern.css";
import { asSteps, TEMPLATES, type PatternStep, type TemplateName } from "./shape";
import { Steps } from "./Steps";
import { words } from "./words";

export { TEMPLATES, type PatternStep, type TemplateName } from "./shape";

const Search = graphql(`
  query PatternSearch($steps: [PatternStepInput!]!, $first: Int!) {
    patternSearch(steps: $steps, first: $first) {
      total truncated matched
      leftOut { words count }
      cypher { text values }
      ways { ...WayShown }
    }
  }
`);
const MOST = 25; // what one question may cost
const OWN = "";
const NAMES = Object.keys(TEMPLATES) as TemplateName[];

interface Props {
  /** Entities and links of the chosen ways. */
  onOpen: (entities: WayShown["entities"], links: readonly string[]) => void;
  onClose?: () => void;
  /** A template to begin with; it is searched at once. */
  template?: TemplateName;
}

export function PatternPanel({ onOpen, onClose, template }: Props) {
  const w = useWords(words);
  const { kinds } = useVocabulary();
  const [steps, setSteps] = useState<PatternStep[]>([...TEMPLATES[template ?? "pays"]]);
  const [chosen, setChosen] = useState<TemplateName | undefined>(template ?? "pays");
  const [first, setFirst] = useState(20);
  const [wanted, setWanted] = useState<{ steps: readonly PatternStep[]; first: number } | undefined>(template && { steps: TEMPLATES[template], first });
  const take = (name: TemplateName) => {
    setChosen(name);
    setSteps([...TEMPLATES[name]]);
  };
  const type = (kind: string, prop: string) => kinds.get(kind)?.properties.find((p) => p.name === prop)?.type ?? "text";
  const variables = { steps: wanted ? asSteps(wanted.steps, type) : [], first: wanted?.first ?? first };
  const asked = useAsk(Search, variables as never, { enabled: wanted !== undefined && kinds.size > 0 });
  return (
    <section className="pat" aria-label={w.title}>
      <header className="pat-head">
        <b className="grow">{w.title}</b>
        {asked.data && <QueryButton of={[{ title: w.title, document: String(Search), variables, cypher: { text: asked.data.patternSearch.cypher.text, values: asked.data.patternSearch.cypher.values } }]} />}
        {onClose && (
          <button type="button" className="iconbutton" onClick={onClose} title={w.close} aria-label={w.close}>
            <Icon name="x" />
          </button>
        )}
      </header>
      <form
        className="pat-form"
        onSubmit={(event) => {
          event.preventDefault();
          setWanted({ steps, first });
        }}
      >
        <Select size="small" aria-label={w.template} value={chosen ?? OWN} options={[...NAMES.map((name) => ({ value: name, label: w[name] })), ...(chosen ? [] : [{ value: OWN, label: w.own, disabled: true }])]} onChange={(name) => take(name as TemplateName)} />
        <Steps steps={steps} put={(next) => (setChosen(undefined), setSteps(next))} />
        <footer className="row pat-go">
          <span className="grow" />
          <InputNumber className="pat-first" size="small" aria-label={w.first} prefix={<span className="t3">{w.first}</span>} suffix={<span className="t3">{w.ways}</span>} min={1} max={MOST} precision={0} controls={false} value={first} onChange={(n) => n && setFirst(n)} />
          <Button type="primary" size="small" htmlType="submit" loading={asked.isFetching}>
            {w.find}
          </Button>
        </footer>
      </form>
      <div className="pat-found">{wanted ? <Answered of={asked}>{({ patternSearch }) => <Found key={asked.dataUpdatedAt} of={patternSearch} onOpen={onOpen} />}</Answered> : <p className="t3">{w.ask}</p>}</div>
    </section>
  );
}

function Found({ of, onOpen }: { of: PatternSearchQuery["patternSearch"] } & Pick<Props, "onOpen">) {
  const w = useWords(words);
  const { ways, mirrored } = onceEach(of.ways);
  const [chosen, setChosen] = useState<readonly number[]>(() => ways.map((_, i) => i));
  if (of.ways.length === 0)
    return (
      <Empty title={w.none} icon="search">
        <p>{w.noneMore}</p>
        <p className="t3 fs12">{w.matched(of.matched.map(count).join(" · "))}</p>
      </Empty>
    );
  const open = () => {
    const { entities, links } = brought(ways.filter((_, i) => chosen.includes(i)));
    onOpen(entities, links);
  };
  const every = chosen.length === ways.length;
  return (
    <div className="col" style={{ gap: 8 }}>
      <div className="fs12 t2">
        {[of.truncated ? w.listed(count(ways.length)) : w.found(count(ways.length)), ...of.leftOut.map((left) => left.words), ...(mirrored ? [w.mirrored(count(mirrored))] : [])].join(" · ")}
        <div className="t3">{w.matched(of.matched.map(count).join(" · "))}</div>
      </div>
      <div className="row pat-acts">
        <button type="button" className="textbutton fs12" onClick={() => setChosen(every ? [] : ways.map((_, i) => i))}>
          {every ? w.clear : w.all}
        </button>
        <span className="grow" />
        <Button type="primary" size="small" disabled={!chosen.length} onClick={open}>
          {w.chosen(count(chosen.length))}
        </Button>
      </div>
      {ways.map((way, i) => (
        <article key={i} className="pat-one">
          <Checkbox checked={chosen.includes(i)} aria-label={w.choose} onChange={(event) => setChosen(event.target.checked ? [...chosen, i].sort((a, b) => a - b) : chosen.filter((one) => one !== i))} />
          <Way of={way} />
        </article>
      ))}
    </div>
  );
}
