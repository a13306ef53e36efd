/** Both sides beside each other: every property with what agrees and what differs, what both are linked to, the files that say so. */
import { Drawer } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { count, minute, NONE } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { factText, Icon, KindIcon, SourceRows, type IconName } from "../../parts";
import type { Neighbours, Pair, Property, Side } from "./types";
import { overlap, parted, sided } from "./utils";
import { words } from "./words";

const TONE = { eq: "green", approx: "amber", neq: "red", blank: "" } as const;
const ICON: Record<keyof typeof TONE, IconName> = { eq: "equal", approx: "unsure", neq: "unequal", blank: "minus" };

export function Compare({ of }: { of: Pair }) {
  const w = useWords(words);
  const [both, one] = sided(of);
  const rest = one.properties.length + one.neighbours.length;
  return (
    <table className="rev-cmp">
      <colgroup>
        <col style={{ width: 96 }} />
        <col />
        <col style={{ width: 88 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="t3 fs12">{w.item}</th>
          <th scope="col"><Head of={of.left} which={w.one} /></th>
          <th scope="col" className="mid t3 fs12">{w.compare}</th>
          <th scope="col"><Head of={of.right} which={w.other} /></th>
        </tr>
      </thead>
      <tbody>
        {both.properties.map((p) => <PropertyRow key={p.property} of={p} />)}
        {both.neighbours.map((n) => <NeighbourRow key={`${n.link}-${n.kind}`} of={n} />)}
        <tr>
          <th scope="row">{w.files}</th>
          <td><Files of={of.left} /></td>
          <td className="mid" />
          <td><Files of={of.right} /></td>
        </tr>
        <tr>
          <th scope="row">{w.first}</th>
          <td>{minute(of.left.first)}</td>
          <td className="mid" />
          <td>{minute(of.right.first)}</td>
        </tr>
        {rest > 0 && <tr className="group"><th colSpan={4} scope="colgroup">{w.oneSided(rest)}</th></tr>}
        {one.properties.map((p) => <PropertyRow key={p.property} of={p} />)}
        {one.neighbours.map((n) => <NeighbourRow key={`${n.link}-${n.kind}`} of={n} />)}
      </tbody>
    </table>
  );
}

function Head({ of, which }: { of: Side; which: string }) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <div className="row" style={{ gap: 10 }}>
      <KindIcon kind={of.kind} size={30} />
      <div className="grow">
        <Link to={`/entity/${of.id}`} className="rev-name ell" title={of.caption}>{of.caption}</Link>
        <div className="row fs12" style={{ gap: 6 }}>
          <span className="t3 ell grow">{which} · {of.files[0] ? w.from(of.files.length) : w.noFiles}</span>
          <button type="button" className="textbutton nw" onClick={() => setOpen(true)}>{w.sources}</button>
        </div>
      </div>
      {open && <Drawer open size={480} title={w.sourcesOf(of.caption)} onClose={() => setOpen(false)}><SourceRows id={of.id} /></Drawer>}
    </div>
  );
}

function State({ of, word }: { of: keyof typeof TONE; word: string }) {
  return (
    <span className={`tag ${TONE[of]}`}>
      <Icon name={ICON[of]} small />
      {word}
    </span>
  );
}

function PropertyRow({ of }: { of: Property }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const text = (value: unknown) => factText({ name: of.property, type: of.type, value, masked: typeof value === "string" && value.includes("*") }, lang);
  const [one, other] = [text(of.left), text(of.right)];
  const marks = of.state === "approx" || of.state === "neq";
  return (
    <tr className={of.state}>
      <th scope="row">{of.label}</th>
      <td>{marks ? <Marked text={one} other={other} /> : one}</td>
      <td className="mid"><State of={of.state} word={w[of.state]} /></td>
      <td>{marks ? <Marked text={other} other={one} /> : other}</td>
    </tr>
  );
}

function Marked({ text, other }: { text: string; other: string }) {
  const [before, differs, after] = parted(text, other);
  return (
    <>
      {before}
      {differs && <mark>{differs}</mark>}
      {after}
    </>
  );
}

function NeighbourRow({ of }: { of: Neighbours }) {
  const w = useWords(words);
  const state = overlap(of);
  const word = state === "eq" ? w.allShared : state === "approx" ? w.someShared(of.shared) : state === "neq" ? w.noShared : w.blank;
  const names = of.names.join(w.and);
  const cell = (n: number) => (
    <>
      {n ? count(n) : NONE}
      {n > 0 && names && <span className="t3 fs12"> {names}</span>}
    </>
  );
  return (
    <tr>
      <th scope="row">{of.label} · {of.kindLabel}</th>
      <td>{cell(of.left)}</td>
      <td className="mid"><State of={state} word={word} /></td>
      <td>{cell(of.right)}</td>
    </tr>
  );
}

function Files({ of }: { of: Side }) {
  const w = useWords(words);
  if (!of.files.length) return <span className="t3">{w.noFiles}</span>;
  return <>{of.files.slice(0, 4).map((f) => <div key={f.file} className="fs12"><span className="t2">{f.file}</span> <span className="t3">{w.rows(count(f.rows))}</span></div>)}</>;
}
