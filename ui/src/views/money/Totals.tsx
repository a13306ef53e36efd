/** Seven sums of a group's dealings with its participants, by the rule that the page counts by. */
import { useAsk } from "../../core/api";
import { exact, money } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Failure } from "../../parts";
import { MoneyLedger } from "./documents";
import { HOLD, type About, type Counting } from "./types";
import { from, sums, until } from "./utils";
import { words } from "./words";

export const PAGE = 100;
export function useLedger(about: About, counting: Counting, first = PAGE) {
  return useAsk(MoneyLedger, { ...group(about, counting), again: counting.again, offset: counting.offset, first }, { staleTime: 300_000, placeholderData: (before) => before });
}
/** Who and when, as every question asks it. */
export const group = (about: About, counting: Counting) => ({ group: about.group.map((one) => one.id), since: from(counting.since), until: until(counting.until) });
export const layered = (about: About, counting: Counting) => ({ ...group(about, counting), hold: counting.hold || HOLD });

export function Totals({ about, counting }: { about: About; counting: Counting }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const of = useLedger(about, counting);
  if (of.error) return <section className="panel"><Failure error={of.error} again={() => void of.refetch()} /></section>;
  const s = of.data ? sums(of.data.ledger.totals) : undefined;
  const lines: [string, number | undefined, string?, string?][] = [
    [w.paid, s?.paid_in, undefined, ""],
    [w.back, s?.back],
    [w.interest, s?.interest, counting.offset ? w.offsetTag : undefined],
    [w.commission, s?.commission],
    [w.reinvested, s?.reinvested, counting.again ? w.twice : w.notTwice],
    [w.unpaid, s?.unpaid, undefined, "up"],
    [w.residue, s?.unexplained, undefined, s?.unexplained ? "money-amber" : ""],
  ];
  return (
    <section className={of.isPlaceholderData ? "panel money-totals money-stale" : "panel money-totals"} aria-busy={of.isPlaceholderData} aria-label={w.totals}>
      {lines.map(([name, fen, tag, tone]) => (
        <div key={name}>
          <div className="fs12 t3 nw row"><span className="ell" title={name}>{name}</span>{tag && <span className="tag">{tag}</span>}</div>
          <div className={`money-figure ${tone ?? ""}`}>{fen === undefined ? <span className="skeleton money-wait" /> : money(fen, lang)}</div>
          <div className="fs12 t3 ell" title={exact(fen)}>{fen === undefined ? " " : exact(fen)}</div>
        </div>
      ))}
    </section>
  );
}
