/** An entity by name, and what it states. */
import { Link } from "react-router";
import { day, exact, NONE, percent, second } from "../core/figures";
import { useVocabulary } from "../core/api/ontology";
import { useLang } from "../core/words";
import { KindIcon } from "./Icon";
import { Masked } from "./Masked";
import { Money } from "./Figures";
import { words } from "./words";

export interface Named {
  id: string;
  kind: string;
  caption: string;
}
export interface Fact {
  name: string;
  type: string;
  value: unknown;
  masked: boolean;
}

/** Its icon and name, leading to its page. */
export function EntityLink({ of, size = 18 }: { of: Named; size?: number }) {
  const { kind } = useVocabulary();
  return (
    <Link to={`/entity/${of.id}`} className="row nw" style={{ gap: 6, color: "inherit", display: "inline-flex" }}>
      <KindIcon kind={of.kind} size={size} label={kind(of.kind)} />
      <span className="ell">{of.caption}</span>
    </Link>
  );
}

/** A stated value as its type is read. */
export function factText(fact: Fact, lang: "zh" | "en"): string {
  const { type, value } = fact;
  if (value == null || value === "") return NONE;
  if (fact.masked) return String(value);
  if (type === "amount") return exact(value as number);
  if (type === "time") return second(value as string);
  if (type === "date") return day(value as string);
  if (type === "rate") return percent(value as number, 2);
  if (type === "flag") return value ? words[lang].yes : words[lang].no;
  return String(value);
}

/** All that it states, labelled; masked values can be asked for. */
export function Facts({ of, owner, id }: { of: readonly Fact[]; owner: string; id: string }) {
  const { property } = useVocabulary();
  const lang = useLang((s) => s.lang);
  return (
    <dl className="facts">
      {of.map((fact) => [
        <dt key={`${fact.name}-t`}>{property(owner, fact.name)?.label ?? fact.name}</dt>,
        <dd key={`${fact.name}-d`}>
          {fact.masked ? <Masked id={id} name={fact.name} value={String(fact.value)} /> : fact.type === "amount" ? <Money fen={fact.value as number} /> : factText(fact, lang)}
        </dd>,
      ])}
    </dl>
  );
}
