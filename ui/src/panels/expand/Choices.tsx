/** The counts with a box each: link and direction, kind, amount, how many others. */
import { Checkbox } from "antd";
import { useVocabulary } from "../../core/api/ontology";
import { count, exact, shortMoney } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { KindIcon, LinkWay, useWay } from "../../parts";
import { chosenOf, keyOf, turned } from "./choice";
import type { ExpandCount, ExpandSettings } from "./types";
import { words } from "./words";

interface Props {
  counts: readonly ExpandCount[];
  settings: ExpandSettings;
  onSettings: (settings: ExpandSettings) => void;
}

export function Choices({ counts, settings, onSettings }: Props) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const way = useWay();
  const { kind } = useVocabulary();
  const chosen = new Set(chosenOf(settings, counts).map(keyOf));
  const every = chosen.size === counts.length;
  return (
    <div className="exp-counts">
      {counts.map((one) => {
        const key = keyOf(one);
        return (
          <label key={key} className="exp-count" title={`${kind(one.kind)} · ${w.links(count(one.links))}${one.amount ? ` · ${exact(one.amount)}` : ""}`}>
            <Checkbox checked={chosen.has(key)} onChange={(event) => onSettings(turned(settings, counts, [key], event.target.checked))} aria-label={`${way(one.link, one.outgoing)} ${kind(one.kind)}`} />
            <KindIcon kind={one.kind} size={18} label={kind(one.kind)} />
            <LinkWay link={one.link} outgoing={one.outgoing} />
            <span className="t3 num nw">{one.amount ? shortMoney(one.amount, lang) : ""}</span>
            <span className="num b nw">
              {count(one.others)} {w.unit}
            </span>
          </label>
        );
      })}
      {counts.length > 1 && (
        <button type="button" className="textbutton fs12 exp-all" onClick={() => onSettings(turned(settings, counts, counts.map(keyOf), !every))}>
          {every ? w.none : w.all}
        </button>
      )}
    </div>
  );
}
