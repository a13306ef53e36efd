/** The audit chain: who did what when, filtered; and whether the chain is whole. */
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useAsk } from "../../core/api";
import { count, minute, second } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Export, Icon, Loading, Panel } from "../../parts";
import { AdminAudit, AdminVerify } from "./documents";
import { ACTS, useNames } from "./names";
import { Pager, usePages } from "./Pager";
import type { Entry } from "./types";
import { flat } from "./utils";
import { words } from "./words";

const PAGE = 50;

export function Audit() {
  const w = useWords(words);
  const { act } = useNames();
  const [who, setWho] = useState("");
  const [action, setAction] = useState<string>();
  const pages = usePages();
  const asked = useDeferredValue(who.trim());
  const variables = { who: asked ? (asked.includes(":") ? asked : `user:${asked}`) : null, action: action ?? null };
  const of = useAsk(AdminAudit, { ...variables, first: PAGE, after: pages.after }, { placeholderData: (before) => before });
  return (
    <>
      <Chain />
      <Panel
        plain
        title={w.audit}
        acts={
          <>
            <Input size="small" allowClear className="adm-filter" prefix={<Icon name="user" small />} aria-label={w.who} placeholder={w.whoHint} value={who} maxLength={80} onChange={(e) => { setWho(e.target.value); pages.reset(); }} />
            <Select size="small" allowClear showSearch optionFilterProp="label" className="adm-filter" aria-label={w.act} placeholder={w.anyAct} value={action} onChange={(to: string | undefined) => { setAction(to); pages.reset(); }} options={ACTS.map((value) => ({ value, label: `${act(value)} · ${value}` }))} />
            <Export of={AdminAudit} variables={{ ...variables, first: 500 }} name="audit" />
          </>
        }
      >
        <Answered of={of} lines={10}>
          {({ audit }) =>
            audit.nodes.length ? (
              <>
                <Entries rows={audit.nodes} />
                <Pager {...pages} size={PAGE} shown={audit.nodes.length} total={audit.total} next={audit.pageInfo.hasNextPage ? audit.pageInfo.endCursor : null} />
              </>
            ) : (
              <Empty title={w.noEntries}><p>{w.noEntriesMore}</p></Empty>
            )
          }
        </Answered>
      </Panel>
    </>
  );
}

function Chain() {
  const w = useWords(words);
  const [on, setOn] = useState(false);
  const of = useAsk(AdminVerify, {}, { enabled: on, staleTime: Infinity });
  const v = of.data?.verifyAudit;
  return (
    <Panel plain title={w.verify} sub={w.auditMore} acts={<Button size="small" icon={<Icon name="check" small />} loading={of.isFetching} onClick={() => (on ? void of.refetch() : setOn(true))}>{of.isFetching ? w.verifying : w.verify}</Button>}>
      {!on ? null : of.error ? <p className="note bad adm-verdict" role="alert">{of.error.message}</p> : !v ? <Loading lines={1} /> : (
        <div className="col adm-verdict" role="status">
          <p className={v.whole ? "note adm-whole" : "note bad"}>
            <Icon name={v.whole ? "ok" : "no"} small />
            <span>{v.whole ? w.whole(count(v.entries), count(v.anchors)) : `${w.broken(count(v.broken))}${v.why ? ` · ${v.why}` : ""}`}</span>
          </p>
          {v.anchoredAt && <span className="t3 fs12">{w.anchored(second(v.anchoredAt), count(v.anchoredSeq))}</span>}
        </div>
      )}
    </Panel>
  );
}

function Entries({ rows }: { rows: readonly Entry[] }) {
  const w = useWords(words);
  const { act } = useNames();
  return (
    <div className="adm-scroll">
      <table className="tb">
        <thead><tr><th className="num">{w.seq}</th><th>{w.at}</th><th>{w.who}</th><th>{w.act}</th><th>{w.subject}</th><th>{w.detail}</th><th>{w.hash}</th></tr></thead>
        <tbody>
          {rows.map((e) => (
            <tr key={e.seq}>
              <td className="num t3">{count(e.seq)}</td>
              <td className="t2" title={second(e.at)}>{minute(e.at)}</td>
              <td>{e.who}</td>
              <td title={e.action}><span className={e.action === "unmask" || e.action.startsWith("sign-in-") ? "tag amber" : "tag"}>{act(e.action)}</span></td>
              <td className="t2 ell adm-subject" title={e.subject}>{e.subject}</td>
              <td className="t2 ell adm-detail" title={flat(e.detail)}>{flat(e.detail)}</td>
              <td className="hash" title={e.hash}>{e.hash.slice(0, 8)}…</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
