/** A reason before something is done that stays in the record; what was refused is said where it was asked. */
import { Button, Input, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useWords } from "../core/words";
import { words } from "./words";

interface Props {
  title: string;
  more?: ReactNode;
  act: string; // the verb on the button
  danger?: boolean;
  may?: boolean; // without a reason
  ready?: boolean; // whether the rest of the form is filled in
  close: () => void;
  send: (reason: string) => Promise<unknown>;
  children?: ReactNode; // more to fill in, before the reason
}
const LEAST = 2;

export function Reason({ title, more, act, danger = false, may = false, ready = true, close, send, children }: Props) {
  const w = useWords(words);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async () => {
    if (!may && reason.trim().length < LEAST) return setWrong(w.unmaskShort);
    setBusy(true);
    try {
      await send(reason.trim());
      close();
    } catch (error) {
      setWrong((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <Modal open title={title} onCancel={close} width={460} footer={null} destroyOnHidden>
      <form
        className="col"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {more && <p className="t2">{more}</p>}
        {children}
        <label className="col" style={{ gap: 4 }}>
          <span className="t2">{may ? w.reasonMay : w.reason}</span>
          <Input.TextArea autoFocus={!children} value={reason} maxLength={500} rows={3} status={wrong ? "error" : ""} onChange={(e) => setReason(e.target.value)} />
        </label>
        <span className={wrong ? "up fs12" : "t3 fs12"} role={wrong ? "alert" : undefined}>
          {wrong || w.reasonHint}
        </span>
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={close}>{w.cancel}</Button>
          <Button type={danger ? "default" : "primary"} danger={danger} htmlType="submit" loading={busy} disabled={!ready}>
            {act}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
