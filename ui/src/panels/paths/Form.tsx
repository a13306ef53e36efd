/** What kind of way, and its limits. */
import { Button, DatePicker, InputNumber, Segmented, Select } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { useWords } from "../../core/words";
import { HOPS, WAYS, type Mode, type PathSettings } from "./asked";
import { words } from "./words";

interface Props {
  settings: PathSettings;
  put: (settings: PathSettings) => void;
  find: () => void;
  busy: boolean;
}
const WAN = 1_000_000; // fen
const MODES: readonly Mode[] = ["shortest", "every", "money"];

export function Form({ settings: s, put, find, busy }: Props) {
  const w = useWords(words);
  const { links } = useVocabulary();
  const set = (change: Partial<PathSettings>) => put({ ...s, ...change });
  const choices = [...new Set([...links.values()].map((one) => one.name))].map((name) => ({ value: name, label: links.get(name)!.label }));
  return (
    <form
      className="paths-form"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <Segmented block size="small" aria-label={w.mode} value={s.mode} options={MODES.map((mode) => ({ value: mode, label: w[mode] }))} onChange={(mode) => set({ mode })} />
      <p className="t3 fs12">{w[`${s.mode}More`]}</p>
      <div className="paths-limits">
        <Field label={w.hops}>
          <InputNumber size="small" min={1} max={HOPS} precision={0} controls={false} value={s.hops} onChange={(hops) => hops && set({ hops })} />
        </Field>
        {s.mode === "money" ? (
          <>
            <Field label={w.least}>
              <InputNumber size="small" min={0} max={1e9} controls={false} suffix={<span className="t3">{w.wan}</span>} placeholder={w.nolimit} value={s.least == null ? null : s.least / WAN} onChange={(wan) => set({ least: wan == null ? null : Math.round(wan * WAN) })} />
            </Field>
            <Field label={w.since}>
              <DatePicker size="small" placeholder={w.dayone} value={s.since ? dayjs(s.since) : null} onChange={(day) => set({ since: day ? day.format("YYYY-MM-DD") : null })} />
            </Field>
            <Field label={w.hold}>
              <InputNumber size="small" min={0} max={3650} controls={false} suffix={<span className="t3">{w.days}</span>} placeholder={w.nolimit} value={s.hold} onChange={(hold) => set({ hold })} />
            </Field>
          </>
        ) : (
          <>
            <Field label={w.first}>
              <InputNumber size="small" min={1} max={WAYS} precision={0} controls={false} value={s.first} onChange={(first) => first && set({ first })} />
            </Field>
            <Field label={w.links} wide>
              <Select size="small" mode="multiple" allowClear maxTagCount="responsive" placeholder={w.anyLink} optionFilterProp="label" value={s.links} options={choices} onChange={(chosen) => set({ links: chosen })} />
            </Field>
          </>
        )}
      </div>
      <Button type="primary" size="small" htmlType="submit" loading={busy}>
        {w.find}
      </Button>
    </form>
  );
}

function Field({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <label className={wide ? "paths-field wide" : "paths-field"}>
      <span className="t3 fs12">{label}</span>
      {children}
    </label>
  );
}
