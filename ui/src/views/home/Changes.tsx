/** What has changed since yesterday or in a week; what nothing can tell is said to be unknown. */
import { Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { useAsk } from "../../core/api";
import { count, day } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Panel } from "../../parts";
import { Today } from "./asks";
import { sum } from "./figures";
import { words } from "./words";

export function Changes() {
  const w = useWords(words);
  const [span, setSpan] = useState<"day" | "week">("day");
  const asked = useAsk(Today, {});
  const today = asked.data?.today;
  return (
    <Panel
      plain
      title={w.changes}
      sub={today && `${day(today[span].since).slice(5)} → ${day(today.at).slice(5)}`}
      acts={<Segmented size="small" value={span} onChange={setSpan} options={[{ value: "day", label: w.day }, { value: "week", label: w.week }]} />}
    >
      <Answered of={asked} lines={4}>
        {({ today }) => {
          const c = today[span];
          const arrived = sum(c.complaints, c.reports);
          const before = sum(c.complaintsBefore, c.reportsBefore);
          return (
            <div className="home-changes">
              {c.found != null && <Cell name={w.foundNew} value={w.items(count(c.found))} more={c.new == null ? w.firstRun : w.ofKnown(count(c.new))} />}
              {c.decided != null && <Cell name={w.decided} value={w.items(count(c.decided))} more={w.leftOpen(count(today.open))} />}
              <Cell name={w.complaints} value={arrived == null ? w.unknown : w.cases(count(arrived))} more={before == null ? "" : w.before(count(before))} why={w.byData} />
              {c.rows != null && <Cell name={w.loaded} value={w.rows(count(c.rows))} more={!c.imports ? w.noFiles : c.rejected ? w.filesBad(count(c.imports), count(c.rejected)) : w.files(count(c.imports))} />}
            </div>
          );
        }}
      </Answered>
    </Panel>
  );
}

function Cell({ name, value, more, why }: { name: string; value: string; more: ReactNode; why?: string }) {
  return (
    <div title={why}>
      <div className="t3 fs12">{name}</div>
      <div className="row">
        <b className="home-value nw">{value}</b>
        <span className="t3 fs12 ell" title={typeof more === "string" ? more : undefined}>
          {more}
        </span>
      </div>
    </div>
  );
}
