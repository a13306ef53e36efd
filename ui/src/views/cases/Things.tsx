/** What is in a case: entities, findings and links, each with why, by whom and since when. */
import { Button, Checkbox, Drawer } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useAsk, useDo } from "../../core/api";
import { bare, count, minute, percent } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, EntityLink, Icon, Panel, partWords, Reason, Risk, SourceRows } from "../../parts";
import { Adding } from "./Adding";
import { LinkLine } from "./LinkLine";
import { CaseAnnotate, CaseRemove, CaseThings } from "./documents";
import type { Can, File, Sort, Thing } from "./types";
import { words } from "./words";

const SORTS: Sort[] = ["entity", "finding", "link"];
const PAGE = 100;
const NAMES = { entity: "entities", finding: "findings", link: "links" } as const;

export function Things({ of, can, told }: { of: File; can: Can; told: (things: readonly Thing[]) => void }) {
  const w = useWords(words);
  const [sort, setSort] = useState<Sort>("entity");
  const [size, setSize] = useState(PAGE);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState(false);
  const remove = useDo(CaseRemove);
  const lists = { entity: useThings(of.id, "entity", size), finding: useThings(of.id, "finding", size), link: useThings(of.id, "link", size) };
  const here = lists[sort];
  const all = SORTS.flatMap((one) => lists[one].data?.case.things.nodes ?? []);
  const key = all.map((t) => t.id).join();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `all` is made anew each time; its ids say whether it changed
  useEffect(() => told(all), [key, told]);
  const turn = (one: Sort) => {
    setSort(one);
    setChosen([]);
  };
  return (
    <Panel
      plain
      title={w.inCase}
      sub={w.charge(of.thingsTotal)}
      acts={
        can.work && (
          <>
            {chosen.length > 0 && <Button size="small" danger onClick={() => setRemoving(true)}>{w.remove} {chosen.length}</Button>}
            <Button size="small" icon={<Icon name="plus" small />} onClick={() => setAdding(true)}>{w.add}</Button>
          </>
        )
      }
    >
      <div className="case-tabs" role="tablist" aria-label={w.inCase}>
        {SORTS.map((one) => (
          <button key={one} type="button" role="tab" id={`case-tab-${one}`} aria-selected={one === sort} aria-controls="case-things" onClick={() => turn(one)}>
            {w[NAMES[one]]} {lists[one].data ? count(lists[one].data.case.things.total) : ""}
          </button>
        ))}
      </div>
      <div id="case-things" role="tabpanel" aria-labelledby={`case-tab-${sort}`}>
        <Answered of={here} lines={5}>
          {({ case: { things } }) =>
            things.nodes.length === 0 ? (
              <Empty icon="case" title={of.thingsTotal ? w.noSort : w.noThings}>{!of.thingsTotal && <p>{w.noThingsMore}</p>}</Empty>
            ) : (
              <>
                <Table rows={things.nodes} can={can} of={of} chosen={chosen} choose={setChosen} sort={sort} />
                {things.total > things.nodes.length && <div className="case-foot"><More shown={things.nodes.length} total={things.total} more={size < 500 ? () => setSize(size + PAGE) : undefined} /></div>}
              </>
            )
          }
        </Answered>
      </div>
      {adding && <Adding id={of.id} close={() => setAdding(false)} />}
      {removing && (
        <Reason title={w.removeTitle} more={w.removeMore} act={`${w.remove} ${chosen.length}`} danger close={() => setRemoving(false)} send={(reason) => remove.mutateAsync({ id: of.id, things: [...chosen], reason }).then(() => setChosen([]))} />
      )}
    </Panel>
  );
}

/** Links are told by a request each: fewer at once. */
const useThings = (id: string, sort: Sort, first: number) => useAsk(CaseThings, { id, sort, first: sort === "link" ? Math.min(first, 200) / 4 : first }, { placeholderData: (before) => before });

function More({ shown, total, more }: { shown: number; total: number; more?: (() => void) | undefined }) {
  const w = useWords(partWords);
  return <span>{w.more(shown, total)} {more && <button type="button" className="textbutton" onClick={more}>{w.loadMore}</button>}</span>;
}

interface Rows {
  rows: readonly Thing[];
  can: Can;
  of: File;
  sort: Sort;
  chosen: readonly string[];
  choose: (ids: readonly string[]) => void;
}

function Table({ rows, can, of, sort, chosen, choose }: Rows) {
  const w = useWords(words);
  const [rowsOf, setRowsOf] = useState<string>();
  const [noteOn, setNoteOn] = useState<string>();
  const annotate = useDo(CaseAnnotate);
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <>
      <table className={`tb case-things ${sort}`}>
        <thead>
          <tr>
            <th className="what">{w.what}</th>
            {sort !== "link" && <th className="risk-col">{w.risk}</th>}
            <th>{w.why}</th>
            <th className="act"><span className="sr">{w.annotate}</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((t) => (
            <tr key={t.id} aria-selected={chosen.includes(t.id)}>
              <td className="what">
                <div className="row">
                  {can.work && <Checkbox checked={chosen.includes(t.id)} onChange={() => toggle(t.id)} aria-label={`${w.remove} ${t.entity?.caption ?? t.id}`} />}
                  <What of={t} />
                </div>
              </td>
              {sort !== "link" && <td className="risk-col"><Grade of={t} /></td>}
              <td className="fs12">
                <div className="t2">{t.why}</div>
                <div className="t3">{bare(t.who)} <span className="nw">{minute(t.at)}</span></div>
              </td>
              <td className="act">
                <button type="button" className="iconbutton" title={w.sources} aria-label={w.sources} disabled={t.sort === "finding"} onClick={() => setRowsOf(t.id)}><Icon name="file" small /></button>
                <button type="button" className="iconbutton" title={w.annotate} aria-label={w.annotate} disabled={!can.work} onClick={() => setNoteOn(t.id)}><Icon name="note" small /></button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Drawer open={rowsOf !== undefined} title={w.sources} size={440} onClose={() => setRowsOf(undefined)} destroyOnHidden>{rowsOf && <SourceRows id={rowsOf} />}</Drawer>
      {noteOn && <Reason title={w.annotateTitle} more={w.annotateHint} act={w.save} close={() => setNoteOn(undefined)} send={(text) => annotate.mutateAsync({ subject: noteOn, text, case: of.id })} />}
    </>
  );
}

/** The thing itself: its name leads to its page. */
export function What({ of }: { of: Thing }) {
  const w = useWords(words);
  if (of.entity) return <EntityLink of={of.entity} />;
  if (of.finding)
    return (
      <span>
        <Link to={`/findings?open=${of.finding.id}`} className="b">{of.finding.detector.label}</Link> <span className="t2">{of.finding.sentence}</span>
      </span>
    );
  if (of.sort === "link") return <LinkLine id={of.id} />;
  return <span className="t3">{of.sort === "finding" ? w.findingGone : w.gone}</span>;
}

const STATES = { new: "new", risen: "risen", open: "stateOpenF", confirmed: "confirmed", dismissed: "dismissedF" } as const;

function Grade({ of }: { of: Thing }) {
  const w = useWords(words);
  if (of.finding) return <span>{percent(of.finding.score, 0)} <span className="tag">{w[STATES[of.finding.state]]}</span></span>;
  if (of.entity?.risk) return <Risk grade={of.entity.risk.grade} score={of.entity.risk.score} />;
  return <span className="t3">—</span>;
}
