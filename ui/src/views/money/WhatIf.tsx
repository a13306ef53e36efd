/** What a freeze, a takeover or a removal would have done: before and after, who gets less, what waiting leaves. */
import { App, Button, DatePicker, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk, useDo } from "../../core/api";
import type { Action, MoneyWhatIfQuery } from "../../core/api/gql/graphql";
import { count, exact, minute, money, NONE, shortMoney, yuan } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Export, Loading, Panel } from "../../parts";
import { MoneyToCase, MoneyWhatIf } from "./documents";
import { useIncoming, useStarts, type Start } from "./starts";
import type { About, Counting } from "./types";
import { words } from "./words";

const ACTIONS: Action[] = ["freeze", "takeover", "removal"];
const SHOWN = 8;
const USUAL = 3; // accounts that are chosen at first
interface Asked {
  action: Action;
  group: string[];
  at: string;
  payees: string[] | null;
}

export function WhatIf({ about, counting }: { about: About; counting: Counting }) {
  const w = useWords(words);
  const { starts, waiting } = useStarts(about, counting);
  const { came, waiting: coming } = useIncoming(starts[0]?.account.id);
  return (
    <Panel plain title={w.whatif} acts={<span className="tag gold">{w.provisional}</span>}>
      {waiting || coming ? <Loading lines={3} /> : <Form key={starts[0]?.account.id ?? ""} about={about} starts={starts} usual={came[0]?.at ?? null} />}
    </Panel>
  );
}

function Form({ about, starts, usual }: { about: About; starts: readonly Start[]; usual: string | null }) {
  const w = useWords(words);
  const [action, setAction] = useState<Action>("freeze");
  const [chosen, setChosen] = useState(() => starts.slice(0, USUAL).map((s) => s.account.id));
  const [payees, setPayees] = useState<string[]>([]);
  const [at, setAt] = useState(usual);
  const [asked, setAsked] = useState<Asked>();
  const ready = chosen.length > 0 && at !== null;
  return (
    <>
      <div className="money-form">
        <span className="label">{w.act}</span>
        <Segmented size="small" value={action} onChange={setAction} options={ACTIONS.map((one) => ({ value: one, label: <span title={w[`${one}More`]}>{w[one]}</span> }))} />
        <label htmlFor="if-whom">{w.whom}</label>
        <Select id="if-whom" mode="multiple" size="small" maxTagCount="responsive" value={chosen} onChange={setChosen} options={starts.map((s) => ({ value: s.account.id, label: s.account.caption, title: s.owner?.caption }))} />
        {action === "takeover" && (
          <>
            <label htmlFor="if-payees">{w.payees}</label>
            <Select id="if-payees" mode="tags" size="small" value={payees} onChange={setPayees} maxCount={50} open={false} suffixIcon={null} />
          </>
        )}
        <label htmlFor="if-at">{w.when}</label>
        <DatePicker id="if-at" size="small" showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" value={at ? dayjs(at) : null} onChange={(day) => setAt(day ? day.toISOString() : null)} />
      </div>
      {!asked && <p className="t3 fs12 money-ask">{w.ask}{usual && ` ${w.atBig}`}</p>}
      {asked && <Played asked={asked} about={about} starts={starts} />}
      <div className="money-acts">
        <span className="t3 fs12 grow">{asked ? w.sample : w[`${action}More`]}</span>
        <Button size="small" type="primary" disabled={!ready} onClick={() => setAsked({ action, group: chosen, at: at!, payees: action === "takeover" && payees.length ? payees : null })}>{asked ? w.rerun : w.run}</Button>
      </div>
    </>
  );
}

type Found = MoneyWhatIfQuery["whatIf"];

