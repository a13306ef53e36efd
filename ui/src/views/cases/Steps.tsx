/** All that happened in a case but for comments, the newest first. */
import { useState } from "react";
import { bare, day, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Panel, useClassName } from "../../parts";
import type { File } from "./types";
import { FACTS } from "./utils";
import { words } from "./words";

type Step = File["steps"]["nodes"][number];
const SHOWN = 12;

export function Steps({ of, long = false }: { of: File; long?: boolean }) {
  const w = useWords(words);
  const [all, setAll] = useState(long);
  const { total, nodes: steps } = of.steps;
  return (
    <Panel plain title={w.timeline} sub={w.steps(total)} acts={<span className="t3 fs12">{w.zone}</span>}>
      <ol className={long ? "case-steps long" : "case-steps"} tabIndex={0} aria-label={w.timeline}>
        {(all ? steps : steps.slice(0, SHOWN)).map((step) => (
          <li key={step.seq}>
            <time className="t3" dateTime={step.at} title={minute(step.at)}>{long ? minute(step.at) : day(step.at).slice(5)}</time>
            <i />
            <div>
              <Act step={step} /> <span className="t3 nw">{bare(step.who)}</span>
              {step.facts.map((one) => <Amended key={one.name} of={one} />)}
              {step.text && <p>{step.text}</p>}
            </div>
          </li>
        ))}
      </ol>
      {all && total > steps.length && <p className="case-foot">{w.latest(steps.length, total)}</p>}
      {steps.length > SHOWN && !long && (
        <div className="case-foot">
          <button type="button" className="textbutton" onClick={() => setAll(!all)}>{all ? w.fewer : w.moreSteps(steps.length - SHOWN)}</button>
        </div>
      )}
    </Panel>
  );
}

type Words = ReturnType<typeof useWords<typeof words.zh>>;
const NAMES = { title: "caseName", suspected: "class", region: "region", cause: "cause", agency: "agency", docket: "docket" } as const;

export function factName(w: Words, name: string): string {
  const known = FACTS.find((one) => one === name);
  return known ? w[NAMES[known]] : name;
}

function Amended({ of }: { of: Step["facts"][number] }) {
  const w = useWords(words);
  const className = useClassName();
  const said = (value: string) => (of.name === "suspected" ? className(value) : value || w.nowhere);
  return (
    <p className="case-amended">
      <span className="t3">{factName(w, of.name)}</span> <del>{said(of.was)}</del> <span className="t3">{w.became}</span> <ins>{said(of.now)}</ins>
    </p>
  );
}

function Act({ step }: { step: Step }) {
  const w = useWords(words);
  const who = bare(step.subject ?? "");
  const things = [...(step.entities ? [w.nEntities(step.entities)] : []), ...(step.findings ? [w.nFindings(step.findings)] : []), ...(step.links ? [w.nLinks(step.links)] : [])].join(w.and);
  const role = (word: string) => (word === "lead" || word === "member" || word === "reader" ? w[word] : word);
  const outcome = (word: string) => (word === "referred" || word === "penalised" || word === "dismissed" || word === "joined" || word === "other" ? w[word] : word);
  switch (step.act) {
    case "open": return <>{w.actOpen}</>;
    case "join": return <>{w.actJoin(who, role(step.word ?? ""))}</>;
    case "leave": return <>{w.actLeave(who)}</>;
    case "amend": return <>{w.actAmend(step.facts.map((one) => factName(w, one.name)).join(w.and))}</>;
    case "assign": return <>{w.actAssign(who)}</>;
    case "add": return <>{w.actAdd(things)}</>;
    case "remove": return <>{w.actRemove(things)}</>;
    case "close": return <>{w.actClose(outcome(step.word ?? ""))}</>;
    case "reopen": return <>{w.actReopen}</>;
    default: return <>{w.actComment}</>;
  }
}
