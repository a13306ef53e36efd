/** Whom the page is about and how it counts; everything else follows. */
import { Button, Checkbox, DatePicker, InputNumber, Popover, Tooltip } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useWords } from "../../core/words";
import { SearchBox } from "../../panels/search";
import { Icon } from "../../parts";
import { useAddress } from "./address";
import { Chips } from "./Chooser";
import { HOLD, type About } from "./types";
import { OWNERS, type Named } from "./utils";
import { words } from "./words";

const SHOWN = 3;

export function Bar({ about }: { about: About }) {
  const w = useWords(words);
  const { change, counting } = useAddress();
  const put = (group: readonly Named[]) => change({ group: group.map((one) => one.id).join(), finding: null });
  const drop = (id: string) => put(about.group.filter((one) => one.id !== id));
  const rest = about.group.slice(SHOWN);
  return (
    <div className="money-bar">
      <span className="b nw">{w.group}</span>
      <Chips group={about.group.slice(0, SHOWN)} drop={drop} />
      {rest.length > 0 && (
        <Popover trigger="click" content={<div className="money-rest"><Chips group={rest} drop={drop} /></div>}>
          <Button size="small">{w.more(rest.length)}</Button>
        </Popover>
      )}
      <Adding put={(hit) => about.group.some((one) => one.id === hit.id) || put([...about.group, hit])} />
      {about.cut && <span className="tag amber">{w.caseCut(about.cut.shown, about.cut.total)}</span>}
      <span className="grow" />
      <DatePicker.RangePicker
        size="small"
        allowEmpty={[true, true]}
        aria-label={w.span}
        placeholder={[w.since, w.until]}
        value={[counting.since ? dayjs(counting.since) : null, counting.until ? dayjs(counting.until) : null]}
        onChange={(_, days) => change({ since: days?.[0] || null, until: days?.[1] || null })}
        className="money-span"
      />
      <Tooltip title={w.holdHint}>
        <span className="row nw">
          <label htmlFor="money-hold" className="t2">{w.hold}</label>
          <InputNumber id="money-hold" size="small" className="money-hold" min={1} max={3650} value={counting.hold} changeOnBlur onChange={(days) => change({ hold: days && days !== HOLD ? String(days) : null })} />
          <span className="t3">{w.holdUnit}</span>
        </span>
      </Tooltip>
      <Checkbox checked={counting.again} onChange={(e) => change({ again: e.target.checked ? "1" : null })}>{w.again}</Checkbox>
      <Checkbox checked={counting.offset} onChange={(e) => change({ offset: e.target.checked ? "1" : null })}>{w.offset}</Checkbox>
    </div>
  );
}

function Adding({ put }: { put: (hit: Named) => void }) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  const find = (
    <div className="money-add">
      <SearchBox
        id="money-add-find"
        hint={w.addHint}
        choose={(hit) => {
          if (OWNERS.includes(hit.kind)) put(hit);
          setOpen(false);
        }}
      />
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={find} destroyOnHidden>
      <Button size="small" icon={<Icon name="plus" small />}>{w.add}</Button>
    </Popover>
  );
}
