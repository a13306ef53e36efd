/** The first records as the mapping reads them, and the first rows as the file has them; personal data masked. */
import { Segmented, Select } from "antd";
import { useState } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { count, NONE, second, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Empty, KindIcon, Panel } from "../../parts";
import type { Check, Example, Preview } from "./types";
import { stated } from "./utils";
import { words } from "./words";

export function Previewed({ preview, check }: { preview: Preview; check: Check | undefined }) {
  const w = useWords(words);
  const { kinds } = useVocabulary();
  const [way, setWay] = useState<"mapped" | "original">("mapped");
  const [owner, setOwner] = useState("");
  const owners = [...new Map((check?.examples ?? []).map((e) => [e.owner, e.label])).entries()];
  const now = owners.some(([name]) => name === owner) ? owner : (owners.find(([name]) => !kinds.has(name))?.[0] ?? owners[0]?.[0] ?? "");
  const examples = (check?.examples ?? []).filter((e) => e.owner === now);
  return (
    <Panel
      plain
      className="imp-preview"
      title={w.preview}
      sub={way === "mapped" ? w.mappedSub(examples.length) : w.originalSub(preview.rows.length, preview.more)}
      acts={
        <>
          <span className="t3 fs12 nw">{w.masked}</span>
          {way === "mapped" && owners.length > 1 && <Select size="small" style={{ width: 108 }} aria-label={w.kind} value={now} onChange={setOwner} options={owners.map(([value, label]) => ({ value, label }))} />}
          <Segmented size="small" value={way} onChange={setWay} options={[{ value: "mapped", label: w.mapped }, { value: "original", label: w.original }]} />
        </>
      }
    >
      <div className="scroll">
        {way === "original" ? <Original of={preview} /> : examples.length ? <Mapped rows={examples} owner={now} /> : <Empty title={w.nothingMapped}><p>{w.nothingMappedMore}</p></Empty>}
      </div>
    </Panel>
  );
}

interface End {
  kind: string;
  caption: string;
}

function Mapped({ rows, owner }: { rows: readonly Example[]; owner: string }) {
  const w = useWords(words);
  const { property } = useVocabulary();
  const names = stated(rows);
  const between = rows.some((r) => (r.ends as { from?: End }).from);
  const type = (name: string) => property(owner, name)?.type;
  return (
    <table className="tb">
      <thead>
        <tr>
          <th className="num">{w.row}</th>
          {between && <th>{w.from}</th>}
          {between && <th>{w.to}</th>}
          {names.map((name) => <th key={name} className={type(name) === "amount" ? "num" : ""}>{property(owner, name)?.label ?? name}{type(name) === "amount" && w.yuan}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((r, i) => {
          const { from, to } = r.ends as { from?: End; to?: End };
          return (
            <tr key={i}>
              <td className="num t3">{count(r.row)}</td>
              {between && <td><EndOf of={from} /></td>}
              {between && <td><EndOf of={to} /></td>}
              {names.map((name) => <td key={name} className={type(name) === "amount" ? "num b" : "ell imp-cell"}>{shown((r.values as Record<string, unknown>)[name], type(name))}</td>)}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function EndOf({ of }: { of: End | undefined }) {
  return of ? <span className="row" style={{ gap: 6 }}><KindIcon kind={of.kind} size={16} />{of.caption}</span> : null;
}

/** A value as its type is read; a masked one is a text already. */
function shown(value: unknown, type: string | undefined): string {
  if (value == null || value === "") return NONE;
  if (type === "amount" && typeof value === "number") return yuan(value);
  if (type === "time" && typeof value === "string" && /^\d{4}-/.test(value)) return second(value);
  return String(value);
}

function Original({ of }: { of: Preview }) {
  const w = useWords(words);
  return (
    <table className="tb">
      {of.above.length > 0 && <caption className="t3 fs12" style={{ textAlign: "left", padding: "4px 16px" }}>{w.above} {of.above.join(" · ")}</caption>}
      <thead>
        <tr>
          <th className="num">{w.row}</th>
          {of.columns.map((c) => <th key={c.name}>{c.name}</th>)}
        </tr>
      </thead>
      <tbody>
        {of.rows.map((r) => (
          <tr key={r.row}>
            <td className="num t3">{count(r.row)}</td>
            {r.cells.map((cell, i) => <td key={i} className="ell imp-cell">{cell ?? NONE}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
