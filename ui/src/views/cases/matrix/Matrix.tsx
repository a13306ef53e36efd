/** Seven elements, each with what speaks for and against: an empty cell says what to find; leads of the program stand apart. */
import { Drawer } from "antd";
import { useState } from "react";
import { useAsk, useDo } from "../../../core/api";
import type { CaseElement, EvidenceSide } from "../../../core/api/gql/graphql";
import { useWords } from "../../../core/words";
import { Answered, Icon, Panel, Reason, SourceRows } from "../../../parts";
import { NewTask } from "../tasks/NewTask";
import type { Can, File } from "../types";
import { Adding } from "./Adding";
import { cells, rowState, SIDES, type RowState } from "./cells";
import { CaseEvidenceDismiss, CaseEvidenceRemove, CaseMatrix, type Held, type Made, type Proposed } from "./documents";
import { Dismissed } from "./Dismissed";
import { given, Lead, Taking } from "./Lead";
import { Piece } from "./Piece";
import { words } from "./words";

type Row = Held["elements"][number];
const TONE: Record<RowState, string> = { both: "green", one: "amber", other: "amber", none: "red" };
const SHOWN = 4;
const LEADS = 2;

export function Matrix({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const asked = useAsk(CaseMatrix, { id: of.id });
  const held = asked.data?.case;
  const gaps = held && held.elements.length * SIDES.length - new Set(held.evidence.map((p) => `${p.element} ${p.side}`)).size;
  return (
    <Panel plain title={w.matrix} sub={w.hint} acts={<Key gaps={gaps ?? 0} />}>
      <Answered of={asked} lines={10}>{(data) => <Table held={data.case} of={of} can={can} />}</Answered>
    </Panel>
  );
}

function Key({ gaps }: { gaps: number }) {
  const w = useWords(words);
  return (
    <span className="mx-key" aria-label={w.legend}>
      <span className="mx-dot for" />{w.for}
      <span className="mx-dot against" />{w.against}
      {gaps > 0 && <span className="mx-gaps"><Icon name="plus" small />{w.gaps(gaps)}</span>}
    </span>
  );
}

type Asked = { act: "add"; element: CaseElement; side: EvidenceSide } | { act: "remove"; seq: number } | { act: "rows"; id: string; prop?: string | undefined } | { act: "task"; title: string } | { act: "take" | "dismiss"; lead: Proposed };

function Table({ held, of, can }: { held: Held; of: File; can: Can }) {
  const w = useWords(words);
  const remove = useDo(CaseEvidenceRemove);
  const dismiss = useDo(CaseEvidenceDismiss);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const elements = held.elements.map((r) => r.element);
  const by = cells(elements, held.evidence);
  const leads = cells(elements, held.evidenceProposed);
  return (
    <>
      <div className="mx-scroll">
        <table className="mx">
          <thead>
            <tr>
              <th className="mx-el">{w.element}</th>
              <th>{w.for}</th>
              <th>{w.against}</th>
              <th className="mx-state">{w.state}</th>
            </tr>
          </thead>
          <tbody>
            {held.elements.map((row) => {
              const [pro, contra] = SIDES.map((side) => by.get(`${row.element} ${side}`)!.pieces);
              const state = rowState(pro!.length, contra!.length);
              return (
                <tr key={row.element}>
                  <th scope="row" className="mx-el"><b>{row.label}</b><small title={row.law}>{row.law}</small></th>
                  {SIDES.map((side) => <CellOf key={side} row={row} side={side} pieces={by.get(`${row.element} ${side}`)!.pieces} leads={leads.get(`${row.element} ${side}`)!.pieces} can={can} ask={setAsked} />)}
                  <td className="mx-state"><span className={`tag ${TONE[state]}`}>{w[state]}</span></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {held.freezes.length === 0 && <p className="case-foot">{w.noLeads}</p>}
      <Dismissed held={held.evidenceDismissed} labels={held.elements} of={of} can={can} />
      {asked?.act === "add" && <Adding of={of} elements={held.elements} element={asked.element} side={asked.side} close={close} />}
      {asked?.act === "remove" && <Reason title={w.removeTitle} more={w.removeMore} act={w.remove} danger close={close} send={(reason) => remove.mutateAsync({ id: of.id, seq: asked.seq, reason })} />}
      {asked?.act === "take" && <Taking of={of} lead={asked.lead} close={close} />}
      {asked?.act === "dismiss" && <Reason title={w.dismissTitle} more={asked.lead.text} act={w.dismiss} close={close} send={(reason) => dismiss.mutateAsync({ id: of.id, given: given(asked.lead, asked.lead.text), reason })} />}
      {asked?.act === "task" && <NewTask of={of} title={asked.title} close={close} />}
      <Drawer open={asked?.act === "rows"} title={w.rows} size={440} onClose={close} destroyOnHidden>{asked?.act === "rows" && <SourceRows id={asked.id} {...(asked.prop && { prop: asked.prop })} />}</Drawer>
    </>
  );
}

interface CellProps {
  row: Row;
  side: EvidenceSide;
  pieces: Made[];
  leads: Proposed[];
  can: Can;
  ask: (asked: Asked) => void;
}

function CellOf({ row, side, pieces, leads, can, ask }: CellProps) {
  const w = useWords(words);
  const [all, setAll] = useState(false);
  const add = () => ask({ act: "add", element: row.element, side });
  const wanted = side === "for" ? row.askFor : row.askAgainst;
  return (
    <td className={pieces.length ? "" : "mx-empty"}>
      {(all ? pieces : pieces.slice(0, SHOWN)).map((one) => (
        <Piece key={one.seq} one={one} open={(id) => ask({ act: "rows", id })} remove={can.work ? () => ask({ act: "remove", seq: one.seq }) : undefined} />
      ))}
      {pieces.length > SHOWN && <button type="button" className="textbutton fs12" onClick={() => setAll(!all)}>{all ? w.fewer : w.more(pieces.length - SHOWN)}</button>}
      {pieces.length === 0 ? (
        can.work ? (
          <>
            <button type="button" className="mx-todo" aria-label={`${w.addTo(row.label, w[side])} · ${wanted}`} onClick={add}><Icon name="plus" small /><span>{wanted}</span></button>
            <button type="button" className="textbutton fs12 mx-task" aria-label={`${w.task} · ${wanted}`} onClick={() => ask({ act: "task", title: [...wanted].slice(0, 100).join("") })}>{w.task}</button>
          </>
        ) : (
          <span className="mx-todo plain">{wanted}</span>
        )
      ) : (
        can.work && <button type="button" className="iconbutton mx-add" aria-label={w.addTo(row.label, w[side])} title={w.add} onClick={add}><Icon name="plus" small /></button>
      )}
      <Leads leads={leads} can={can} ask={ask} />
    </td>
  );
}

/** What the program proposes: apart from evidence, and quiet. */
function Leads({ leads, can, ask }: Pick<CellProps, "leads" | "can" | "ask">) {
  const w = useWords(words);
  const [all, setAll] = useState(false);
  if (leads.length === 0) return null;
  return (
    <section className="mx-leads" aria-label={w.lead}>
      <span className="t3 fs12">{w.lead}</span>
      {(all ? leads : leads.slice(0, LEADS)).map((one) => (
        <Lead key={one.key} one={one} open={(id, prop) => ask({ act: "rows", id, prop })} {...(can.work && { take: () => ask({ act: "take", lead: one }), dismiss: () => ask({ act: "dismiss", lead: one }) })} />
      ))}
      {leads.length > LEADS && <button type="button" className="textbutton fs12" onClick={() => setAll(!all)}>{all ? w.fewer : w.more(leads.length - LEADS)}</button>}
    </section>
  );
}