function Played({ asked, about, starts }: { asked: Asked; about: About; starts: readonly Start[] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const of = useAsk(MoneyWhatIf, { ...asked, first: SHOWN }, { staleTime: 300_000 });
  return (
    <Answered of={of} lines={5}>
      {({ whatIf }) => (
        <>
          <div className="money-if">
            <div title={exact(whatIf.held)}><span className="t3 fs12">{w.before} · {w.heldNow}</span><b>{money(whatIf.held, lang)}</b></div>
            <div title={exact(whatIf.kept)}><span className="t3 fs12">{w.after} · {w.kept}</span><b>{money(whatIf.kept, lang)}</b></div>
            <div><span className="t3 fs12">{w.hitN}</span><b>{count(whatIf.hits.total)}</b></div>
          </div>
          <Later of={whatIf} />
          <Hits of={whatIf} asked={asked} />
          {about.case && <ToCase id={about.case.id} asked={asked} of={whatIf} starts={starts} />}
        </>
      )}
    </Answered>
  );
}

function Later({ of }: { of: Found }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const most = Math.max(1, ...of.later.map((l) => l.left));
  return (
    <div className="money-later">
      <b>{w.later}</b><b>{w.left}</b><b className="num">{w.balance}</b>
      {of.later.map((l) => [
        <span key={`${l.days}-d`} className="t2">{w.days(l.days)}</span>,
        <span key={`${l.days}-l`} className="row" title={exact(l.left)}><span className="bar grow"><i style={{ width: `${(l.left / most) * 100}%` }} /></span><span className="money-left">{shortMoney(l.left, lang)}</span></span>,
        <span key={`${l.days}-b`} className="num t2" title={exact(l.balance)}>{shortMoney(l.balance, lang)}</span>,
      ])}
    </div>
  );
}

function Hits({ of, asked }: { of: Found; asked: Asked }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  if (of.hits.total === 0) return <p className="money-sub t3 fs12">{w.noHits}</p>;
  return (
    <>
      <div className="row money-sub">
        <b>{w.hits}</b>
        <span className="t3 fs12 grow">{w.shown(of.hits.nodes.length, of.hits.total)} · {w.perPage} · {w.unitEn}</span>
        <Export of={MoneyWhatIf} variables={{ ...asked, first: 200 }} name={w.whatif} />
      </div>
      <div className="money-wide-scroll" tabIndex={0} role="region" aria-label={w.hits}>
        <table className="money-rules">
          <thead>
            <tr><th>{w.account}</th><th>{w.direct}</th><th>{w.onward}</th><th>{w.range}</th><th className="owner">{w.owner}</th></tr>
          </thead>
          <tbody>
            {of.hits.nodes.map((h) => (
              <tr key={h.account.id}>
                <td className="name"><Link to={`/entity/${h.account.id}`}>{h.account.caption}</Link></td>
                <td title={h.arrears ? `${w.arrears} ${yuan(h.arrears)}` : undefined}>{yuan(h.direct)}</td>
                <td>{yuan(h.onward)}</td>
                <td className="t2" title={`${yuan(h.low)} – ${yuan(h.high)}`}>{shortMoney(h.low, lang)}–{shortMoney(h.high, lang)}</td>
                <td className="owner ell">{h.sameOwner ? <span className="tag amber">{w.sameOwner}</span> : h.owner ? <Link to={`/entity/${h.owner.id}`} className="money-plain" title={h.owner.caption}>{h.owner.caption}</Link> : NONE}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ToCase({ id, asked, of, starts }: { id: string; asked: Asked; of: Found; starts: readonly Start[] }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const write = useDo(MoneyToCase);
  const whom = asked.group.map((one) => starts.find((s) => s.account.id === one)?.account.caption ?? one).join("、");
  const text = w.said(w[asked.action], whom, minute(asked.at), exact(of.held), exact(of.kept), of.hits.total);
  const send = () => write.mutate({ id, text }, { onSuccess: () => void message.success(w.wrote), onError: (error) => void message.error(error.message) });
  return (
    <div className="money-acts">
      <span className="t3 fs12 grow ell" title={text}>{text}</span>
      <Button size="small" loading={write.isPending} onClick={send}>{w.toCaseNote}</Button>
    </div>
  );
}
