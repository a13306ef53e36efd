/** One sum traced by several rules side by side: which one counts is a court's choice, so all are shown. Those that can be undone add up. */
import { DatePicker, InputNumber, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk } from "../../core/api";
import type { Rule } from "../../core/api/gql/graphql";
import { minute, money, shortMoney, yuan } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Empty, Export, Loading, Panel } from "../../parts";
import { MoneyRules } from "./documents";
import { useIncoming, useStarts, type Start, type Sum } from "./starts";
import type { About, Counting } from "./types";
import { agree, columns, widest } from "./utils";
import { words } from "./words";

const RULES: Rule[] = ["fifo", "lifo", "haircut", "libr", "poison"];
const SHOWN = 7;
const OWN = "own";

export function Rules({ about, counting }: { about: About; counting: Counting }) {
  const w = useWords(words);
  const { starts, waiting } = useStarts(about, counting);
  const [picked, setPicked] = useState<string>();
  const start = starts.find((s) => s.account.id === picked) ?? starts[0];
  const { came, waiting: coming } = useIncoming(start?.account.id);
  return (
    <Panel plain title={w.rules} sub={w.rulesSub}>
      {!start ? (
        waiting ? <Loading lines={4} /> : <Empty icon="path" title={w.chooseStart} />
      ) : coming ? (
        <Loading lines={4} />
      ) : (
        <Traced key={start.account.id} starts={starts} start={start} pick={setPicked} came={came} />
      )}
    </Panel>
  );
}

interface Asked {
  starts: readonly Start[];
  start: Start;
  pick: (id: string) => void;
  came: readonly Sum[];
}

function Traced({ starts, start, pick, came }: Asked) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const [which, setWhich] = useState(came[0]?.id ?? OWN);
  const [own, setOwn] = useState<{ at: string | null; amount: number | null }>({ at: came[0]?.at ?? null, amount: came[0]?.amount ?? null });
  const [back, setBack] = useState(false);
  const chosen = came.find((one) => one.id === which) ?? own;
  return (
    <>
      <div className="money-form">
        <label htmlFor="rules-start">{w.start}</label>
        <Select id="rules-start" size="small" value={start.account.id} onChange={pick} options={starts.map((s) => ({ value: s.account.id, label: `${s.account.caption}${s.owner ? ` · ${s.owner.caption}` : ""}` }))} />
        <label htmlFor="rules-sum">{w.sum}</label>
        <Select id="rules-sum" size="small" value={which} onChange={setWhich} options={[...came.map((one) => ({ value: one.id, label: w.sumOf(minute(one.at), money(one.amount, lang)) })), { value: OWN, label: w.own }]} />
        {which === OWN && (
          <>
            <label htmlFor="rules-at">{w.at}</label>
            <DatePicker id="rules-at" size="small" showTime value={own.at ? dayjs(own.at) : null} onChange={(at) => setOwn({ ...own, at: at ? at.toISOString() : null })} />
            <label htmlFor="rules-amount">{w.amount}</label>
            <InputNumber id="rules-amount" size="small" className="money-wide" min={0.01} precision={2} value={own.amount === null ? null : own.amount / 100} changeOnBlur onChange={(yuan_) => setOwn({ ...own, amount: yuan_ === null ? null : Math.round(yuan_ * 100) })} />
          </>
        )}
        <span className="label">{w.way}</span>
        <Segmented size="small" value={back} onChange={setBack} options={[{ value: false, label: w.forward }, { value: true, label: w.backward }]} />
      </div>
      {chosen.at && chosen.amount ? <Table account={start.account.id} at={chosen.at} amount={chosen.amount} back={back} /> : <Empty icon="money" title={w.noSum} />}
    </>
  );
}

function Table({ account, at, amount, back }: { account: string; at: string; amount: number; back: boolean }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const [own, setOwn] = useState<Rule>("haircut");
  const asked = { account, at, amount, back, rules: [own, ...RULES.filter((r) => r !== own)] }; // the first one sorts
  const of = useAsk(MoneyRules, { ...asked, first: SHOWN }, { staleTime: 300_000, placeholderData: (before) => before });
  return (
    <Answered of={of} lines={6}>
      {({ traceSum }) => {
        const { shown, rest, total } = columns(traceSum.held.nodes, traceSum.totals, RULES);
        const differ = widest(shown, RULES);
        const cells = (fen: readonly (number | undefined)[], none = "–") => fen.map((one, i) => <td key={RULES[i]} className={RULES[i] === own ? "on" : ""} title={one === undefined ? w.apart : yuan(one)}>{one === undefined ? none : RULES[i] === "poison" ? shortMoney(one, lang) : yuan(one)}</td>);
        if (traceSum.held.total === 0) return <Empty icon="path" title={w.noHeld} />;
        return (
          <>
            <div className={of.isPlaceholderData ? "money-wide-scroll money-stale" : "money-wide-scroll"} aria-busy={of.isPlaceholderData} tabIndex={0} role="region" aria-label={w.rules}>
              <table className="money-rules">
                <thead>
                  <tr>
                    <th>{w.where}</th>
                    {RULES.map((rule) => (
                      <th key={rule} className={rule === own ? "on" : ""} aria-sort={rule === own ? "descending" : undefined}>
                        <button type="button" title={`${w[`${rule}More`]} · ${w.sortBy}`} onClick={() => setOwn(rule)}>{w[rule]}</button>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((row) => (
                    <tr key={row.account.id}>
                      <td className="name ell"><Link to={`/entity/${row.account.id}`}>{row.account.caption}</Link></td>
                      {cells(row.fen)}
                    </tr>
                  ))}
                  {traceSum.held.total > shown.length && <tr className="t2"><td>{w.rest(traceSum.held.total - shown.length)}</td>{cells(rest)}</tr>}
                  <tr className="sum"><td>{w.totalRow}</td>{cells(total, w.apart)}</tr>
                </tbody>
              </table>
            </div>
            <div className="money-note">
              <div className={agree(total, RULES, amount) ? "note" : "note bad"}>
                <span>{agree(total, RULES, amount) ? w.equal(yuan(amount)) : w.unequal}</span>
                {differ && <span>{w.widest} <b>{w.widestMore(differ.account.caption, yuan(differ.fen))}</b></span>}
              </div>
              <div className="row">
                <span className="t3 fs12 grow">{back ? w.aloneNote : w.poisonNote}{traceSum.leftOut > 0 && ` ${w.leftOut(traceSum.leftOut, yuan(traceSum.leftOutMost))}`}</span>
                <Export of={MoneyRules} variables={{ ...asked, first: 200 }} name={w.rules} />
              </div>
            </div>
          </>
        );
      }}
    </Answered>
  );
}
