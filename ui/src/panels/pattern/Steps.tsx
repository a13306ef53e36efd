/** The steps of a pattern: a kind, then the link that leads on, and what is asked of both. */
import { Button, DatePicker, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useState, type ReactNode } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { useWords } from "../../core/words";
import { Icon, KindIcon } from "../../parts";
import { leads, longer, mended, MOST, opsOf, type Condition, type PatternStep } from "./shape";
import { words } from "./words";

const WAN = 1_000_000; // fen

interface Props {
  steps: readonly PatternStep[];
  put: (steps: PatternStep[]) => void;
}

export function Steps({ steps, put }: Props) {
  const w = useWords(words);
  const { links } = useVocabulary();
  const declared = [...new Set(links.values())];
  const change = (at: number, to: Partial<PatternStep>) => put(mended(steps.map((step, i) => (i === at ? { ...step, ...to } : step)), declared));
  return (
    <ol className="pat-steps">
      {steps.map((step, i) => (
        <li key={i}>
          {i > 0 && <Stride step={step} before={steps[i - 1]!.kind} change={(to) => change(i, to)} />}
          <Place step={step} before={i ? steps[i - 1] : undefined} change={(to) => change(i, to)} remove={i > 0 && steps.length > 2 && i === steps.length - 1 ? () => put(steps.slice(0, -1)) : undefined} />
        </li>
      ))}
      {steps.length < MOST && (
        <li>
          <Button size="small" type="dashed" block onClick={() => put(longer(steps, declared))}>
            <Icon name="plus" small />
            {w.longer}
          </Button>
        </li>
      )}
    </ol>
  );
}

interface Part {
  step: PatternStep;
  change: (to: Partial<PatternStep>) => void;
}

/** The link from the kind before. */
function Stride({ step, before, change }: Part & { before: string }) {
  const w = useWords(words);
  const { links, link } = useVocabulary();
  const [more, setMore] = useState(step.since != null || step.until != null);
  const there = leads(before, [...new Set(links.values())]);
  const here = there.find((one) => one.link === step.link && one.outgoing === step.outgoing);
  const label = (name: string) => (links.get(name)?.sum ? (name === links.get(name)!.sum ? w.summed(link(name)) : w.single(link(name))) : link(name));
  return (
    <div className="pat-stride">
      <Select
        size="small"
        aria-label={w.link}
        showSearch
        optionFilterProp="label"
        value={`${step.outgoing ? "→" : "←"}${step.link}`}
        options={there.map((one) => ({ value: `${one.outgoing ? "→" : "←"}${one.link}`, label: `${one.outgoing ? "→" : "←"} ${label(one.link)}` }))}
        onChange={(value) => change({ outgoing: value[0] === "→", link: value.slice(1) })}
      />
      {here?.money && (
        <>
          <InputNumber size="small" aria-label={`${w.least} ${w.wan}`} prefix={<span className="t3">{w.least}</span>} suffix={<span className="t3">{w.wan}</span>} min={0} max={1e9} controls={false} value={step.least == null ? null : step.least / WAN} onChange={(wan) => change({ least: wan == null ? null : Math.round(wan * WAN) })} />
          <button type="button" className="iconbutton" aria-expanded={more} aria-label={more ? w.fewer : w.more} title={more ? w.fewer : w.more} onClick={() => setMore(!more)}>
            <Icon name="clock" small />
          </button>
        </>
      )}
      {here?.money && more && (
        <div className="pat-days">
          <Day label={w.since} day={step.since} put={(since) => change({ since })} />
          <Day label={w.until} day={step.until} put={(until) => change({ until })} />
        </div>
      )}
    </div>
  );
}

/** A kind, and a condition on it. */
function Place({ step, before, change, remove }: Part & { before: PatternStep | undefined; remove: (() => void) | undefined }) {
  const w = useWords(words);
  const { kinds, links } = useVocabulary();
  const lead = before && leads(before.kind, [...new Set(links.values())]).find((one) => one.link === step.link && one.outgoing === step.outgoing);
  const choices = lead ? lead.kinds : [...kinds.keys()];
  const label = (kind: string) => (
    <span className="row" style={{ gap: 6 }}>
      <KindIcon kind={kind} size={16} />
      {kinds.get(kind)?.label ?? kind}
    </span>
  );
  const own = kinds.get(step.kind)?.properties ?? [];
  const first = own.find((p) => p.name === "region") ?? own.find((p) => p.name !== "ref") ?? own[0];
  return (
    <div className="pat-place">
      <Select size="small" aria-label={w.kind} value={step.kind} options={choices.map((kind) => ({ value: kind, label: label(kind) }))} onChange={(kind) => change({ kind, where: null })} />
      <button type="button" className="textbutton fs12 nw" onClick={() => change({ where: step.where ? null : first ? { prop: first.name, op: opsOf(first)[0]!, value: "" } : null })}>
        {step.where ? w.nocondition : w.condition}
      </button>
      <span className="grow" />
      {remove && (
        <button type="button" className="iconbutton" onClick={remove} aria-label={w.shorter} title={w.shorter}>
          <Icon name="x" small />
        </button>
      )}
      {step.where && <Where of={step.where} kind={step.kind} put={(where) => change({ where })} />}
    </div>
  );
}

function Where({ of, kind, put }: { of: Condition; kind: string; put: (where: Condition) => void }): ReactNode {
  const w = useWords(words);
  const { kinds } = useVocabulary();
  const properties = kinds.get(kind)?.properties ?? [];
  const one = properties.find((p) => p.name === of.prop);
  if (!one) return null;
  const typed = (value: string) => put({ ...of, value });
  const choose = (prop: string) => put({ prop, op: opsOf(properties.find((p) => p.name === prop)!)[0]!, value: "" });
  const unit = one.type === "amount" ? w.wan : one.type === "rate" ? "%" : undefined;
  return (
    <div className="pat-where">
      <Select size="small" aria-label={w.property} showSearch optionFilterProp="label" value={of.prop} options={properties.map((p) => ({ value: p.name, label: p.label }))} onChange={choose} />
      <Select size="small" aria-label={w.op} value={of.op} options={opsOf(one).map((op) => ({ value: op, label: w[op] }))} onChange={(op) => put({ ...of, op })} />
      {one.type === "flag" ? (
        <Select size="small" aria-label={w.value} value={of.value || undefined} options={[{ value: "true", label: w.yes }, { value: "false", label: w.no }]} onChange={typed} />
      ) : one.type === "date" || one.type === "time" ? (
        <Day label={w.value} day={of.value || null} put={(day) => typed(day ?? "")} />
      ) : (
        <Input size="small" aria-label={w.value} maxLength={100} value={of.value} suffix={unit && <span className="t3">{unit}</span>} onChange={(event) => typed(event.target.value)} />
      )}
    </div>
  );
}

function Day({ label, day, put }: { label: string; day: string | null; put: (day: string | null) => void }) {
  return <DatePicker size="small" aria-label={label} placeholder={label} value={day ? dayjs(day) : null} onChange={(picked) => put(picked ? picked.format("YYYY-MM-DD") : null)} />;
}
