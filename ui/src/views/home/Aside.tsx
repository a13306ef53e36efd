/** Beside the alerts: what is to be decided, what one works on, what came in, and the classes that the alerts speak of. */
import { Link } from "react-router";
import { graphql, useAsk } from "../../core/api";
import { count, day, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Panel, Risk, gradeOf, useClassName } from "../../parts";
import { Classes } from "./asks";
import { firstOfEach } from "./figures";
import { words } from "./words";

const News = graphql(`
  query HomeNews {
    findings(states: [new, risen, open], first: 120) { total nodes { id score sentence end state detector { name label } } }
  }
`);
const Mine = graphql(`
  query HomeCases {
    cases(mine: true, open: true, first: 5) { total nodes { id number title suspected status thingsTotal changedAt } }
  }
`);
const Imports = graphql(`
  query HomeImports {
    imports(first: 50) { total nodes { id file rows rejected finished source } }
  }
`);

const SHOWN = 4;

export function NewFindings() {
  const w = useWords(words);
  const asked = useAsk(News, {});
  const total = asked.data?.findings.total ?? 0;
  return (
    <Panel plain title={w.news} sub={total > 0 && <span className="tag accent" title={w.newsWhy}>{w.newsCount(count(total))}</span>} acts={<Link className="fs12" to="/findings">{w.toFindings}</Link>}>
      <Answered of={asked} lines={5}>
        {({ findings }) =>
          findings.nodes.length === 0 ? (
            <Empty title={w.noNews} icon="ok">
              <p>{w.noNewsMore}</p>
            </Empty>
          ) : (
            firstOfEach(findings.nodes, (one) => one.detector.name, SHOWN).map((one) => (
              <Link key={one.id} className="home-news" to={`/findings?open=${one.id}`}>
                <Risk grade={gradeOf(one.score)} scored />
                <span className="b ell">{one.detector.label}</span>
                <span className="t3 fs12">{one.end && day(one.end)}</span>
                <span className="home-sentence">{one.sentence}</span>
              </Link>
            ))
          )
        }
      </Answered>
    </Panel>
  );
}

export function MyCases() {
  const w = useWords(words);
  const asked = useAsk(Mine, {});
  const named = useClassName();
  return (
    <Panel plain title={w.mine} sub={asked.data && w.mineCount(count(asked.data.cases.total))} acts={<Link className="fs12" to="/cases">{w.allCases}</Link>}>
      <Answered of={asked}>
        {({ cases }) =>
          cases.nodes.length === 0 ? (
            <Empty title={w.noCases} icon="case">
              <p>{w.noCasesMore}</p>
            </Empty>
          ) : (
            cases.nodes.map((one) => (
              <Link key={one.id} className="home-item" to={`/cases/${one.id}`}>
                <span className="row">
                  <b className="ell">{one.title}</b>
                  <span className="t3 fs12 nw grow">{one.number}</span>
                  <span className={one.status === "open" ? "tag amber" : "tag"}>{w[one.status]}</span>
                </span>
                <span className="row t2 fs12">
                  <span className="grow ell">
                    {named(one.suspected)} · {w.things(count(one.thingsTotal))}
                  </span>
                  <span className="t3">{w.changed(minute(one.changedAt).slice(5))}</span>
                </span>
              </Link>
            ))
          )
        }
      </Answered>
    </Panel>
  );
}

/** Files from outside: what was read out of them is an import with a source. */
function files<T extends { source?: string | null }>(imports: readonly T[]): T[] {
  return imports.filter((one) => !one.source).slice(0, SHOWN);
}

export function RecentImports() {
  const w = useWords(words);
  const asked = useAsk(Imports, {});
  return (
    <Panel plain title={w.imports} sub={asked.data && w.importsCount(count(asked.data.imports.total))} acts={<Link className="fs12" to="/imports">{w.allImports}</Link>}>
      <Answered of={asked}>
        {({ imports }) =>
          files(imports.nodes).length === 0 ? (
            <Empty title={w.noImports} icon="import">
              <p>{w.noImportsMore}</p>
            </Empty>
          ) : (
            files(imports.nodes).map((one) => (
              <Link key={one.id} className="home-item" to={`/imports/${one.id}`}>
                <span className="row">
                  <span className="ell grow">{one.file}</span>
                  <span className="nw">{w.rows(count(one.rows))}</span>
                </span>
                <span className="row t3 fs12">
                  <span className="grow">{minute(one.finished)}</span>
                  <span className={one.rejected ? "tag amber" : ""}>{one.rejected ? w.rejected(count(one.rejected)) : w.clean}</span>
                </span>
              </Link>
            ))
          )
        }
      </Answered>
    </Panel>
  );
}

const COLOUR = { red: "red", amber: "amber", yellow: "yellow-mark" } as const;

export function ByClass() {
  const w = useWords(words);
  const asked = useAsk(Classes, {});
  const named = useClassName();
  return (
    <Panel title={w.classes} sub={w.classesSub} className="home-classes">
      <Answered of={asked} lines={7}>
        {({ riskByClass }) => {
          const most = Math.max(1, ...riskByClass.map((c) => c.red + c.amber + c.yellow));
          return (
            <div className="col">
              {riskByClass.map((c) => (
                <div key={c.suspected} className="row">
                  <span className="nw">{named(c.suspected)}</span>
                  <span className="row grow home-bars" role="img" aria-label={`${w.red} ${c.red}, ${w.amber} ${c.amber}, ${w.yellow} ${c.yellow}`}>
                    {(["red", "amber", "yellow"] as const).map(
                      (g) => c[g] > 0 && <i key={g} title={String(c[g])} style={{ width: `${(c[g] / most) * 100}%`, background: `var(--${COLOUR[g]})`, boxShadow: `inset 0 0 0 1px var(--${g})` }} />,
                    )}
                  </span>
                  <span className="b num">{c.red + c.amber + c.yellow}</span>
                </div>
              ))}
              <span className="t3 fs12">{w.legend}</span>
            </div>
          );
        }}
      </Answered>
    </Panel>
  );
}
