/** Which mapping reads the file, and what each of its columns becomes. */
import { Button, Select } from "antd";
import { useState } from "react";
import { useLang, useWords } from "../../core/words";
import { useVocabulary } from "../../core/api/ontology";
import { Icon, KindIcon, Panel } from "../../parts";
import type { ImportsMappingsQuery } from "../../core/api/gql/graphql";
import { OwnText } from "./OwnText";
import { RolePick } from "./RolePick";
import type { Check, Choice, ColumnRow, Picked, Preview, Proposal, Standing } from "./types";
import { columnRows } from "./utils";
import { words } from "./words";

interface Props {
  preview: Preview;
  proposal: Proposal;
  check: Check | undefined;
  choice: Choice;
  text: string; // of the mapping that is chosen
  mappings: ImportsMappingsQuery["mappings"];
  part: string | null;
  locked: boolean;
  picked: Picked;
  setPicked: (picked: Picked) => void;
  choose: (choice: Choice) => void;
  setPart: (part: string | null) => void;
}

export function ColumnMap({ preview, proposal, check, choice, text, mappings, part, locked, picked, setPicked, choose, setPart }: Props) {
  const w = useWords(words);
  const [editing, setEditing] = useState(false);
  const own = choice.how === "draft";
  const rows = columnRows(preview, check, proposal.columns, text, { own, picked });
  const read = rows.filter((r) => r.standing !== "ignored").length;
  const doubtful = rows.filter((r) => r.standing === "check").length;
  return (
    <Panel
      plain
      className="fill"
      title={w.columnMap}
      sub={check ? w.used(read, rows.length) : w.columns(rows.length)}
      acts={
        <>
          {doubtful > 0 && <span className="tag amber">{w.toCheck(doubtful)}</span>}
          {preview.parts.length > 1 && <Select size="small" style={{ width: 150 }} aria-label={w.part} value={part ?? preview.part.name} onChange={setPart} options={preview.parts.map((p) => ({ value: p.name, label: p.name }))} />}
          <Chooser {...{ proposal, choice, mappings, choose, locked }} tables={check?.tables ?? []} />
          <Button size="small" icon={<Icon name="code" small />} onClick={() => setEditing(true)} disabled={locked} title={w.edit} aria-label={w.edit} />
        </>
      }
    >
      <div className="scroll"><Columns rows={rows} pick={own && !locked ? { proposal, picked, setPicked } : undefined} /></div>
      {editing && <OwnText text={text || (proposal.text ?? "")} close={() => setEditing(false)} apply={(made) => choose({ how: "own", text: made })} />}
    </Panel>
  );
}

function Chooser({ proposal, choice, mappings, tables, choose, locked }: Pick<Props, "proposal" | "choice" | "mappings" | "choose" | "locked"> & { tables: readonly string[] }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const near = new Set(proposal.fits.map((f) => f.name));
  const label = (name: string) => mappings.find((m) => m.name === name)?.label[lang] ?? name;
  const value = choice.how === "shipped" ? `s:${choice.name}` : choice.how;
  const auto = choice.how === "auto" && tables.length ? w.autoAs(tables.map(label).join(lang === "zh" ? "、" : ", ")) : w.auto;
  const options = [
    { value: "auto", label: auto },
    ...(proposal.text || proposal.roles.length ? [{ value: "draft", label: w.draft }] : []),
    ...(choice.how === "own" ? [{ value: "own", label: w.own }] : []),
    { label: w.shippedOnes, title: "", options: proposal.fits.map((f) => ({ value: `s:${f.name}`, label: `${f.label} · ${f.fits ? w.fitsAll(f.reads) : w.misses(f.missing.length)}` })) },
    { label: w.others, title: "", options: mappings.filter((m) => !near.has(m.name)).map((m) => ({ value: `s:${m.name}`, label: m.label[lang] })) },
  ];
  const pick = (to: string) => {
    if (to === "draft") choose({ how: "draft" });
    else if (to === "auto") choose({ how: "auto" });
    else if (to.startsWith("s:")) choose({ how: "shipped", name: to.slice(2) });
  };
  return <Select size="small" className="imp-choose" aria-label={w.choose} value={value} disabled={locked} onChange={pick} options={options} popupMatchSelectWidth={320} />;
}

const TONE: Record<Standing, string> = { template: "green", set: "accent", auto: "green", check: "amber", joined: "accent", condition: "accent", ignored: "" };
const WORD = { template: "sTemplate", set: "sSet", auto: "sAuto", check: "sCheck", joined: "sJoined", condition: "sCondition", ignored: "sIgnored" } as const;

type Picking = { proposal: Proposal; picked: Picked; setPicked: (picked: Picked) => void };

function Columns({ rows, pick }: { rows: readonly ColumnRow[]; pick: Picking | undefined }) {
  const w = useWords(words);
  return (
    <table className="tb imp-columns">
      <thead>
        <tr>
          <th>{w.column}</th>
          <th aria-hidden="true" />
          <th>{w.target}</th>
          <th>{w.sample}</th>
          <th>{w.standing}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.column} className={r.standing === "check" ? "look" : r.standing === "ignored" ? "out" : ""}>
            <td className={r.standing === "ignored" ? "" : "b"}>{r.column}</td>
            <td aria-hidden="true">→</td>
            <td>{pick ? <RolePick of={r.column} {...pick} /> : <Target of={r} />}</td>
            <td className="t2 ell imp-sample">{r.sample} {r.masked && r.sample && <span className="t3" title={w.masked}><Icon name="lock" small /></span>}</td>
            <td><span className={`tag ${TONE[r.standing]}`}>{w[WORD[r.standing]]}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Target({ of }: { of: ColumnRow }) {
  const w = useWords(words);
  const { kinds } = useVocabulary();
  if (!of.targets.length) return <span className="t3">{of.standing === "condition" ? w.condition : w.skip}</span>;
  return (
    <span className="what">
      {of.targets.map((t) => (
        <span key={`${t.alias}-${t.property}`} className="one">
          {t.owner && kinds.has(t.owner) && <KindIcon kind={t.owner} size={16} />}
          {t.ownerLabel ?? w.personOrFirm}
          <span className="t3">·</span>
          {t.label}
        </span>
      ))}
    </span>
  );
}
