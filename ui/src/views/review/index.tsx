/** Who may be whom: pairs one after another, both sides beside each other, judged before the score is seen. */
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import type { KindName } from "../../core/api/gql/graphql";
import { percent } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Header, NoRight, Panel } from "../../parts";
import { Aside } from "./Aside";
import { Compare } from "./Compare";
import { ReviewPair, ReviewQueue } from "./documents";
import { Judging } from "./Judging";
import { Queue } from "./Queue";
import "./review.css";
import type { Open, Reviewing, Waiting } from "./types";
import { agreement, next } from "./utils";
import { words } from "./words";

const PAGE = 50;

export default function Review() {
  const w = useWords(words);
  return may(useMe(), "judge") ? <Page /> : <><Header title={w.title} /><NoRight /></>;
}

function Page() {
  const w = useWords(words);
  const [place, setPlace] = useSearchParams();
  const [kind, setKind] = useState<KindName | null>(null);
  const [size, setSize] = useState(PAGE);
  const of = useAsk(ReviewQueue, { kind, first: size }, { placeholderData: (before) => before, staleTime: 60_000 });
  const queue: readonly Waiting[] = of.data?.pairsToJudge.nodes ?? [];
  const [left, right] = [place.get("left"), place.get("right")];
  const open = left && right ? { left, right } : next(queue, undefined);
  const first = queue[0];
  const go = (to: Open | undefined) => setPlace(to ? { left: to.left, right: to.right } : {}, { replace: true });
  // the pair that one looks at stays when the queue has lost it to one's answer
  useEffect(() => {
    if (!left && first) setPlace({ left: first.left.id, right: first.right.id }, { replace: true });
  }, [left, first, setPlace]);
  return (
    <>
      <Header title={w.title}>{of.data && <Standing of={of.data.reviewing} />}</Header>
      <div className="rev">
        <Queue {...{ of, open, kind, setKind, go }} more={() => setSize(200)} size={size} />
        {open ? <Opened key={`${open.left}-${open.right}`} open={open} forward={() => go(next(queue, open) ?? next(queue, undefined))} /> : <Nothing of={of} />}
      </div>
    </>
  );
}

function Standing({ of }: { of: Reviewing }) {
  const w = useWords(words);
  const found = agreement(of.agreement);
  return (
    <span className="t3 nw">
      {w.today(of.today)}
      {` · ${w.legend}`}
      {found && ` · ${w.agreed(percent(found.share, 0), found.pairs)}`}
    </span>
  );
}

function Nothing({ of }: { of: Parameters<typeof Queue>[0]["of"] }) {
  const w = useWords(words);
  return (
    <Panel plain title={w.compare}>
      <Answered of={of}>{() => <Empty icon="merge" title={w.none}><p>{w.noneMore}</p><Link to="/admin/jobs">{w.toJobs}</Link></Empty>}</Answered>
    </Panel>
  );
}

function Opened({ open, forward }: { open: Open; forward: () => void }) {
  const w = useWords(words);
  const of = useAsk(ReviewPair, { ...open }, { staleTime: 60_000 });
  return (
    <>
      <section className="panel" aria-label={w.compare}>
        <div className="scroll"><Answered of={of} lines={12}>{({ pairToJudge }) => <Compare of={pairToJudge} />}</Answered></div>
        {of.data && <Judging of={of.data.pairToJudge} forward={forward} />}
      </section>
      <Aside pair={of.data?.pairToJudge} />
    </>
  );
}
