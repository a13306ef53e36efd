/** What is hidden wherever the case goes out: by rule and by hand, with who and why. */
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useAsk, useDo } from "../../../core/api";
import type { RedactionRole, RedactionSort } from "../../../core/api/gql/graphql";
import { bare, count, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Answered, Icon, Panel, Reason } from "../../../parts";
import type { Can, File } from "../types";
import { CaseHides, CaseRedactRule, CaseRedactText, CaseRedactUndo, type Held } from "./documents";
import { words } from "./words";

const SORTS: RedactionSort[] = ["person_name", "phone", "id_number", "account", "address", "email", "birthday", "device", "text"];
const ROLES: RedactionRole[] = ["participant", "collection", "transfer", "sink", "returner", "mixed", "none"];

export function Hidden({ of, can, held }: { of: File; can: Can; held: Held }) {
  const w = useWords(words);
  const [asked, setAsked] = useState<"rule" | "text" | number>();
  const [ahead, setAhead] = useState(false);
  const undo = useDo(CaseRedactUndo);
  const last = held.case.exports.nodes[0];
  const role = (one: RedactionRole) => (one === "none" ? w.noRole : w[one]);
  return (
    <Panel plain title={w.hidden} sub={w.hiddenHint}>
      <ul>
        <li className="case-line"><Icon name="hide" small /><span className="grow t2 fs12">{w.personal}</span></li>
        {held.case.redactions.map((one) => (
          <li key={one.seq} className="case-line">
            <div className="grow">
              <div className="b">{one.label}{one.roles.length > 0 && <span className="t3"> · {one.roles.map(role).join(" ")}</span>}</div>
              <div className="t3 fs12">{one.sort ? w.rules : w.hands} · {one.why} · {bare(one.who)} {minute(one.at)}</div>
            </div>
            {can.comment && <button type="button" className="textbutton fs12 nw" aria-label={`${w.undo} ${one.label}`} onClick={() => setAsked(one.seq)}>{w.undo}</button>}
          </li>
        ))}
        {held.case.redactions.length === 0 && <li className="case-line t3 fs12">{w.noRules}</li>}
        {last && <li className="case-line t3 fs12">{w.last(count(last.redactions))}</li>}
      </ul>
      {can.comment && (
        <div className="case-foot row">
          <Button size="small" onClick={() => setAsked("rule")}>{w.rule}</Button>
          <Button size="small" onClick={() => setAsked("text")}>{w.hand}</Button>
          <Button size="small" type="text" aria-expanded={ahead} onClick={() => setAhead(!ahead)}>{w.ahead}</Button>
        </div>
      )}
      {ahead && <Ahead id={of.id} />}
      {asked === "rule" && <Rule of={of} close={() => setAsked(undefined)} />}
      {asked === "text" && <Text of={of} close={() => setAsked(undefined)} />}
      {typeof asked === "number" && <Reason title={w.undoTitle} more={w.undoMore} act={w.undo} close={() => setAsked(undefined)} send={(reason) => undo.mutateAsync({ id: of.id, seq: asked, reason })} />}
    </Panel>
  );
}

/** How much each would hide of the last frozen state, before anything goes out. */
function Ahead({ id }: { id: string }) {
  const w = useWords(words);
  const asked = useAsk(CaseHides, { id });
  return (
    <Answered of={asked} lines={3}>
      {(held) => (
        <ul aria-label={w.ahead}>
          {held.case.hiding.map((one, at) => (
            <li key={at} className="case-line">
              <div className="grow">
                <div>{one.label}{one.why && <span className="t3 fs12"> · {one.why}</span>}</div>
                <div className="t3 fs12">{w.hides(count(one.values), count(one.ids), count(one.cells), count(one.texts))}</div>
              </div>
            </li>
          ))}
          {held.case.hiding.length === 0 && <li className="case-line t3 fs12">{w.hidesNone}</li>}
        </ul>
      )}
    </Answered>
  );
}

function Rule({ of, close }: { of: File; close: () => void }) {
  const w = useWords(words);
  const add = useDo(CaseRedactRule);
  const [sort, setSort] = useState<RedactionSort>();
  const [roles, setRoles] = useState<RedactionRole[]>([]);
  const said = (one: RedactionSort) => (one === "text" ? w.texts : w[one]);
  return (
    <Reason title={w.ruleTitle} act={w.add} ready={sort !== undefined} close={close} send={(reason) => add.mutateAsync({ id: of.id, sort: sort!, roles, reason })}>
      <label className="col" htmlFor="case-redact-sort">
        <span className="t2">{w.sort}</span>
        <Select id="case-redact-sort" placeholder={w.sortHint} value={sort ?? null} onChange={(one) => one && setSort(one)} options={SORTS.map((one) => ({ value: one, label: said(one) }))} />
      </label>
      <label className="col" htmlFor="case-redact-roles">
        <span className="t2">{w.whose}</span>
        <Select id="case-redact-roles" mode="multiple" placeholder={w.everybody} value={roles} onChange={setRoles} options={ROLES.map((one) => ({ value: one, label: one === "none" ? w.noRole : w[one] }))} />
      </label>
    </Reason>
  );
}

function Text({ of, close }: { of: File; close: () => void }) {
  const w = useWords(words);
  const add = useDo(CaseRedactText);
  const [text, setText] = useState("");
  return (
    <Reason title={w.handTitle} act={w.add} ready={text.trim().length >= 2} close={close} send={(reason) => add.mutateAsync({ id: of.id, text: text.trim(), reason })}>
      <label className="col" htmlFor="case-redact-text">
        <span className="t2">{w.text}</span>
        <Input id="case-redact-text" value={text} maxLength={500} placeholder={w.textHint} onChange={(e) => setText(e.target.value)} />
      </label>
    </Reason>
  );
}
