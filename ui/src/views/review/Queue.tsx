/** The pairs that wait for whoever asks, in an order of their own. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { AskError } from "../../core/api";
import type { KindName, ReviewQueueQuery } from "../../core/api/gql/graphql";
import { useWords } from "../../core/words";
import { Answered, KindIcon, Panel } from "../../parts";
import type { Open, Waiting } from "./types";
import { same } from "./utils";
import { words } from "./words";

interface Props {
  of: UseQueryResult<ReviewQueueQuery, AskError>;
  open: Open | undefined;
  kind: KindName | null;
  size: number;
  setKind: (kind: KindName | null) => void;
  go: (to: Open) => void;
  more: () => void;
}

export function Queue({ of, open, kind, size, setKind, go, more }: Props) {
  const w = useWords(words);
  return (
    <Panel plain title={w.queue} sub={of.data && w.shown(of.data.pairsToJudge.nodes.length, of.data.pairsToJudge.total)}>
      <div className="rev-filter">
        <Segmented block size="small" aria-label={w.kinds} value={kind ?? ""} onChange={(to) => setKind(to ? (to as KindName) : null)} options={[{ value: "", label: w.all }, { value: "Enterprise", label: w.enterprise }, { value: "Person", label: w.person }]} />
      </div>
      <div className="scroll">
        <Answered of={of} lines={8}>
          {({ pairsToJudge }) => (
            <>
              {pairsToJudge.nodes.map((one) => <Line key={`${one.left.id}${one.right.id}`} of={one} on={same(open, one)} go={go} />)}
              {pairsToJudge.total > size && size < 200 && <div className="rev-filter"><Button size="small" block onClick={more}>{w.more}</Button></div>}
            </>
          )}
        </Answered>
      </div>
    </Panel>
  );
}

function Line({ of, on, go }: { of: Waiting; on: boolean; go: (to: Open) => void }) {
  const w = useWords(words);
  const told = [of.alike.length ? w.alike(of.alike.join(w.and)) : w.nothingAlike, ...(of.differ.length ? [w.differ(of.differ.join(w.and))] : [])].join(w.comma);
  const long = of.left.caption.length + of.right.caption.length > 11;
  const names = long ? of.left.caption : `${of.left.caption} / ${of.right.caption}`;
  return (
    <button type="button" className="rev-q" {...(on && { "aria-current": "true" as const })} onClick={() => go({ left: of.left.id, right: of.right.id })}>
      <span className="row">
        <KindIcon kind={of.left.kind} size={18} />
        <span className="b ell" title={names}>{names}</span>
      </span>
      {long && <span className="sub b ell" title={of.right.caption}>{of.right.caption}</span>}
      <span className="sub t3 fs12 ell" title={told}>{told}</span>
    </button>
  );
}
