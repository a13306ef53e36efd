/** Before there is a group: whom it should be about. */
import { App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { SearchBox } from "../../panels/search";
import { Icon, KindIcon } from "../../parts";
import { useAddress } from "./address";
import { MoneyCases } from "./documents";
import { OWNERS, type Named } from "./utils";
import { words } from "./words";

export function Chooser() {
  const w = useWords(words);
  const { change } = useAddress();
  const me = useMe();
  const { message } = App.useApp();
  const [group, setGroup] = useState<readonly Named[]>([]);
  const choose = (hit: Named) => {
    if (!OWNERS.includes(hit.kind)) void message.info(w.notMoney(hit.caption));
    else setGroup((held) => (held.some((one) => one.id === hit.id) ? held : [...held, hit]));
  };
  return (
    <div className="money-chooser">
      <div className="panel">
        <div className="state">
          <span className="glyph"><Icon name="money" /></span>
          <h3>{w.chooseTitle}</h3>
          <p>{w.chooseMore}</p>
          <div className="money-find">
            <SearchBox id="money-find" size="large" hint={w.chooseHint} choose={choose} />
          </div>
          {group.length > 0 && <Chips group={group} drop={(id) => setGroup(group.filter((one) => one.id !== id))} />}
          <Button type="primary" disabled={group.length === 0} onClick={() => change({ group: group.map((one) => one.id).join() })}>{w.go}</Button>
          {may(me, "cases") && <OpenCases />}
        </div>
      </div>
    </div>
  );
}

function OpenCases() {
  const w = useWords(words);
  const { data } = useAsk(MoneyCases, {});
  const cases = data?.cases.nodes.filter((one) => one.thingsTotal > 0) ?? [];
  if (cases.length === 0) return null;
  return (
    <nav className="money-cases" aria-label={w.fromCases}>
      <p className="t3 fs12">{w.fromCases}</p>
      {cases.map((one) => (
        <Link key={one.id} to={`/money?case=${one.id}`}>
          <Icon name="case" />
          <span className="grow ell b">{one.title}</span>
          <span className="t3 fs12 nw">{one.number} · {w.things(one.thingsTotal)}</span>
        </Link>
      ))}
    </nav>
  );
}

export function Chips({ group, drop }: { group: readonly Named[]; drop: (id: string) => void }) {
  const w = useWords(words);
  return (
    <>
      {group.map((one) => (
        <span key={one.id} className="chip">
          {one.kind && <KindIcon kind={one.kind} size={14} />}
          <span className="ell money-chip">{one.caption}</span>
          <button type="button" className="iconbutton" aria-label={w.drop(one.caption)} onClick={() => drop(one.id)}><Icon name="x" small /></button>
        </span>
      ))}
    </>
  );
}
