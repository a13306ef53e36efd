/** Who may sign in, as what, and whose personal data they may read. */
import { App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useAsk, useDo, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Answered, FormDialog, Icon, Panel } from "../../parts";
import { AdminAddUser, AdminLock, AdminSetUser, AdminUnlock, AdminUsers } from "./documents";
import { ROLES, useNames } from "./names";
import type { User } from "./types";
import { password } from "./utils";
import { words } from "./words";

export function Users() {
  const w = useWords(words);
  const of = useAsk(AdminUsers, {});
  const [editing, setEditing] = useState<User | "new">();
  return (
    <Panel plain title={w.users} sub={of.data && w.people(of.data.users.length)} acts={<Button size="small" type="primary" icon={<Icon name="plus" small />} onClick={() => setEditing("new")}>{w.addUser}</Button>}>
      <Answered of={of}>
        {({ users }) => (
          <div className="adm-scroll">
            <table className="tb">
              <thead><tr><th>{w.name}</th><th>{w.roles}</th><th>{w.regions}</th><th>{w.status}</th><th>{w.acts}</th></tr></thead>
              <tbody>{users.map((user) => <Row key={user.name} of={user} edit={() => setEditing(user)} />)}</tbody>
            </table>
          </div>
        )}
      </Answered>
      <p className="t3 fs12 adm-foot">{w.roleTable}</p>
      {editing === "new" && <Adding close={() => setEditing(undefined)} />}
      {editing && editing !== "new" && <Changing of={editing} close={() => setEditing(undefined)} />}
    </Panel>
  );
}

function Row({ of, edit }: { of: User; edit: () => void }) {
  const w = useWords(words);
  const me = useMe();
  const { role } = useNames();
  const { message, modal } = App.useApp();
  const lock = useDo(AdminLock);
  const unlock = useDo(AdminUnlock);
  const wrong = { onError: (error: Error) => void message.error(error.message) };
  const shut = () => modal.confirm({ title: w.lockTitle(of.name), content: w.lockMore, okText: w.lock, okButtonProps: { danger: true, type: "default" }, cancelText: w.cancel, icon: null, onOk: () => lock.mutateAsync({ name: of.name }).catch((error: Error) => void message.error(error.message)) });
  const self = me.who === `user:${of.name}`;
  return (
    <tr>
      <td className="b">{of.name} {self && <span className="tag">{w.you}</span>}</td>
      <td><span className="adm-tags">{of.roles.map((r) => <span key={r} className="tag accent">{role(r)}</span>)}</span></td>
      <td className={of.regions ? "" : "t3"}>{of.regions ? of.regions.join(" · ") : w.wholeProvince}</td>
      <td><span className={of.active ? "tag green" : "tag red"}>{of.active ? w.active : w.locked}</span></td>
      <td>
        <span className="row">
          <Button size="small" onClick={edit}>{w.change}</Button>
          {of.active ? <Button size="small" danger disabled={self} onClick={shut}>{w.lock}</Button> : <Button size="small" onClick={() => unlock.mutate({ name: of.name }, wrong)}>{w.unlock}</Button>}
        </span>
      </td>
    </tr>
  );
}

interface Filled {
  name: string;
  password: string;
  roles: string[];
  regions?: string[];
}

function RoleFields() {
  const w = useWords(words);
  const { role } = useNames();
  return (
    <>
      <Form.Item name="roles" label={w.roles} rules={[{ required: true, message: w.needed }]}>
        <Select mode="multiple" options={ROLES.map((value) => ({ value, label: role(value) }))} optionFilterProp="label" />
      </Form.Item>
      <Form.Item name="regions" label={w.regions} extra={w.regionsHint}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", " ", "、"]} placeholder={w.wholeProvince} />
      </Form.Item>
    </>
  );
}

function Adding({ close }: { close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const add = useDo(AdminAddUser);
  const send = async (of: Filled) => {
    await add.mutateAsync({ name: of.name.trim(), password: of.password, roles: of.roles, regions: of.regions?.length ? of.regions : null });
    void message.success(w.added(of.name.trim()));
  };
  return (
    <FormDialog<Filled> title={w.addUser} act={w.addUser} close={close} send={send}>
      <Form.Item name="name" label={w.name} rules={[{ required: true, whitespace: true, message: w.needed }]}><Input autoFocus maxLength={64} placeholder={w.nameHint} autoComplete="off" /></Form.Item>
      <Password />
      <RoleFields />
    </FormDialog>
  );
}

function Password() {
  const w = useWords(words);
  const form = Form.useFormInstance<Filled>();
  const draw = (n: number) => crypto.getRandomValues(new Uint32Array(1))[0]! % n;
  return (
    <Form.Item label={w.password} extra={`${w.passwordHint} ${w.told}`}>
      <div className="row">
        <Form.Item name="password" noStyle rules={[{ required: true, message: w.needed }]}><Input maxLength={128} autoComplete="off" spellCheck={false} aria-label={w.password} /></Form.Item>
        <Button onClick={() => form.setFieldValue("password", password(draw))}>{w.make}</Button>
      </div>
    </Form.Item>
  );
}

function Changing({ of, close }: { of: User; close: () => void }) {
  const w = useWords(words);
  const set = useDo(AdminSetUser);
  const send = ({ roles, regions }: Filled) => set.mutateAsync({ name: of.name, roles, regions: regions?.length ? regions : null });
  return (
    <FormDialog<Filled> title={`${w.change} · ${of.name}`} act={w.save} first={{ roles: of.roles, regions: of.regions ?? [] }} close={close} send={send}>
      <RoleFields />
    </FormDialog>
  );
}
