/** Search first: what one comes for, with what is asked most often in one click, and how fresh all of it is. */
import { Link, useNavigate } from "react-router";
import { graphql, may, useAsk, useMe } from "../../core/api";
import { count, minute, percent, prose } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { SearchBox } from "../../panels/search";
import { Spark } from "../../parts";
import { Classes, Months, Today } from "./asks";
import { HINTS, hintWords } from "./hints";
import { words } from "./words";

const State = graphql(`
  query HomeState {
    state { asOf graphIsBehind problem }
    counts { kinds { name count } links { name count } }
  }
`);

export function Hero() {
  const w = useWords(words);
  const hints = useWords(hintWords);
  const lang = useLang((s) => s.lang);
  const me = useMe();
  const go = useNavigate();
  const state = useAsk(State, {}, { enabled: may(me, "read") }).data;
  const today = useAsk(Today, {}, { enabled: may(me, "read") }).data?.today;
  return (
    <section className="home-hero" aria-label={w.hero}>
      <div className="home-seek">
        <div className="row home-title">
          <h2>{w.hero}</h2>
          <span className="t3">
            {today && prose(today.at, lang)}
            {state && today && ` · ${today.asOf ? w.asOf(minute(today.asOf)) : state.state.asOf ? w.loadedAt(minute(state.state.asOf)) : w.noData}`}
          </span>
          {state?.state.graphIsBehind && <span className="tag gold">{w.behind}</span>}
        </div>
        {may(me, "search") && <SearchBox id="find" size="large" hint={w.find} choose={(hit) => void go(`/entity/${hit.id}`)} submit={(text) => text && void go(`/search?q=${encodeURIComponent(text)}`)} />}
        {may(me, "read") && (
          <div className="row home-hints">
            <span className="t3 fs12 nw">{w.patterns}</span>
            {HINTS.map((name, i) => (
              <Link key={name} className={i ? "tag" : "tag accent"} to={`/board?pattern=${name}`}>
                {hints[name]}
              </Link>
            ))}
          </div>
        )}
      </div>
      {state && may(me, "findings") && <Keys counts={state.counts} />}
    </section>
  );
}

type Counted = { kinds: { name: string; count: number }[]; links: { name: string; count: number }[] };
const SUMS = ["FLOW"]; // sums of other links, no links of their own

/** Three figures on wide screens: what is watched, how much of it is graded, what was found. */
function Keys({ counts }: { counts: Counted }) {
  const w = useWords(words);
  const classes = useAsk(Classes, {}).data?.alerts.grades;
  const months = useAsk(Months, {}).data?.findingsByMonth;
  const firms = counts.kinds.find((k) => k.name === "Enterprise")?.count ?? 0;
  const links = counts.links.filter((l) => !SUMS.includes(l.name));
  const graded = classes?.filter((g) => g.grade !== "NONE").reduce((sum, g) => sum + g.count, 0);
  return (
    <div className="home-keys">
      <Key name={w.watched} value={count(firms)} sub={graded == null ? "" : `${w.graded} ${w.dots(count(graded))} · ${w.gradedShare(percent(graded / Math.max(firms, 1)))}`} />
      <Key name={w.wanLinks} value={count(links.reduce((sum, l) => sum + l.count, 0))} sub={w.linksSub(count(links.find((l) => l.name === "TRANSFER")?.count ?? 0))} />
      <Key name={w.foundMonths} value={count(months?.reduce((sum, m) => sum + m.findings, 0))} sub={w.foundMonthsSub}>
        <Spark values={(months ?? []).slice(-24).map((m) => m.findings)} width={150} height={24} />
      </Key>
    </div>
  );
}

function Key({ name, value, sub, children }: { name: string; value: string; sub: string; children?: React.ReactNode }) {
  return (
    <div className="home-key">
      <span className="t3 fs12">{name}</span>
      <b className="home-figure">{value}</b>
      <span className="t2 fs12 nw">{sub}</span>
      {children}
    </div>
  );
}
