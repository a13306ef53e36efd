/** Three answers by button or key, each with a reason; some take a basis. Once given, the next pair is one key away. */
import { Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useDo } from "../../core/api";
import { useWords } from "../../core/words";
import { Icon, type IconName } from "../../parts";
import { ReviewJudge } from "./documents";
import type { Pair, Says } from "./types";
import { words } from "./words";

const KEYS: Record<string, Says> = { s: "same", d: "different", u: "unsure" };
const ICON: Record<Says, IconName> = { same: "equal", different: "unequal", unsure: "help" };
const LEAST = 2;

const typing = (target: EventTarget | null) => target instanceof HTMLElement && (target.matches("input, textarea, select, [contenteditable]") || !!target.closest(".ant-modal, .ant-drawer"));

export function Judging({ of, forward }: { of: Pair; forward: () => void }) {
  const w = useWords(words);
  const [says, setSays] = useState<Says>();
  const judged = of.verdict?.judgement;
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const answer = KEYS[event.key.toLowerCase()];
      if (answer && !judged) setSays(answer);
      else if (event.key === "ArrowRight") forward();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [judged, forward]);
  if (judged)
    return (
      <div className="rev-judge" style={{ gridTemplateColumns: "minmax(0, 1fr) auto" }}>
        <span className="ell"><Icon name={ICON[judged.answer]} /> <b>{w.judged(w[judged.answer])}</b> <span className="t2" title={judged.reason}>{judged.reason}</span></span>
        <Button type="primary" onClick={forward}>{w.next} <kbd>→</kbd></Button>
      </div>
    );
  if (says) return <Say of={of} says={says} back={() => setSays(undefined)} />;
  const person = of.left.kind === "Person";
  const label: Record<Says, string> = { same: person ? w.samePerson : w.sameFirm, different: person ? w.notPerson : w.notFirm, unsure: w.unsureAct };
  return (
    <div className="rev-judge">
      {Object.entries(KEYS).map(([key, answer]) => (
        <Button key={key} icon={<Icon name={ICON[answer]} />} onClick={() => setSays(answer)}>
          {label[answer]} <kbd>{key.toUpperCase()}</kbd>
        </Button>
      ))}
      <Button type="text" onClick={forward}>{w.skip} <kbd>→</kbd></Button>
    </div>
  );
}

/** Reasons that what is on screen suggests. */
function useHints(of: Pair, says: Says): string[] {
  const w = useWords(words);
  const labels = (state: string) => of.properties.filter((p) => p.state === state).map((p) => p.label).join(w.and);
  const [eq, neq] = [labels("eq"), labels("neq")];
  const shared = of.neighbours.filter((n) => n.shared > 0).map((n) => n.kindLabel);
  if (says === "same") return [...(eq ? [w.sEq(eq)] : []), ...(shared.length ? [w.sShared([...new Set(shared)].join(w.and))] : [])];
  if (says === "different") return neq ? [w.sNeq(neq)] : [];
  return [w.sUnsure];
}

function Say({ of, says, back }: { of: Pair; says: Says; back: () => void }) {
  const w = useWords(words);
  const judge = useDo(ReviewJudge);
  const hints = useHints(of, says);
  const field = useRef<InputRef>(null);
  const ground = useRef<InputRef>(null);
  const [reason, setReason] = useState("");
  const [basis, setBasis] = useState("");
  const [wrong, setWrong] = useState("");
  const needs = says === "same" ? of.moves?.needs && w.basisWhy(of.moves.needs) : says === "different" ? w.basisDifferent : undefined;
  const save = () => {
    if (reason.trim().length < LEAST) return setWrong(w.short);
    if (needs && !basis.trim()) {
      ground.current?.focus();
      return setWrong(w.basisShort);
    }
    judge.mutate({ left: of.left.id, right: of.right.id, answer: says, reason: reason.trim(), basis: basis.trim() || null }, { onError: (error) => setWrong(error.message) });
  };
  return (
    <form className="rev-say" onSubmit={(e) => { e.preventDefault(); save(); }} onKeyDown={(e) => e.key === "Escape" && back()}>
      <div className="row">
        <Icon name={ICON[says]} />
        <b>{w[says]}</b>
        <span className="t3 fs12 grow">{w.enter}</span>
        <span className="rev-chips">{hints.map((hint) => <button type="button" key={hint} className="tag accent" onClick={() => { setReason(hint); field.current?.focus(); }}>{hint}</button>)}</span>
      </div>
      <div className="row">
        <Input ref={field} autoFocus aria-label={w.reason} placeholder={`${w.reason} · ${w.reasonHint}`} value={reason} maxLength={500} status={wrong && reason.trim().length < LEAST ? "error" : ""} onChange={(e) => setReason(e.target.value)} />
      </div>
      {needs && (
        <div className="row">
          <Input ref={ground} aria-label={w.basis} placeholder={`${needs} · ${w.basisHint}`} value={basis} maxLength={500} status={wrong && !basis.trim() ? "error" : ""} onChange={(e) => setBasis(e.target.value)} />
        </div>
      )}
      <div className="row">
        <span className="up fs12 grow" role="alert">{wrong}</span>
        <Button onClick={back}>{w.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={judge.isPending}>{w.save}</Button>
      </div>
    </form>
  );
}
