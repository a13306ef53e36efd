/** Before there is a group: whom it should be about. */
import { Button } from "antd";
import { useState } from "react";
import { useWords } from "../../core/words";
import { SearchBox } from "../../panels/search";
import { Icon, KindIcon } from "../../parts";
import { useAddress } from "./address";
import { OWNERS, type Named } from "./utils";
import { words } from "./words";

export function Chooser() {
  const w = useWords(words);
  const { change } = useAddress();
  const [group, setGroup] = useState<readonly Named[]>([]);
  return (
    <div className="money-chooser">
      <div className="panel">
        <div className="state">
          <span className="glyph"><Icon name="money" /></span>
          <h3>{w.chooseTitle}</h3>
          <p>{w.chooseMore}</p>
          <div className="money-find">
            <SearchBox id="money-find" size="large" hint={w.chooseHint} choose={(hit) => OWNERS.includes(hit.kind) && setGroup((held) => (held.some((one) => one.id === hit.id) ? held : [...held, hit]))} />
          </div>
          {group.length > 0 && <Chips group={group} drop={(id) => setGroup(group.filter((one) => one.id !== id))} />}
          <Button type="primary" disabled={group.length === 0} onClick={() => change({ group: group.map((one) => one.id).join() })}>{w.go}</Button>
        </div>
      </div>
    </div>
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
