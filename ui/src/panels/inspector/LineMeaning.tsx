/** What a line means, and the figures of what it stands for. */
import { useVocabulary } from "../../core/api/ontology";
import { count, exact, minute } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { factText } from "../../parts";
import type { Between } from "./asked";
import type { LineSubject } from "./types";
import { words } from "./words";

export type LinkRead = Between["links"]["nodes"][number];
const DAY = 86_400_000;

interface Props {
  line: LineSubject;
  links: readonly LinkRead[];
  amount: number | undefined;
  meaning: string | undefined;
}

export function LineMeaning({ line, links, amount, meaning }: Props) {
  const w = useWords(words);
  const one = line.type === "FLOW" ? undefined : links[0];
  return (
    <div className="col" style={{ gap: 12 }}>
      <p>{meaning || w.undeclared}</p>
      {line.type === "FLOW" ? <Sums line={line} amount={amount} /> : one && <LinkFacts of={one} />}
    </div>
  );
}

function Sums({ line, amount }: { line: LineSubject; amount: number | undefined }) {
  const w = useWords(words);
  const sum = amount ?? line.sum;
  const { first, last } = line;
  const apart = first && last ? (Date.parse(last) - Date.parse(first)) / DAY : undefined;
  const figures: [string, string][] = [];
  if (line.count != null) figures.push([w.links, count(line.count)]);
  if (sum != null) figures.push([w.total, exact(sum)]);
  if (sum != null && line.count) figures.push([w.mean, exact(Math.round(sum / line.count))]);
  if (first && last) figures.push([w.span, `${minute(first)} ${w.to} ${minute(last)}`]);
  if (apart != null) figures.push([w.between, w.days(apart < 10 ? apart.toFixed(1) : count(Math.round(apart)))]);
  return (
    <dl className="facts">
      {figures.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-v`}>{value}</dd>])}
    </dl>
  );
}

/** What one link states. Masked values of a link stay masked: only an entity's can be asked for. */
export function LinkFacts({ of }: { of: LinkRead }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { property } = useVocabulary();
  if (of.facts.length === 0) return <p className="t3">{w.nofacts}</p>;
  return (
    <dl className="facts">
      {of.facts.map((fact) => [
        <dt key={fact.name}>{property(of.type, fact.name)?.label ?? fact.name}</dt>,
        <dd key={`${fact.name}-v`}>{factText(fact, lang)}</dd>,
      ])}
    </dl>
  );
}
