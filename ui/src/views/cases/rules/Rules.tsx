/** By which rules things came into a case: each with its parameters, who, when and why. */
import { Button } from "antd";
import { useState } from "react";
import { useAsk } from "../../../core/api";
import { bare, count, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Answered, Panel } from "../../../parts";
import type { Can, File } from "../types";
import { Applying } from "./Applying";
import { CaseRules } from "./documents";
import { words } from "./words";

export function Rules({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const asked = useAsk(CaseRules, { id: of.id });
  const [applying, setApplying] = useState(false);
  return (
    <Panel plain title={w.rules} sub={asked.data && w.times(asked.data.case.rules.length)} acts={can.work && <Button size="small" onClick={() => setApplying(true)}>{w.apply}</Button>}>
      <Answered of={asked} lines={2}>
        {(held) => (
          <>
            {held.case.rules.length === 0 ? (
              <p className="case-none">{w.none}</p>
            ) : (
              <ol>
                {held.case.rules.map((one) => (
                  <li key={one.seq} className="case-freeze">
                    <div>
                      <div><b>{one.label}</b> <span className="t2">{w.gave(count(one.found), count(one.added))}</span></div>
                      <div className="t2 fs12">{one.why}</div>
                      <div className="t3 fs12" title={`${w.snapshot} ${one.snapshot}`}>{bare(one.who)} · {minute(one.at)}</div>
                    </div>
                  </li>
                ))}
              </ol>
            )}
            {applying && <Applying of={of} kinds={held.caseRuleKinds} close={() => setApplying(false)} />}
          </>
        )}
      </Answered>
    </Panel>
  );
}
