/** What the hits are divided into, with how many of each; several can be chosen. */
import { Checkbox } from "antd";
import { useState } from "react";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Panel } from "../../parts";
import { words } from "./words";

interface Props {
  title: string;
  of: readonly { value: string; label: string; count: number }[];
  chosen: readonly string[];
  choose: (values: string[]) => void;
}
const SHOWN = 10;

export function Facets({ title, of, chosen, choose }: Props) {
  const w = useWords(words);
  const [all, setAll] = useState(false);
  if (of.length === 0) return null;
  const shown = all ? of : of.filter((one, i) => i < SHOWN || chosen.includes(one.value));
  return (
    <Panel title={title} sub={w.facetsOf} acts={chosen.length > 0 && <button type="button" className="textbutton fs12" onClick={() => choose([])}>{w.all}</button>}>
      <div className="col" style={{ gap: 4 }}>
        {shown.map((one) => (
          <div key={one.value} className="row">
            <Checkbox className="grow" checked={chosen.includes(one.value)} onChange={(e) => choose(e.target.checked ? [...chosen, one.value] : chosen.filter((value) => value !== one.value))}>
              {one.label}
            </Checkbox>
            <span className="t3 num">{count(one.count)}</span>
          </div>
        ))}
        {of.length > shown.length && (
          <button type="button" className="textbutton fs12" style={{ textAlign: "left" }} onClick={() => setAll(true)}>
            {w.moreRegions(of.length - shown.length)}
          </button>
        )}
      </div>
    </Panel>
  );
}
