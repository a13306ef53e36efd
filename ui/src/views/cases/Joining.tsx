/** Taking another case into this one: what the two say differently is told before, and stays for people to settle. */
import { App, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useAsk, useDo } from "../../core/api";
import type { CaseConflictSort } from "../../core/api/gql/graphql";
import { bare } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Reason } from "../../parts";
import { CaseConflicts, CaseJoinOther, CasesList } from "./documents";
import { ThingName } from "./LinkLine";
import { factName } from "./Steps";
import type { File } from "./types";
import { words } from "./words";

const SHOWN = 50;

export function Joining({ of, close }: { of: File; close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const join = useDo(CaseJoinOther);
  const [other, setOther] = useState<string>();
  const [text, setText] = useState("");
  const found = useAsk(CasesList, { mine: true, open: true, text: useDeferredValue(text.trim()), first: 50 }, { placeholderData: (before) => before });
  const conflicts = useAsk(CaseConflicts, { id: of.id, other: other ?? "" }, { enabled: other !== undefined });
  const options = (found.data?.cases.nodes ?? []).filter((c) => c.id !== of.id && c.role === "lead").map((c) => ({ value: c.id, label: `${c.number} ${c.title}` }));
  const send = async (reason: string) => {
    const { joinCase } = await join.mutateAsync({ id: of.id, other: other!, reason });
    void message.success(w.joinDone(joinCase.things));
  };
  return (
    <Reason title={w.joinTitle} more={w.joinMore} act={w.join} ready={other !== undefined && !!conflicts.data} close={close} send={send}>
      <label className="col" htmlFor="case-join">
        <span className="t2">{w.joinOther}</span>
        <Select id="case-join" showSearch={{ filterOption: false, onSearch: setText }} placeholder={w.find} value={other ?? null} onChange={(one) => one && setOther(one)} options={options} />
      </label>
      {other && <Answered of={conflicts} lines={2}>{({ caseConflicts }) => <Conflicts found={caseConflicts} />}</Answered>}
    </Reason>
  );
}

function Subject({ of }: { of: { what: CaseConflictSort; subject: string } }) {
  const w = useWords(words);
  switch (of.what) {
    case "member": return <>{bare(of.subject)}</>;
    case "fact": return <>{factName(w, of.subject)}</>;
    case "task": return null; // what the other case says of it names it
    default: return <ThingName id={of.subject} />;
  }
}

function Conflicts({ found }: { found: readonly { what: CaseConflictSort; subject: string; here: string; there: string }[] }) {
  const w = useWords(words);
  if (found.length === 0) return <p className="note">{w.joinSame}</p>;
  return (
    <div className="case-conflicts" tabIndex={0} role="region" aria-label={w.joinDiffers(found.length)}>
      <b>{w.joinDiffers(found.length)}</b>
      <ul>
        {found.slice(0, SHOWN).map((c, i) => (
          <li key={i} className="fs12">
            <span className="tag amber">{w[`conflict_${c.what}`]}</span> <span className="t3"><Subject of={c} /></span>
            <div>{w.joinHere} {c.here || "—"}</div>
            <div className="t2">{w.joinThere} {c.there || "—"}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
