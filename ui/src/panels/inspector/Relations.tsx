/** How many links of each sort an entity has, in either direction, to which kinds. */
import { useVocabulary } from "../../core/api/ontology";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { Empty, KindIcon, LinkWay, Money } from "../../parts";
import { words } from "./words";

interface Counted {
  link: string;
  outgoing: boolean;
  kind: string;
  links: number;
  others: number;
  amount: number | null;
}

export function Relations({ of }: { of: readonly Counted[] }) {
  const w = useWords(words);
  const { kind } = useVocabulary();
  if (of.length === 0) return <Empty title={w.norelations} icon="link" />;
  return (
    <table className="insp-links">
      <caption>{w.relationsOf(count(of.length))}</caption>
      <thead>
        <tr>
          <th scope="col">{w.relations}</th>
          <th scope="col" className="num">
            {w.count}
          </th>
          <th scope="col" className="num">
            {w.others}
          </th>
          <th scope="col" className="num">
            {w.sum}
          </th>
        </tr>
      </thead>
      <tbody>
        {of.map((one) => (
          <tr key={`${one.link}-${one.outgoing}-${one.kind}`}>
            <td>
              <span className="row" style={{ gap: 6 }}>
                <KindIcon kind={one.kind} size={18} label={kind(one.kind)} />
                <LinkWay link={one.link} outgoing={one.outgoing} />
              </span>
            </td>
            <td className="num">{count(one.links)}</td>
            <td className="num">{count(one.others)}</td>
            <td className="num">{one.amount ? <Money fen={one.amount} /> : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
