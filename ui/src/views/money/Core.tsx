/** Who is at the core of a group: persons by all that is known of them, accounts by how the money crosses them. */
import { Segmented } from "antd";
import { useState } from "react";
import { useAsk } from "../../core/api";
import { count, NONE, percent, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, EntityLink, Export, Panel } from "../../parts";
import { MoneyCoreAccounts, MoneyCorePeople } from "./documents";
import { group } from "./Totals";
import type { About, Counting } from "./types";
import { words } from "./words";

const FIRST = 10;
const MOST = 200;
type Asked = ReturnType<typeof group> & { first: number };

export function Core({ about, counting }: { about: About; counting: Counting }) {
  const w = useWords(words);
  const [by, setBy] = useState<"people" | "accounts">("people");
  const [first, setFirst] = useState(FIRST);
  const asked = { ...group(about, counting), first };
  const all = { ...asked, first: MOST };
  const more = () => setFirst(MOST);
  return (
    <Panel
      plain
      title={w.coreTitle}
      sub={by === "people" ? w.corePeopleSub : w.coreAccountsSub}
      acts={
        <>
          {by === "people" ? <Export of={MoneyCorePeople} variables={all} name={w.coreTitle} /> : <Export of={MoneyCoreAccounts} variables={all} name={w.coreTitle} />}
          <Segmented size="small" value={by} onChange={setBy} options={[{ value: "people", label: w.byPeople }, { value: "accounts", label: w.byAccounts }]} />
        </>
      }
    >
      {by === "people" ? <People asked={asked} more={more} /> : <Accounts asked={asked} more={more} />}
    </Panel>
  );
}

interface Column<T> {
  head: string;
  cell: (of: T) => string;
}

function People({ asked, more }: { asked: Asked; more: () => void }) {
  const w = useWords(words);
  const of = useAsk(MoneyCorePeople, asked, { staleTime: 300_000, placeholderData: (before) => before });
  const some = (n: number) => (n ? count(n) : NONE);
  const fen = (n: number) => (n ? yuan(n) : NONE);
  return (
    <Answered of={of} lines={5}>
      {({ corePeople: { nodes, total } }) => {
        const columns: Column<(typeof nodes)[number]>[] = [
          { head: w.keptByThem, cell: (p) => fen(p.kept) },
          { head: w.paidBack, cell: (p) => fen(p.paid) },
          { head: w.commission, cell: (p) => fen(p.earned) },
          { head: w.brought, cell: (p) => some(p.brought) },
          { head: w.sharedDevice, cell: (p) => some(p.shared) },
          { head: w.firmsHeld, cell: (p) => some(p.firms) },
        ];
        return (
          <Ranked of={nodes} total={total} more={more} who={w.person} columns={columns} stale={of.isPlaceholderData}>
            {(p) => <><EntityLink of={p.person} /><span className="tag">{p.role}</span></>}
          </Ranked>
        );
      }}
    </Answered>
  );
}

function Accounts({ asked, more }: { asked: Asked; more: () => void }) {
  const w = useWords(words);
  const of = useAsk(MoneyCoreAccounts, asked, { staleTime: 300_000, placeholderData: (before) => before });
  return (
    <Answered of={of} lines={5}>
      {({ coreMembers: { nodes, total } }) => {
        const columns: Column<(typeof nodes)[number]>[] = [
          { head: w.handled, cell: (m) => yuan(m.handled) },
          { head: w.betweenness, cell: (m) => percent(m.betweenness, 1) },
          { head: w.kCore, cell: (m) => count(m.core) },
          { head: w.degree, cell: (m) => count(m.degree) },
          { head: w.cutOff, cell: (m) => count(m.cutOff) },
        ];
        return (
          <Ranked of={nodes} total={total} more={more} who={w.account} columns={columns} stale={of.isPlaceholderData}>
            {(m) => <><EntityLink of={m.account} />{m.owner && <EntityLink of={m.owner} size={14} />}</>}
          </Ranked>
        );
      }}
    </Answered>
  );
}

interface Ranking<T> {
  of: readonly T[];
  total: number;
  more: () => void;
  who: string;
  columns: Column<T>[];
  stale: boolean;
  children: (of: T) => React.ReactNode;
}

function Ranked<T extends { score: number }>({ of, total, more, who, columns, stale, children }: Ranking<T>) {
  const w = useWords(words);
  if (!total) return <Empty icon="group" title={w.noCore}><p>{w.noCoreMore}</p></Empty>;
  return (
    <>
      <div className={stale ? "money-scroll money-stale" : "money-scroll"} aria-busy={stale} tabIndex={0} role="region" aria-label={w.coreTitle}>
        <table className="tb money-ledger">
          <thead>
            <tr>
              <th>{who}</th>
              <th className="num">{w.coreScore}</th>
              {columns.map(({ head }) => <th key={head} className="num">{head}</th>)}
            </tr>
          </thead>
          <tbody>
            {of.map((one, i) => (
              <tr key={i}>
                <td><span className="row money-core">{children(one)}</span></td>
                <td className="num b">{percent(one.score, 0)}</td>
                {columns.map(({ head, cell }) => <td key={head} className="num">{cell(one)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="money-foot">
        <span>{w.shown(of.length, total)}</span>
        {of.length < Math.min(total, MOST) && <button type="button" className="textbutton" onClick={more}>{w.loadMore}</button>}
        <span>{w.coreNote}</span>
      </div>
    </>
  );
}
