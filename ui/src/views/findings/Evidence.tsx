/** The links that show a finding, each with the rows that say it. */
import { Button } from "antd";
import { useState } from "react";
import { useVocabulary } from "../../core/api/ontology";
import { useAsk } from "../../core/api";
import type { FindingsAmongQuery } from "../../core/api/gql/graphql";
import { count, minute, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Empty, Icon, SourceRows } from "../../parts";
import { LinksAmong, type Told } from "./asks";
import type { Facts } from "./facts";
import { endsOf } from "./modelfacts";
import { words } from "./words";

const PAGE = 40;
const FEW = 24; // among whom all links are asked, so that a line can say from whom to whom

type Known = FindingsAmongQuery["among"]["links"][number];

export function Evidence({ of }: { of: Told }) {
  const w = useWords(words);
  const [shown, setShown] = useState(PAGE);
  const [open, setOpen] = useState<string>();
  const ids = [...new Set([...of.subjects.map((one) => one.id), ...endsOf(of.facts as Facts)])];
  const among = useAsk(LinksAmong, { ids }, { enabled: ids.length > 1 && ids.length <= FEW });
  const known = new Map(among.data?.among.links.map((one) => [one.id, one]) ?? []);
  const all = Number((of.facts as Record<string, unknown>).links ?? of.links.length);
  if (of.links.length === 0) return <Empty title={w.noLinks} icon="link" />;
  return (
    <section className="exp-part">
      <p className="t3 fs12" style={{ paddingBottom: 4 }}>
        {w.links(count(Math.min(shown, of.links.length)), count(all))}
        {all > of.links.length && ` · ${w.linksKept(count(of.links.length))}`}
      </p>
      {inTime(of.links, known).slice(0, shown).map((id, i) => (
        <LinkRow key={id} id={id} place={i + 1} known={known.get(id)} open={open === id} turn={() => setOpen(open === id ? undefined : id)} />
      ))}
      {shown < of.links.length && (
        <Button size="small" style={{ marginTop: 8 }} onClick={() => setShown(shown + PAGE)}>
          {w.moreLinks}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  id: string;
  place: number;
  known: Known | undefined;
  open: boolean;
  turn: () => void;
}

/** By time, where it is known; the others after. */
function inTime(ids: readonly string[], known: Map<string, Known>): string[] {
  const at = (id: string) => String(known.get(id)?.facts.find((one) => one.name === "at")?.value ?? "~");
  return [...ids].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

/** A link's type stands before the first hyphen of its id: `signs_in-…`. */
const typeOf = (id: string) => id.split("-")[0]!.toUpperCase();

function LinkRow({ id, place, known, open, turn }: RowProps) {
  const { link } = useVocabulary();
  const fact = (name: string) => known?.facts.find((one) => one.name === name)?.value;
  const at = fact("at");
  const amount = fact("amount");
  return (
    <div className="exp-link">
      <button type="button" aria-expanded={open} onClick={turn}>
        <Icon name={open ? "down" : "right"} small />
        <span className="ell">
          <span className="t3">{place}</span> <b>{link(known?.type ?? typeOf(id))}</b>{" "}
          {known ? (
            <span className="t2">
              {known.from.caption} → {known.to.caption}
            </span>
          ) : (
            <span className="hash">{id.slice(id.indexOf("-") + 1, id.indexOf("-") + 13)}</span>
          )}
        </span>
        <span className="num nw">
          {typeof amount === "number" && <b>{yuan(amount)}</b>} {typeof at === "string" && <span className="t3 fs12">{minute(at)}</span>}
        </span>
      </button>
      {open && (
        <div style={{ padding: "4px 0 10px" }}>
          <SourceRows id={id} />
        </div>
      )}
    </div>
  );
}
