/** Putting things into a case by a rule: which, from where, how far, and why. */
import { App, InputNumber, Select } from "antd";
import { useState } from "react";
import { useAsk, useDo } from "../../../core/api";
import { useWords } from "../../../core/words";
import { Reason } from "../../../parts";
import { CaseThings } from "../documents";
import type { File } from "../types";
import { CaseRuleApply } from "./documents";
import { NUMBERS, params, RULES, type Given, type RuleName } from "./params";
import { words } from "./words";

const NONE: Given = { finding: [], things: [], ends: [], number: 1 };
const LABELS = { finding: "finding", around: "steps", layer: "layer", path: "hops" } as const;

export function Applying({ of, kinds, close }: { of: File; kinds: readonly { name: string; label: string; about: string }[]; close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const apply = useDo(CaseRuleApply);
  const [name, setName] = useState<RuleName>("finding");
  const [given, setGiven] = useState<Given>(NONE);
  const entities = useAsk(CaseThings, { id: of.id, sort: "entity", first: 500 }).data?.case.things.nodes ?? [];
  const findings = useAsk(CaseThings, { id: of.id, sort: "finding", first: 200 }).data?.case.things.nodes ?? [];
  const people = entities.flatMap((t) => (t.entity ? [{ value: t.id, label: t.entity.caption }] : []));
  const leads = findings.flatMap((t) => (t.finding ? [{ value: t.id, label: `${t.finding.detector.label} · ${t.finding.sentence}` }] : []));
  const number = NUMBERS[name];
  const made = params(name, given);
  const choose = (one: RuleName) => {
    setName(one);
    setGiven({ ...NONE, number: NUMBERS[one]?.[0] ?? 1 });
  };
  const send = async (reason: string) => {
    const { applyCaseRule } = await apply.mutateAsync({ id: of.id, name, params: made!, reason });
    void message.success(w.done(applyCaseRule.found, applyCaseRule.added));
  };
  const many = (key: "finding" | "things" | "ends", label: string, options: { value: string; label: string }[], hint: string) => (
    <label className="col" htmlFor={`case-rule-${key}`}>
      <span className="t2">{label}</span>
      <Select id={`case-rule-${key}`} mode="multiple" maxCount={50} placeholder={hint} showSearch={{ optionFilterProp: "label" }} value={[...given[key]]} options={options} onChange={(ids: string[]) => setGiven({ ...given, [key]: ids })} />
    </label>
  );
  return (
    <Reason title={w.applyTitle} more={kinds.find((k) => k.name === name)?.about} act={w.put} ready={made !== undefined} close={close} send={send}>
      <label className="col" htmlFor="case-rule-kind">
        <span className="t2">{w.kind}</span>
        <Select id="case-rule-kind" value={name} onChange={choose} options={RULES.map((one) => ({ value: one, label: kinds.find((k) => k.name === one)?.label ?? one }))} />
      </label>
      {name === "finding" && many("finding", w.finding, leads, w.findingHint)}
      {name !== "finding" && many("things", name === "path" ? w.start : name === "layer" ? w.group : w.things, people, w.pick)}
      {name === "path" && many("ends", w.end, people, w.pick)}
      {number && (
        <label className="col" htmlFor="case-rule-number">
          <span className="t2">{w[LABELS[name]]}</span>
          <InputNumber id="case-rule-number" min={number[1]} max={number[2]} precision={0} value={given.number} onChange={(n) => setGiven({ ...given, number: n ?? number[0] })} />
        </label>
      )}
    </Reason>
  );
}
