/** Who works on a case, as what; a lead changes that. */
import { App, Dropdown, Form, Input, Segmented, Tooltip } from "antd";
import { useState } from "react";
import { useDo } from "../../core/api";
import type { CaseRole } from "../../core/api/gql/graphql";
import { bare, minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { FormDialog, Icon, Panel, Reason } from "../../parts";
import { CaseAssign, CaseJoin, CaseLeave } from "./documents";
import type { Can, File } from "./types";
import { words } from "./words";

type Asked = { act: "leave" | "assign"; who: string };
const ROLES: CaseRole[] = ["lead", "member", "reader"];

export function Members({ of, can }: { of: File; can: Can }) {
  const w = useWords(words);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const leave = useDo(CaseLeave);
  const assign = useDo(CaseAssign);
  return (
    <Panel
      plain
      title={w.members}
      sub={w.people(of.members.length)}
      acts={
        can.lead && (
          <button type="button" className="iconbutton" aria-label={w.addMember} title={w.addMember} onClick={() => setAdding(true)}>
            <Icon name="plus" />
          </button>
        )
      }
    >
      <ul>
        {of.members.map((one) => (
          <Member key={one.who} of={of} one={one} can={can} ask={setAsked} />
        ))}
      </ul>
      <p className="case-foot">{w.leadHint}</p>
      {adding && <Joining id={of.id} close={() => setAdding(false)} />}
      {asked?.act === "leave" && <Reason title={w.leaveTitle(bare(asked.who))} more={w.leaveMore} act={w.leave} danger close={() => setAsked(undefined)} send={(reason) => leave.mutateAsync({ id: of.id, person: asked.who, reason })} />}
      {asked?.act === "assign" && <Reason title={`${w.assignTitle} · ${bare(asked.who)}`} more={w.assignMore} act={w.assign} may close={() => setAsked(undefined)} send={(reason) => assign.mutateAsync({ id: of.id, person: bare(asked.who), reason })} />}
    </Panel>
  );
}

function Member({ of, one, can, ask }: { of: File; one: File["members"][number]; can: Can; ask: (asked: Asked) => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const join = useDo(CaseJoin);
  const charge = of.assignee === one.who;
  const make = (role: CaseRole) => join.mutate({ id: of.id, person: bare(one.who), role }, { onError: (error) => void message.error(error.message) });
  const items = [
    ...(one.role !== "reader" && !charge && of.status !== "closed" ? [{ key: "assign", label: w.assign, onClick: () => ask({ act: "assign", who: one.who }) }] : []),
    ...ROLES.filter((role) => role !== one.role).map((role) => ({ key: role, label: w.makeRole(w[role]), onClick: () => make(role) })),
    { type: "divider" as const },
    { key: "leave", label: w.leave, danger: true, onClick: () => ask({ act: "leave", who: one.who }) },
  ];
  return (
    <li className="case-line">
      <span className="avatar" aria-hidden="true">{[...bare(one.who)][0]?.toUpperCase()}</span>
      <Tooltip title={`${w.since(minute(one.since))} · ${w.by(bare(one.by))}`}>
        <div className="grow" tabIndex={0}>
          <div className="ell b">{bare(one.who)}</div>
          <div className="t3 fs12">{w[one.role]}</div>
        </div>
      </Tooltip>
      {charge && <span className="tag accent">{w.inCharge}</span>}
      {can.lead && (
        <Dropdown trigger={["click"]} menu={{ items }}>
          <button type="button" className="iconbutton" aria-label={w.actions(bare(one.who))}>
            <Icon name="more" small />
          </button>
        </Dropdown>
      )}
    </li>
  );
}

function Joining({ id, close }: { id: string; close: () => void }) {
  const w = useWords(words);
  const join = useDo(CaseJoin);
  return (
    <FormDialog<{ person: string; role: CaseRole }> title={w.addMember} act={w.addMember} first={{ role: "member" }} close={close} send={({ person, role }) => join.mutateAsync({ id, person: person.trim(), role })}>
        <Form.Item name="person" label={w.memberName} rules={[{ required: true, whitespace: true, message: w.needed }]}>
          <Input autoFocus maxLength={64} placeholder={w.memberNameHint} />
        </Form.Item>
        <Form.Item name="role" label={w.memberRole} extra={w.leadHint}>
          <Segmented options={ROLES.map((role) => ({ value: role, label: w[role] }))} />
        </Form.Item>
    </FormDialog>
  );
}
