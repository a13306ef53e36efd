/** Beside the portrait: its accounts or owners, and the cases that hold it. */
import { Link } from "react-router";
import { useAsk } from "../../core/api";
import { count, day, NONE } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, EntityLink, Money, Panel, useClassName } from "../../parts";
import { Accounts, Cases } from "./asks";
import { moved } from "./months";
import { words } from "./words";

/** Whose accounts: of a party those that it owns, of an account its owners. */
export function AccountsOf({ id, kind }: { id: string; kind: string }) {
  const w = useWords(words);
  const outgoing = kind !== "Account";
  const asked = useAsk(Accounts, { id, outgoing });
  const held = asked.data?.expand;
  return (
    <Panel plain title={outgoing ? w.accounts : w.owner} sub={held && w.accountsOf(count(held.entities.length), count(held.total))}>
      <Answered of={asked}>
        {({ expand }) =>
          !expand || expand.entities.length === 0 ? (
            <Empty title={w.noAccounts} icon="money" />
          ) : outgoing ? (
            <AccountTable rows={expand.entities} />
          ) : (
            <div className="col" style={{ padding: "10px 16px" }}>
              {expand.entities.map((one) => (
                <EntityLink key={one.id} of={one} />
              ))}
            </div>
          )
        }
      </Answered>
    </Panel>
  );
}

interface AccountRow {
  id: string;
  kind: string;
  caption: string;
  bank?: string | null;
  opened?: string | null;
  balance?: number | null;
  blocked?: boolean | null;
  neighbourCounts: readonly { link: string; outgoing: boolean; amount?: number | null }[];
}

function AccountTable({ rows }: { rows: readonly AccountRow[] }) {
  const w = useWords(words);
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="tb ent-accounts">
        <thead>
          <tr>
            <th>{w.account}</th>
            <th className="ent-wide">{w.opened}</th>
            <th className="num">{w.got}</th>
            <th className="num">{w.paid}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <td>
                <span className="row">
                  <EntityLink of={one} size={16} />
                  {one.blocked && <span className="tag amber">{w.blocked}</span>}
                </span>
                <span className="t3 fs12 ell ent-bank" title={one.bank ?? undefined}>
                  {one.bank ?? NONE}
                </span>
              </td>
              <td className="t2 ent-wide">{one.opened ? day(one.opened) : NONE}</td>
              <td className="num"><Money fen={moved(one.neighbourCounts, false)} /></td>
              <td className="num"><Money fen={moved(one.neighbourCounts, true)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function CasesOf({ id }: { id: string }) {
  const w = useWords(words);
  const named = useClassName();
  const asked = useAsk(Cases, { id });
  return (
    <Panel plain title={w.cases} sub={asked.data && asked.data.casesWith.total > 0 && w.casesOf(count(asked.data.casesWith.total))}>
      <Answered of={asked} lines={2}>
        {({ casesWith }) =>
          casesWith.nodes.length === 0 ? (
            <Empty title={w.noCases} icon="case">
              <p>{w.noCasesMore}</p>
            </Empty>
          ) : (
            casesWith.nodes.map((one) => (
              <Link key={one.id} className="ent-case" to={`/cases/${one.id}`}>
                <span className="row">
                  <b className="ell grow">
                    {one.title} <span className="t3 fs12">{one.number}</span>
                  </b>
                  <span className="tag">{w[one.status]}</span>
                </span>
                <span className="t2 fs12">
                  {named(one.suspected)} · {w.things(count(one.thingsTotal))}
                </span>
              </Link>
            ))
          )
        }
      </Answered>
    </Panel>
  );
}
