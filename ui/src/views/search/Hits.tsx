/** The hits as a table: arrow keys walk, Enter opens the portrait. */
import { Checkbox } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import type { SearchHitsQuery } from "../../core/api/gql/graphql";
import { useVocabulary } from "../../core/api/ontology";
import { count, NONE, percent } from "../../core/figures";
import { useWords } from "../../core/words";
import { Icon, KindIcon, Risk, walkRows } from "../../parts";
import { words } from "./words";

type Hit = SearchHitsQuery["search"]["hits"]["nodes"][number];
interface Props {
  of: readonly Hit[];
  chosen: ReadonlySet<string>;
  choose: (ids: string[], on: boolean) => void;
  head: ReactNode;
}

export function Hits({ of, chosen, choose, head }: Props) {
  const w = useWords(words);
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="tb">
        <thead>
          <tr>
            <th style={{ width: 38 }}>{head}</th>
            <th>{w.name}</th>
            <th>{w.reason}</th>
            <th>{w.region}</th>
            <th>{w.risk}</th>
            <th className="num">{w.sources}</th>
            <th className="num">{w.match}</th>
            <th>
              <span className="sr">{w.openBoard}</span>
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {of.map((hit) => (
            <Row key={hit.entity.id} hit={hit} chosen={chosen.has(hit.entity.id)} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ hit, chosen, choose }: { hit: Hit; chosen: boolean; choose: Props["choose"] }) {
  const w = useWords(words);
  const go = useNavigate();
  const { kind } = useVocabulary();
  const { entity } = hit;
  return (
    <tr className="seek-row" aria-selected={chosen} onClick={() => void go(`/entity/${entity.id}`)}>
      <td onClick={(e) => e.stopPropagation()}>
        <Checkbox aria-label={w.select(entity.caption)} checked={chosen} onChange={(e) => choose([entity.id], e.target.checked)} />
      </td>
      <td className="seek-name">
        <span className="row">
          <KindIcon kind={entity.kind} size={18} label={kind(entity.kind)} />
          <Link data-row className="b ell" to={`/entity/${entity.id}`} title={entity.caption} onClick={(e) => e.stopPropagation()}>
            {entity.caption}
          </Link>
          <span className="t3 fs12 nw">{kind(entity.kind)}</span>
        </span>
      </td>
      <td className="t2">{hit.reason}</td>
      <td className="t2">{hit.region ?? NONE}</td>
      <td>{entity.risk ? <Risk grade={entity.risk.grade} score={entity.risk.score} /> : <span className="t3">{NONE}</span>}</td>
      <td className="num">{count(entity.sources)}</td>
      <td className="num">{percent(hit.score, 0)}</td>
      <td onClick={(e) => e.stopPropagation()}>
        <Link className="iconbutton" to={`/board?seed=${entity.id}`} title={w.openBoard} aria-label={`${w.openBoard}：${entity.caption}`}>
          <Icon name="board" small />
        </Link>
      </td>
    </tr>
  );
}
