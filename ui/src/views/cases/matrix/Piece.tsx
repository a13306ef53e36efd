/** One piece of evidence as a small card: what it shows, the sentence, what shows it, who put it there. */
import { Link } from "react-router";
import { useVocabulary } from "../../../core/api/ontology";
import { bare, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Icon, KindIcon } from "../../../parts";
import { LinkName } from "../LinkLine";
import type { Made } from "./documents";
import { words } from "./words";

interface Props {
  one: Made;
  open: (id: string) => void; // its source rows
  remove?: (() => void) | undefined;
}

export function Piece({ one, open, remove }: Props) {
  const w = useWords(words);
  return (
    <article className={`mx-piece ${one.side}`}>
      <span className={`mx-dot ${one.side}`} aria-hidden="true" />
      <div className="grow">
        <p>{one.text}</p>
        {one.said && <p className="mx-said">{w.said(one.said)}</p>}
        <div className="mx-by">
          {one.subject && <Source one={one} open={open} />}
          <span className="t3">{w.by(bare(one.who), minute(one.at))}</span>
        </div>
      </div>
      {remove && <button type="button" className="iconbutton mx-remove" aria-label={`${w.remove} · ${one.text}`} title={w.remove} onClick={remove}><Icon name="x" small /></button>}
    </article>
  );
}

/** What it rests on: an entity or a link leads to its rows, those of the property where one is named; a finding to its page. */
export function Source({ one, open }: { one: Pick<Made, "subject" | "entity" | "finding"> & { prop?: string | null }; open: (id: string, prop?: string) => void }) {
  const w = useWords(words);
  const { property } = useVocabulary();
  const stated = one.entity && one.prop && property(one.entity.kind, one.prop)?.label;
  const id = one.subject!;
  if (one.finding)
    return <Link className="mx-source" to={`/findings?open=${one.finding.id}`} title={one.finding.sentence}><Icon name="alert" small />{one.finding.detector.label}</Link>;
  if (id.startsWith("finding-")) return <span className="t3">{w.gone}</span>;
  return (
    <button type="button" className="mx-source textbutton" title={w.source} onClick={() => open(id, one.prop ?? undefined)}>
      {one.entity ? <KindIcon kind={one.entity.kind} size={14} /> : <Icon name="link" small />}
      <span className="ell">{one.entity ? one.entity.caption : <LinkName id={id} />}{stated && ` · ${stated}`}</span>
      <span className="sr">{w.source}</span>
    </button>
  );
}
