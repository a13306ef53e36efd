/** Choices of counting: the sums of both ways side by side, one of them in force. */
import { Tooltip } from "antd";
import { useWords } from "../../../core/words";
import { yuan } from "../../../core/figures";
import { Icon, Panel } from "../../../parts";
import type { Made } from "./documents";
import { isChoice, under, type Choice, type Way } from "./sides";
import { words } from "./words";

export function Counting({ made, way, choose, busy }: { made: Made; way: Way; choose: (way: Way) => void; busy: boolean }) {
  const w = useWords(words);
  return (
    <Panel plain title={w.counting} sub={w.countingHint}>
      <div className={busy ? "ways busy" : "ways"} aria-busy={busy}>
        {made.counting.map((c) => isChoice(c.name) && (
          <fieldset key={c.name} className="ways-choice">
            <legend>{c.label}</legend>
            {c.options.map((o) => <Option key={o.name} choice={c.name as Choice} option={o} made={made} way={way} choose={choose} />)}
          </fieldset>
        ))}
      </div>
    </Panel>
  );
}

type Given = Made["counting"][number]["options"][number];

function Option({ choice, option, made, way, choose }: { choice: Choice; option: Given; made: Made; way: Way; choose: (way: Way) => void }) {
  const w = useWords(words);
  const chosen = way[choice] === option.name;
  const sums = under(made.variants, way, choice, option.name) ?? made.variants.find((v) => v.chosen);
  return (
    <label className={chosen ? "ways-option on" : "ways-option"}>
      <input type="radio" className="sr" name={`way-${choice}`} checked={chosen} onChange={() => choose({ ...way, [choice]: option.name })} />
      <span className="row">
        <b className="grow">{option.label}</b>
        {chosen && <span className="tag accent"><Icon name="check" small />{w.chosen}</span>}
        <Tooltip title={`${w.law} · ${option.law}`}><span className="ways-law" tabIndex={0} role="img" aria-label={`${w.law} · ${option.law}`}><Icon name="help" small /></span></Tooltip>
      </span>
      <span className="ways-sums">
        <span className="t3">{w.absorbed}</span><span className="num">{yuan(sums?.absorbed)}</span>
        <span className="t3">{w.unpaid}</span><span className="num b">{yuan(sums?.unpaid)}</span>
      </span>
    </label>
  );
}
