/** What each party paid in, got back and as what, is owed: exact to the fen, the total first. */
import { Input } from "antd";
import { useState } from "react";
import type { MoneyLedgerQuery } from "../../core/api/gql/graphql";
import { count, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, EntityLink, Export, Icon, Panel } from "../../parts";
import { MoneyLedger } from "./documents";
import { group, PAGE, useLedger } from "./Totals";
import type { About, Counting } from "./types";
import { sums } from "./utils";
import { words } from "./words";

type Book = MoneyLedgerQuery["ledger"];

export function Ledger({ about, counting }: { about: About; counting: Counting }) {
  const w = useWords(words);
  const [size, setSize] = useState(PAGE);
  const [text, setText] = useState("");
  const of = useLedger(about, counting, size);
  const asked = { ...group(about, counting), again: counting.again, offset: counting.offset, first: 200 };
  return (
    <Panel
      plain
      title={w.ledger}
      sub={of.data && w.ledgerSub(of.data.ledger.parties.total)}
      acts={
        <>
          <Input size="small" allowClear className="money-search" aria-label={w.find} placeholder={w.find} prefix={<Icon name="search" small />} value={text} maxLength={50} onChange={(e) => setText(e.target.value)} />
          <Export of={MoneyLedger} variables={asked} name={w.ledger} />
        </>
      }
    >
      <Answered of={of} lines={8}>
        {({ ledger }) =>
          ledger.parties.total === 0 ? (
            <Empty icon="money" title={w.noLedger}><p>{w.noLedgerMore}</p></Empty>
          ) : (
            <>
              <div className={of.isPlaceholderData ? "money-stale" : ""} aria-busy={of.isPlaceholderData}><Table of={ledger} text={text.trim()} /></div>
              <div className="money-foot">
                <span>{w.shown(ledger.parties.nodes.length, ledger.parties.total)}</span>
                {ledger.parties.pageInfo.hasNextPage && size < 500 && <button type="button" className="textbutton" onClick={() => setSize(Math.min(500, size + PAGE))}>{w.loadMore}</button>}
                <span>{w.ledgerNote(counting.again, counting.offset)}</span>
              </div>
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function Table({ of, text }: { of: Book; text: string }) {
  const w = useWords(words);
  const s = sums(of.totals);
  const rows = of.parties.nodes.filter((p) => !text || p.party.caption.includes(text));
  const heads = [w.inShort, w.backShort, w.interest, w.commission, w.reinvested, w.unpaidShort, w.residue];
  const total = [s.paid_in, s.back, s.interest, s.commission, s.reinvested, s.unpaid, s.unexplained];
  return (
    <div className="money-scroll" tabIndex={0} role="region" aria-label={w.ledger}>
      <table className="tb money-ledger">
        <thead>
          <tr>
            <th>{w.party}</th>
            {heads.map((head) => <th key={head} className="num">{head}</th>)}
            <th className="num wide">{w.n}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="sum">
            <td>{w.total(w.participantsOnly)}</td>
            {total.map((fen, i) => <td key={heads[i]} className={i === 5 ? "num up" : i === 6 && fen ? "num money-amber" : "num"}>{yuan(fen)}</td>)}
            <td className="wide" />
          </tr>
          {rows.map((p) => (
            <tr key={p.party.id}>
              <td className="who">
                <span className="row"><EntityLink of={p.party} />{!p.participant && <span className="tag">{w.outsider}</span>}</span>
              </td>
              <td className="num" title={p.feeIn + p.otherIn > 0 ? `${w.other} ${yuan(p.feeIn + p.otherIn)}` : undefined}>{yuan(p.paidIn)}</td>
              <td className="num" title={p.refund ? w.withRefund(yuan(p.refund)) : undefined}>{yuan(p.principal + p.refund)}</td>
              <td className="num">{yuan(p.interest)}</td>
              <td className="num">{yuan(p.commission)}</td>
              <td className="num t2">{yuan(p.reinvested)}</td>
              <td className="num b">{yuan(p.unpaid)}</td>
              <td className={p.unexplained ? "num money-amber" : "num t3"}>{yuan(p.unexplained)}</td>
              <td className="num t2 wide">{count(p.transfers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {text && <p className="t3 fs12 money-found">{w.foundIn(of.parties.nodes.length, rows.length)}</p>}
    </div>
  );
}
