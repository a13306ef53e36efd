/** Putting things into a case: found by name or pasted by id, all for one reason. */
import { App, Input } from "antd";
import { useState } from "react";
import { useDo } from "../../core/api";
import { useWords } from "../../core/words";
import { SearchBox, type Found } from "../../panels/search";
import { Icon, KindIcon, Reason } from "../../parts";
import { CaseAdd } from "./documents";
import { pasted } from "./utils";
import { words } from "./words";

export function Adding({ id, close }: { id: string; close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const add = useDo(CaseAdd);
  const [found, setFound] = useState<readonly Found[]>([]);
  const [text, setText] = useState("");
  const ids = [...new Set([...found.map((one) => one.id), ...pasted(text)])];
  const send = async (reason: string) => {
    const { addToCase } = await add.mutateAsync({ id, things: ids, reason });
    const known = addToCase.unchanged.length;
    void message.success(w.done(addToCase.changed.length) + (known ? ` · ${w.already(known)}` : ""));
  };
  return (
    <Reason title={w.addThings} more={w.reasonHint} act={w.putIn(ids.length)} ready={ids.length > 0} close={close} send={send}>
      <SearchBox id="case-add-find" hint={w.addFind} choose={(hit) => setFound((held) => (held.some((one) => one.id === hit.id) ? held : [...held, hit]))} />
      {found.length > 0 && (
        <div className="row case-chips">
          {found.map((one) => (
            <span key={one.id} className="chip">
              <KindIcon kind={one.kind} size={16} />
              {one.caption}
              <button type="button" className="iconbutton" aria-label={w.drop(one.caption)} onClick={() => setFound(found.filter((other) => other !== one))}><Icon name="x" small /></button>
            </span>
          ))}
        </div>
      )}
      <Input.TextArea aria-label={w.addIds} placeholder={w.addIds} value={text} maxLength={20_000} rows={2} onChange={(e) => setText(e.target.value)} />
      <span className="t3 fs12">{w.chosen(ids.length)}</span>
    </Reason>
  );
}
