/** What is dated around it, newest first: money by the day, papers and registrations one by one. */
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { LinkType } from "../../core/api/gql/graphql";
import { useVocabulary } from "../../core/api/ontology";
import { count, day } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, EntityLink, Icon, Money, Panel } from "../../parts";
import { useTimeline, type Dated } from "./asks";
import { byMonth } from "./months";
import { words } from "./words";

type Side = "all" | "money" | "papers";
const MONEY: LinkType[] = ["TRANSFER", "WITHDRAW", "DEPOSITS", "REPAYS", "BIDS"];

export function Timeline({ id }: { id: string }) {
  const w = useWords(words);
  const { links } = useVocabulary();
  const [side, setSide] = useState<Side>("all");
  const papers = [...links.keys()].filter((name) => name !== "FLOW" && !MONEY.includes(name as LinkType)) as LinkType[];
  const asked = useTimeline(id, side === "all" ? null : side === "money" ? MONEY : papers);
  const items = asked.data?.pages.flatMap((page) => page.nodes) ?? [];
  const total = asked.data?.pages[0]?.total ?? 0;
  return (
    <Panel
      plain
      title={w.timeline}
      sub={total > 0 && w.timelineOf(count(items.length), count(total))}
      acts={<Segmented size="small" value={side} onChange={setSide} options={[{ value: "all", label: w.everything }, { value: "money", label: w.moneyOnly }, { value: "papers", label: w.papersOnly }]} />}
    >
      <Answered of={asked as never} lines={8}>
        {() =>
          items.length === 0 ? (
            <Empty title={w.noTimeline} icon="clock">
              <p>{w.noTimelineMore}</p>
            </Empty>
          ) : (
            <>
              {byMonth(items).map(({ month, items: held }) => (
                <section key={month} className="ent-month" aria-label={month}>
                  <h3>{month}</h3>
                  <ol>
                    {held.map((one, i) => (
                      <Item key={`${one.at}-${one.linkId ?? one.prop}-${one.outgoing}-${i}`} of={one} />
                    ))}
                  </ol>
                </section>
              ))}
              {asked.hasNextPage && (
                <div className="row" style={{ padding: "8px 16px", justifyContent: "center" }}>
                  <Button size="small" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                    {w.more}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function Item({ of }: { of: Dated }) {
  const w = useWords(words);
  const { link } = useVocabulary();
  const money = of.link !== null && of.link !== undefined && MONEY.includes(of.link);
  return (
    <li className="ent-item">
      <span className="t3 nw">{day(of.at).slice(5)}</span>
      <span className={money ? (of.outgoing ? "ent-dot out" : "ent-dot in") : "ent-dot"}>
        <Icon name={money ? "money" : of.link ? "link" : "file"} small />
      </span>
      <span className="ell">
        {money ? (of.outgoing ? w.paid : w.got) : of.link ? link(of.link) : w.own}
        {of.label && !money && <span className="t2"> {of.label}</span>}
        {of.count > 1 && <span className="t3"> {w.times(count(of.count))}</span>}
      </span>
      <span className="ent-other">
        {of.others > 1 && <span className="t3 fs12 nw">{w.others(count(of.others))} {w.most}</span>}
        {of.other && <EntityLink of={of.other} size={16} />}
      </span>
      <span className="num">{of.amount != null && <Money fen={of.amount} />}</span>
    </li>
  );
}
