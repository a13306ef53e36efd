/** What the system knows of: kinds and links, their properties, masks and meanings. */
import { useState } from "react";
import { may, useAsk, useMe } from "../../core/api";
import { count } from "../../core/figures";
import { said, useLang, useWords } from "../../core/words";
import { Answered, Icon, KindIcon, Panel } from "../../parts";
import { AdminCounts, AdminOntology } from "./documents";
import { useNames } from "./names";
import type { Kind, Link } from "./types";
import { words } from "./words";

export function Ontology() {
  const of = useAsk(AdminOntology, {}, { staleTime: Infinity });
  return <Answered of={of} lines={12}>{({ ontology }) => <Both kinds={ontology.kinds} links={ontology.links} />}</Answered>;
}

function Both({ kinds, links }: { kinds: readonly Kind[]; links: readonly Link[] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const [name, setName] = useState(kinds[0]?.name ?? "");
  const counts = useAsk(AdminCounts, {}, { enabled: may(useMe(), "read"), retry: false });
  const many = new Map([...(counts.data?.counts.kinds ?? []), ...(counts.data?.counts.links ?? [])].map((c) => [c.name, c.count]));
  const item = (one: Kind | Link, icon: boolean) => (
    <button key={one.name} type="button" className="adm-item" {...(one.name === name && { "aria-current": "true" as const })} onClick={() => setName(one.name)}>
      {icon ? <KindIcon kind={one.name} size={18} /> : <Icon name="link" small />}
      <span className="ell grow">{said(one.label, lang)}</span>
      <span className="t3 fs12">{many.has(one.name) ? count(many.get(one.name)) : one.name}</span>
    </button>
  );
  const kind = kinds.find((k) => k.name === name);
  const link = links.find((l) => l.name === name);
  return (
    <div className="adm-onto">
      <Panel plain title={w.ontology} sub={`${kinds.length} + ${links.length}`}>
        <div className="adm-list">
          <h3>{w.kinds}</h3>
          {kinds.map((k) => item(k, true))}
          <h3>{w.links}</h3>
          {links.map((l) => item(l, false))}
        </div>
      </Panel>
      {kind && <KindPanel of={kind} many={many.get(kind.name)} />}
      {link && <LinkPanel of={link} kinds={kinds} many={many.get(link.name)} />}
    </div>
  );
}

function KindPanel({ of, many }: { of: Kind; many: number | undefined }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const caption = of.properties.find((p) => p.name === of.caption);
  return (
    <Panel plain title={<span className="row"><KindIcon kind={of.name} />{said(of.label, lang)}</span>} sub={`${of.name} · ${w.properties(of.properties.length)}${many === undefined ? "" : ` · ${w.inGraph(count(many))}`}`} acts={caption && <span className="t3 fs12">{w.caption} {said(caption.label, lang)}</span>}>
      <Properties of={of.properties} />
    </Panel>
  );
}

function LinkPanel({ of, kinds, many }: { of: Link; kinds: readonly Kind[]; many: number | undefined }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const named = (names: readonly string[]) => names.map((n) => { const kind = kinds.find((k) => k.name === n); return kind ? said(kind.label, lang) : n; }).join(" / ");
  return (
    <Panel plain title={said(of.label, lang)} sub={`${of.name}${many === undefined ? "" : ` · ${w.inGraph(count(many))}`}`} acts={<><span className="tag">{of.many ? w.many : w.one}</span>{of.sum && <span className="tag accent">{w.sum} {of.sum}</span>}</>}>
      <p style={{ padding: "10px 16px", borderBottom: "1px solid var(--line)" }}><span className="t3 fs12">{w.fromTo}</span> {named(of.from)} → {named(of.to)}</p>
      <div className="adm-means">
        {([["meaning", of.meaning], ["weight", of.weight], ["weakens", of.weakens]] as const).map(([word, text]) => <div key={word}><h3>{w[word]}</h3><p className="t2">{said(text, lang)}</p></div>)}
      </div>
      <Properties of={of.properties} />
    </Panel>
  );
}

function Properties({ of }: { of: Kind["properties"] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const { role } = useNames();
  return (
    <div className="adm-scroll">
      <table className="tb">
        <thead><tr><th>{w.property}</th><th>{w.code}</th><th>{w.type}</th><th>{w.masked}</th><th>{w.fullFor}</th></tr></thead>
        <tbody>
          {of.map((p) => (
            <tr key={p.name}>
              <td className="b">{said(p.label, lang)}</td>
              <td className="t3">{p.name}</td>
              <td className="t2">{p.type}</td>
              <td>{p.masked ? <span className="tag amber"><Icon name="lock" small />{w.masked}</span> : <span className="t3">{w.open}</span>}</td>
              <td><span className="adm-tags">{p.fullFor.map((r) => <span key={r} className="tag">{role(r)}</span>)}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
