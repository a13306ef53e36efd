/** One way: its entities in order, between each two what links them, with sum, number and time. */
import { useVocabulary } from "../../core/api/ontology";
import { count, day, money } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { KindIcon, Risk } from "../../parts";
import { stepSaid, type StepShown, type WayShown } from "./ways";
import { words } from "./words";

export function Way({ of }: { of: WayShown }) {
  const { kind } = useVocabulary();
  return (
    <ol className="way">
      {of.entities.map((one, i) => (
        <li key={one.id}>
          <span className="way-end">
            <KindIcon kind={one.kind} size={18} label={kind(one.kind)} />
            <span className="ell">{one.caption}</span>
            {one.risk && one.risk.grade !== "NONE" && <Risk grade={one.risk.grade} />}
          </span>
          {of.steps[i] && i < of.entities.length - 1 && <Step of={of.steps[i]} from={one.id} />}
        </li>
      ))}
    </ol>
  );
}

const ARROW = { on: "↓", back: "↑", both: "↕" };

function Step({ of, from }: { of: StepShown; from: string }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { link } = useVocabulary();
  const said = stepSaid(of, from);
  const dates = said.first && (said.last && day(said.last) !== day(said.first) ? `${day(said.first)} ${w.to} ${day(said.last)}` : day(said.first));
  return (
    <span className="way-step">
      <span className="way-arrow" role="img" aria-label={w[said.way]}>
        {ARROW[said.way]}
      </span>
      <span className="t2">{said.types.map(link).join(w.and)}</span>
      {said.sum != null && <b className="nw">{money(said.sum, lang)}</b>}
      {said.links > 1 && <span className="t3 nw">{said.sum != null ? w.times(count(said.links)) : w.many(count(said.links))}</span>}
      {of.truncated && <span className="t3 nw">{w.more(count(of.total))}</span>}
      {dates && <span className="t3 nw">{dates}</span>}
    </span>
  );
}
