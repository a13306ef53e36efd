/** The form of one filter. */
import { Button, Checkbox, DatePicker, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useState, type ReactNode } from "react";
import { useVocabulary } from "../../core/api/ontology";
import type { Filter, Grade } from "../../core/board/types";
import { day, midnight } from "../../core/figures";
import { useWords } from "../../core/words";
import { Risk } from "../../parts";
import { words } from "./words";

/** What the board holds to choose from. */
export interface Choices {
  kinds: readonly string[];
  links: readonly string[];
  regions: readonly string[];
}
type Of<S extends Filter["sort"]> = Extract<Filter, { sort: S }>;
interface Props {
  sort: Filter["sort"];
  now?: Filter;
  choices: Choices;
  /** null: no filter of this sort. */
  done: (filter: Filter | null) => void;
}
const WAN = 1_000_000; // fen
const GRADES: readonly Grade[] = ["RED", "AMBER", "YELLOW", "NONE"];

export function Form({ sort, now, choices, done }: Props): ReactNode {
  const w = useWords(words);
  const { kind, link } = useVocabulary();
  switch (sort) {
    case "time":
      return <Time now={now as Of<"time">} done={done} />;
    case "amount":
      return <Least label={w.leastAmount} unit={w.wan} more={w.amountMore} now={now && (now as Of<"amount">).least / WAN} done={(n) => done(n ? { sort, least: Math.round(n * WAN) } : null)} />;
    case "degree":
      return <Least label={w.leastDegree} more={w.degreeMore} now={(now as Of<"degree"> | undefined)?.least} done={(n) => done(n ? { sort, least: n } : null)} />;
    case "core":
      return <Least label={w.leastCore} more={w.coreMore} now={(now as Of<"core"> | undefined)?.least} done={(n) => done(n ? { sort, least: n } : null)} />;
    case "text":
      return <Text now={(now as Of<"text"> | undefined)?.text} done={(text) => done(text ? { sort, text } : null)} />;
    case "grades":
      return <Boxes of={GRADES.map((grade) => ({ value: grade, label: <Risk grade={grade} rest /> }))} now={(now as Of<"grades"> | undefined)?.keep ?? GRADES} done={(keep, all) => done(all ? null : { sort, keep: keep as Grade[] })} />;
    case "regions":
      return <Regions of={choices.regions} now={(now as Of<"regions"> | undefined)?.keep} done={(keep) => done(keep.length ? { sort, keep } : null)} />;
    case "kinds":
    case "links": {
      const all = sort === "kinds" ? choices.kinds : choices.links;
      const name = sort === "kinds" ? kind : link;
      const hide = (now as Of<"kinds"> | undefined)?.hide ?? [];
      return <Boxes of={all.map((one) => ({ value: one, label: name(one) }))} now={all.filter((one) => !hide.includes(one))} done={(keep, every) => done(every ? null : { sort, hide: all.filter((one) => !keep.includes(one)) })} />;
    }
  }
}

function Frame({ children, ready = true, send }: { children: ReactNode; ready?: boolean; send: () => void }) {
  const w = useWords(words);
  return (
    <form
      className="chips-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      {children}
      <Button type="primary" size="small" htmlType="submit" disabled={!ready}>
        {w.apply}
      </Button>
    </form>
  );
}

function Least({ label, unit, more, now, done }: { label: string; unit?: string; more: string; now: number | undefined; done: (least: number | null) => void }) {
  const [value, setValue] = useState<number | null>(now ?? null);
  return (
    <Frame send={() => done(value)}>
      <label className="col" style={{ gap: 4 }}>
        <span>{label}</span>
        <InputNumber autoFocus size="small" min={0} max={1e9} {...(unit ? {} : { precision: 0 })} controls={false} suffix={unit && <span className="t3">{unit}</span>} value={value} onChange={setValue} style={{ width: "100%" }} />
      </label>
      <span className="t3 fs12">{more}</span>
    </Frame>
  );
}

function Text({ now = "", done }: { now: string | undefined; done: (text: string) => void }) {
  const w = useWords(words);
  const [text, setText] = useState(now);
  return (
    <Frame send={() => done(text.trim())}>
      <label className="col" style={{ gap: 4 }}>
        <span>{w.contains}</span>
        <Input autoFocus size="small" maxLength={60} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <span className="t3 fs12">{w.textMore}</span>
    </Frame>
  );
}

function Time({ now, done }: { now: Of<"time"> | undefined; done: (filter: Filter | null) => void }) {
  const w = useWords(words);
  const [days, setDays] = useState<[string, string] | null>(now ? [day(now.since), day(Date.parse(now.until) - 1)] : null);
  return (
    <Frame send={() => done(days && { sort: "time", since: midnight(days[0]), until: midnight(days[1], true) })}>
      <span>
        {w.time} <span className="t3">{w.zone}</span>
      </span>
      <DatePicker.RangePicker
        size="small"
        aria-label={w.time}
        value={days && [dayjs(days[0]), dayjs(days[1])]}
        onChange={(picked) => setDays(picked?.[0] && picked[1] ? [picked[0].format("YYYY-MM-DD"), picked[1].format("YYYY-MM-DD")] : null)}
      />
    </Frame>
  );
}

function Boxes({ of, now, done }: { of: { value: string; label: ReactNode }[]; now: readonly string[]; done: (keep: string[], all: boolean) => void }) {
  const w = useWords(words);
  const [keep, setKeep] = useState<string[]>([...now]);
  return (
    <Frame ready={keep.length > 0} send={() => done(keep, keep.length === of.length)}>
      <span>{w.shown}</span>
      <Checkbox.Group className="chips-boxes" value={keep} onChange={(values) => setKeep(values as string[])} options={of} />
    </Frame>
  );
}

function Regions({ of, now = [], done }: { of: readonly string[]; now: readonly string[] | undefined; done: (keep: string[]) => void }) {
  const w = useWords(words);
  const [keep, setKeep] = useState<string[]>([...now]);
  if (!of.length) return <p className="t3">{w.noregions}</p>;
  return (
    <Frame send={() => done(keep)}>
      <span>{w.choose}</span>
      <Select size="small" mode="multiple" aria-label={w.regions} value={keep} onChange={setKeep} options={of.map((one) => ({ value: one, label: one }))} style={{ width: "100%" }} maxTagCount="responsive" />
    </Frame>
  );
}
