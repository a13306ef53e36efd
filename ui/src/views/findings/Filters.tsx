/** Which findings are listed: by state, pattern, score, text, and whose they are. */
import { Checkbox, Input, Segmented, Select } from "antd";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon } from "../../parts";
import type { useAround } from "./asks";
import { words } from "./words";

export const TABS = { undecided: ["new", "risen", "open"], confirmed: ["confirmed"], dismissed: ["dismissed"], all: null } as const;
export type Tab = keyof typeof TABS;
export interface Narrow {
  tab: Tab;
  patterns: string[];
  least: number;
  text: string;
  mine: boolean;
}
const LEASTS = [0, 40, 60, 80, 90];

interface Props {
  of: Narrow;
  change: (by: Partial<Narrow>) => void;
  around: ReturnType<typeof useAround>;
}

export function Filters({ of, change, around }: Props) {
  const w = useWords(words);
  const { counts, patterns } = around;
  const sum = (tab: Tab) => (TABS[tab] ?? ["new", "risen", "open", "confirmed", "dismissed"]).reduce((n, state) => n + (counts.get(state) ?? 0), 0);
  return (
    <div className="find-filter">
      <Segmented aria-label={w.states} size="small" value={of.tab} onChange={(tab) => change({ tab })} options={(Object.keys(TABS) as Tab[]).map((tab) => ({ value: tab, label: around.known ? `${w[tab]} ${count(sum(tab))}` : w[tab] }))} />
      <Select
        size="small"
        mode="multiple"
        maxTagCount={0}
        maxTagPlaceholder={(held) => (held.length === 1 ? held[0]?.label : w.patternsOf(held.length))}
        className="find-pattern"
        aria-label={w.pattern}
        placeholder={w.anyPattern}
        value={of.patterns}
        onChange={(chosen: string[]) => change({ patterns: chosen })}
        optionFilterProp="label"
        popupMatchSelectWidth={260}
        options={[...patterns.values()].filter((one) => counts.has(one.name)).map((one) => ({ value: one.name, label: `${one.label} ${count(counts.get(one.name))}` }))}
      />
      <Select size="small" aria-label={w.least} value={of.least} onChange={(least) => change({ least })} popupMatchSelectWidth={false} options={LEASTS.map((n) => ({ value: n, label: n ? w.fromScore(n) : w.anyScore }))} />
      <Input size="small" className="find-text" aria-label={w.text} placeholder={w.text} allowClear prefix={<Icon name="filter" small />} value={of.text} maxLength={60} onChange={(e) => change({ text: e.target.value })} />
      <Checkbox checked={of.mine} onChange={(e) => change({ mine: e.target.checked })}>
        <span className="nw fs12" title={w.mineWhy}>{w.mine}</span>
      </Checkbox>
    </div>
  );
}
