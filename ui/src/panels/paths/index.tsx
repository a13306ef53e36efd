/** Ways between two entities: the shortest, all within a length, or the way of money in order of time. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { AskError } from "../../core/api";
import { useVocabulary } from "../../core/api/ontology";
import { count, money } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Empty, Icon, KindIcon, type Named } from "../../parts";
import { QueryButton } from "../query";
import { find, PathOfMoney, PathsBetween, USUAL, variables, type Found, type PathSettings } from "./asked";
import { Form } from "./Form";
import "./paths.css";
import { Way } from "./Way";
import { brought, narrowest, type WayShown } from "./ways";
import { words } from "./words";

export { WayShownParts } from "./asked";
export { Way } from "./Way";
export { brought, onceEach, stepSaid, type WayShown } from "./ways";

interface Props {
  from: Named;
  to: Named;
  /** Entities and links of the chosen ways. */
  onShow: (entities: WayShown["entities"], links: readonly string[]) => void;
  onClose: () => void;
}

export function PathsPanel({ from, to, onShow, onClose }: Props) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const [ends, setEnds] = useState<[Named, Named]>([from, to]);
  const [settings, setSettings] = useState<PathSettings>(USUAL);
  const [wanted, setWanted] = useState<{ ends: [Named, Named]; settings: PathSettings }>({ ends, settings });
  const [a, b] = wanted.ends;
  const asked = useQuery<Found, AskError>({ queryKey: ["paths", a.id, b.id, wanted.settings, lang], queryFn: ({ signal }) => find(a.id, b.id, wanted.settings, signal), enabled: a.id !== b.id });
  const document = wanted.settings.mode === "money" ? PathOfMoney : PathsBetween;
  return (
    <section className="paths" aria-label={w.title}>
      <header className="paths-head">
        <b className="nw">{w.title}</b>
        <span className="grow" />
        <QueryButton of={[{ title: w.title, document: String(document), variables: variables(a.id, b.id, wanted.settings) }]} />
        <button type="button" className="iconbutton" onClick={onClose} title={w.close} aria-label={w.close}>
          <Icon name="x" />
        </button>
      </header>
      <Ends of={ends} swap={() => setEnds([ends[1], ends[0]])} />
      <Form settings={settings} put={setSettings} find={() => setWanted({ ends, settings })} busy={asked.isFetching} />
      <div className="paths-found">{a.id === b.id ? <Empty title={w.same} icon="path" /> : <Answered of={asked}>{(found) => <List found={found} onShow={onShow} />}</Answered>}</div>
    </section>
  );
}

function Ends({ of: [from, to], swap }: { of: [Named, Named]; swap: () => void }) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  const end = (one: Named) => (
    <span className="row paths-end">
      <KindIcon kind={one.kind} size={20} label={kind(one.kind)} />
      <b className="ell">{one.caption}</b>
    </span>
  );
  return (
    <div className="paths-ends">
      {end(from)}
      {end(to)}
      <button type="button" className="iconbutton" onClick={swap} title={w.swap} aria-label={w.swap}>
        <Icon name="sort" small />
      </button>
    </div>
  );
}

function List({ found, onShow }: { found: Found } & Pick<Props, "onShow">) {
  const w = useWords(words);
  if (found.ways.length === 0)
    return (
      <Empty title={w.none} icon="path">
        <p>{w.noneMore}</p>
      </Empty>
    );
  const show = (ways: readonly WayShown[]) => {
    const { entities, links } = brought(ways);
    onShow(entities, links);
  };
  const n = count(found.ways.length);
  return (
    <div className="col" style={{ gap: 8 }}>
      <div className="row fs12">
        <span className="t2 grow">{[found.truncated ? w.listed(n) : w.found(n), ...found.left].join(" · ")}</span>
        {found.ways.length > 1 && (
          <Button size="small" onClick={() => show(found.ways)}>
            {w.showAll(n)}
          </Button>
        )}
      </div>
      {found.ways.map((way, i) => (
        <OneWay key={i} of={way} show={() => show([way])} />
      ))}
    </div>
  );
}

function OneWay({ of, show }: { of: WayShown; show: () => void }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const least = narrowest(of);
  return (
    <article className="paths-one">
      <header className="row">
        <span className="t3 fs12">{w.steps(of.steps.length)}</span>
        {least != null && (
          <span className="t3 fs12">
            {w.most} {money(least, lang)}
          </span>
        )}
        <span className="grow" />
        <Button size="small" type="primary" ghost onClick={show}>
          {w.show}
        </Button>
      </header>
      <Way of={of} />
    </article>
  );
}
