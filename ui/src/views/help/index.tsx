/** Help inside the page: a walk, the words, the keys, how data is kept; all on one page, so that the browser's search finds it. */
import { Link } from "react-router";
import { may, useMe } from "../../core/api";
import { useLang, useWords } from "../../core/words";
import { Header, Panel } from "../../parts";
import "./help.css";
import { sections, type Section } from "./sections";
import { words } from "./words";

const KEYS: ReadonlySet<string> = new Set(["board", "keys"]);

export default function Help() {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const me = useMe();
  const all = sections[lang];
  return (
    <div className="help">
      <Header title={w.title}><span className="t3 nw">{w.findHint}</span></Header>
      <nav className="panel help-toc" aria-label={w.contents}>
        {all.map((s) => <a key={s.id} href={`#${s.id}`}>{s.title}</a>)}
        <div className="foot fs12">
          <a href="/playground">{w.playground}</a>
          {(may(me, "users") || may(me, "audit") || may(me, "jobs")) && <Link to="/admin">{w.admin}</Link>}
        </div>
      </nav>
      <div className="help-sections">{all.map((s) => <Told key={s.id} of={s} />)}</div>
    </div>
  );
}

function Told({ of }: { of: Section }) {
  const keys = KEYS.has(of.id);
  return (
    <div id={of.id}>
      <Panel title={of.title}>
        {of.steps && <ol className="help-steps">{of.steps.map((step) => <li key={step}><span>{step}</span></li>)}</ol>}
        {of.terms && <dl className={keys ? "help-terms keys" : "help-terms"}>{of.terms.map(([term, meaning]) => [<dt key={term}>{keys ? <Keys of={term} /> : term}</dt>, <dd key={`${term}-d`}>{meaning}</dd>])}</dl>}
        {of.notes && <ul className="help-notes">{of.notes.map((note) => <li key={note}><span>{note}</span></li>)}</ul>}
      </Panel>
    </div>
  );
}

/** Keys as they stand on the keyboard. */
function Keys({ of }: { of: string }) {
  return <>{of.split(/( \/ |、|, )/).map((part, i) => (i % 2 ? <span key={i} className="t3"> </span> : <kbd key={i}>{part}</kbd>))}</>;
}
