/** What is wanted of the chosen links: least and most money, days, order, how many. */
import { DatePicker, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState, type ReactNode } from "react";
import { useWords } from "../../core/words";
import { Icon } from "../../parts";
import { filtered, MOST } from "./choice";
import type { ExpandOrder, ExpandSettings } from "./types";
import { words } from "./words";

interface Props {
  settings: ExpandSettings;
  onSettings: (settings: ExpandSettings) => void;
}
const WAN = 1_000_000; // fen
const ORDERS: readonly ExpandOrder[] = ["AMOUNT", "RECENT", "EARLIEST"];

export function Filters({ settings, onSettings }: Props) {
  const w = useWords(words);
  const [more, setMore] = useState(() => filtered(settings) && (settings.most != null || settings.since != null || settings.until != null));
  const put = (change: Partial<ExpandSettings>) => onSettings({ ...settings, ...change });
  return (
    <div className="exp-filters">
      <Money label={w.least} fen={settings.least} put={(least) => put({ least })} />
      <div className="row exp-first">
        <InputNumber size="small" aria-label={w.first} prefix={<span className="t3">{w.first}</span>} min={1} max={MOST} precision={0} controls={false} value={settings.first} onChange={(first) => first && put({ first })} />
        <Select size="small" aria-label={w.order} value={settings.order} options={ORDERS.map((order) => ({ value: order, label: w[order] }))} onChange={(order) => put({ order })} />
      </div>
      {more && (
        <>
          <Money label={w.most} fen={settings.most} put={(most) => put({ most })} />
          <span className="t3 fs12 exp-zone">{w.zone}</span>
          <Day label={w.since} day={settings.since} put={(since) => put({ since })} />
          <Day label={w.until} day={settings.until} put={(until) => put({ until })} />
        </>
      )}
      <button type="button" className="textbutton fs12 exp-more" aria-expanded={more} onClick={() => setMore(!more)}>
        <Icon name={more ? "up" : "filter"} small /> {more ? w.fewer : w.filters}
      </button>
    </div>
  );
}

function Money({ label, fen, put }: { label: string; fen: number | null; put: (fen: number | null) => void }): ReactNode {
  const w = useWords(words);
  return <InputNumber size="small" aria-label={`${label} ${w.wan}`} prefix={<span className="t3">{label}</span>} suffix={<span className="t3">{w.wan}</span>} min={0} max={1e9} controls={false} value={fen == null ? null : fen / WAN} onChange={(wan) => put(wan == null ? null : Math.round(wan * WAN))} />;
}

function Day({ label, day, put }: { label: string; day: string | null; put: (day: string | null) => void }): ReactNode {
  return <DatePicker size="small" aria-label={label} placeholder={label} value={day ? dayjs(day) : null} onChange={(picked: Dayjs | null) => put(picked ? picked.format("YYYY-MM-DD") : null)} />;
}
