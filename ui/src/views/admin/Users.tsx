/** Who may sign in, as what, and whose personal data they may read. */
import { App, Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useAsk, useDo, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Answered, Icon, Panel } from "../../parts";
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
  const [form] = Form.useForm<Filled>();
  const add = useDo(AdminAddUser);
  const [wrong, setWrong] = useState("");
  const send = async (of: Filled) => {
    try {
      await add.mutateAsync({ name: of.name.trim(), password: of.password, roles: of.roles, regions: of.regions?.length ? of.regions : null });
      void message.success(w.added(of.name.trim()));
      close();
    } catch (error) {
      setWrong((error as Error).message);
    }
  };
  const draw = (n: number) => crypto.getRandomValues(new Uint32Array(1))[0]! % n;
  return (
    <Modal open title={w.addUser} onCancel={close} footer={null} width={480} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(of: Filled) => void send(of)}>
        <Form.Item name="name" label={w.name} rules={[{ required: true, whitespace: true, message: w.needed }]}><Input autoFocus maxLength={64} placeholder={w.nameHint} autoComplete="off" /></Form.Item>
        <Form.Item label={w.password} extra={`${w.passwordHint} ${w.told}`}>
          <div className="row">
            <Form.Item name="password" noStyle rules={[{ required: true, message: w.needed }]}><Input maxLength={128} autoComplete="off" spellCheck={false} aria-label={w.password} /></Form.Item>
            <Button onClick={() => form.setFieldValue("password", password(draw))}>{w.make}</Button>
          </div>
        </Form.Item>
        <RoleFields />
        {wrong && <p className="up fs12" role="alert">{wrong}</p>}
        <Foot close={close} act={w.addUser} busy={add.isPending} />
      </Form>
    </Modal>
  );
}

function Changing({ of, close }: { of: User; close: () => void }) {
  const w = useWords(words);
  const set = useDo(AdminSetUser);
  const [wrong, setWrong] = useState("");
  const send = async ({ roles, regions }: Filled) => {
    try {
      await set.mutateAsync({ name: of.name, roles, regions: regions?.length ? regions : null });
      close();
    } catch (error) {
      setWrong((error as Error).message);
    }
  };
  return (
    <Modal open title={`${w.change} · ${of.name}`} onCancel={close} footer={null} width={480} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} initialValues={{ roles: of.roles, regions: of.regions ?? [] }} onFinish={(filled: Filled) => void send(filled)}>
        <RoleFields />
        {wrong && <p className="up fs12" role="alert">{wrong}</p>}
        <Foot close={close} act={w.save} busy={set.isPending} />
      </Form>
    </Modal>
  );
}

export function Foot({ close, act, busy }: { close: () => void; act: string; busy: boolean }) {
  const w = useWords(words);
  return (
    <div className="row" style={{ justifyContent: "flex-end" }}>
      <Button onClick={close}>{w.cancel}</Button>
      <Button type="primary" htmlType="submit" loading={busy}>{act}</Button>
    </div>
  );
}
