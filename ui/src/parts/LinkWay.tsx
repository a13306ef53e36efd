/** A sort of link as seen from one end: in which direction, and what it is called. */
import { useVocabulary } from "../core/api/ontology";
import { useWords } from "../core/words";
import { words } from "./words";

/** What a link is called from one end: 转出 and 转入 for money, its label otherwise. */
export function useWay(): (link: string, outgoing: boolean) => string {
  const w = useWords(words);
  const { link: label } = useVocabulary();
  return (link, outgoing) => (link === "TRANSFER" || link === "FLOW" ? (outgoing ? w.paysOut : w.getsIn) : label(link));
}

export function LinkWay({ link, outgoing }: { link: string; outgoing: boolean }) {
  const w = useWords(words);
  const way = useWay();
  return (
    <span className="row nw" style={{ gap: 6 }}>
      <span className="t3" aria-label={outgoing ? w.outgoing : w.incoming}>
        {outgoing ? "→" : "←"}
      </span>
      <span className="ell">{way(link, outgoing)}</span>
    </span>
  );
}
