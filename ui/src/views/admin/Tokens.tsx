/** One's own tokens for programs; the secret is shown once. */
import { App, Button, Checkbox, Form, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useAsk, useDo, useMe } from "../../core/api";
import { minute } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, FormDialog, Icon, Panel } from "../../parts";
import { AdminDropToken, AdminMakeToken, AdminTokens } from "./documents";
import { useNames } from "./names";
import { words } from "./words";

export function Tokens() {
  const w = useWords(words);
  const { right } = useNames();
  const { message, modal } = App.useApp();
  const of = useAsk(AdminTokens, {});
  const drop = useDo(AdminDropToken);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [now] = useState(() => Date.now());
  const revoke = (id: string, label: string) => modal.confirm({ title: `${w.revokeTitle} · ${label}`, content: w.revokeMore, okText: w.revoke, cancelText: w.cancel, icon: null, okButtonProps: { danger: true, type: "default" }, onOk: () => drop.mutateAsync({ id }).catch((error: Error) => void message.error(error.message)) });
  return (
    <Panel plain title={w.tokens} sub={of.data && w.ownTokens(of.data.tokens.length)} acts={<Button size="small" type="primary" icon={<Icon name="plus" small />} onClick={() => setMaking(true)}>{w.makeToken}</Button>}>
      <Answered of={of}>
        {({ tokens }) =>
          tokens.length ? (
            <table className="tb">
              <thead><tr><th>{w.label}</th><th>{w.scopes}</th><th>{w.expires}</th><th>{w.acts}</th></tr></thead>
              <tbody>
                {tokens.map((t) => (
                  <tr key={t.id}>
                    <td className="b">{t.label}</td>
                    <td><span className="adm-tags">{t.scopes.map((s) => <span key={s} className="tag">{right(s)}</span>)}</span></td>
                    <td>{minute(t.expires)} {Date.parse(t.expires) < now && <span className="tag amber">{w.expired}</span>}</td>
                    <td><Button size="small" danger onClick={() => revoke(t.id, t.label)}>{w.revoke}</Button></td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <Empty icon="lock" title={w.noTokens}><p>{w.tokensMore}</p></Empty>
          )
        }
      </Answered>
      {of.data && of.data.tokens.length > 0 && <p className="t3 fs12 adm-foot">{w.tokensMore}</p>}
      {making && <Making made={setSecret} close={() => setMaking(false)} />}
      {secret !== undefined && <Secret secret={secret} close={() => setSecret(undefined)} />}
    </Panel>
  );
}

interface Filled {
  label: string;
  scopes: string[];
  days: number;
}

function Making({ made, close }: { made: (secret: string) => void; close: () => void }) {
  const w = useWords(words);
  const me = useMe();
  const { right } = useNames();
  const make = useDo(AdminMakeToken);
  const send = async (of: Filled) => made((await make.mutateAsync({ ...of, label: of.label.trim() })).createToken.secret ?? "");
  return (
    <FormDialog<Filled> title={w.makeToken} act={w.makeToken} width={520} first={{ days: 90, scopes: [] }} close={close} send={send}>
      <Form.Item name="label" label={w.label} rules={[{ required: true, whitespace: true, message: w.needed }]}><Input autoFocus maxLength={100} placeholder={w.labelHint} /></Form.Item>
      <Form.Item name="scopes" label={w.scopes} extra={w.tokensMore} rules={[{ required: true, message: w.scopesNeeded }]}>
        <Checkbox.Group style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 4 }} options={me.rights.map((value) => ({ value, label: right(value) }))} />
      </Form.Item>
      <Form.Item name="days" label={w.days}><InputNumber min={1} max={365} precision={0} /></Form.Item>
    </FormDialog>
  );
}

function Secret({ secret, close }: { secret: string; close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  return (
    <Modal open title={w.secretTitle} onCancel={close} mask={{ closable: false }} footer={<Button type="primary" onClick={close}>{w.close}</Button>} width={520}>
      <div className="col" style={{ gap: 12 }}>
        <p className="t2">{w.secretMore}</p>
        <div className="adm-secret">
          <span className="grow">{secret}</span>
          <Button size="small" onClick={() => void navigator.clipboard.writeText(secret).then(() => message.success(w.copied))}>{w.copy}</Button>
        </div>
      </div>
    </Modal>
  );
}
