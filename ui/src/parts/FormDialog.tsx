/** A small form in a dialog: what was refused is said below it, what was done closes it. */
import { Button, Form, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useWords } from "../core/words";
import { words } from "./words";

interface Props<T> {
  title: string;
  act: string; // the verb on the button
  more?: ReactNode;
  first?: Partial<T>; // what is filled in already
  width?: number;
  marks?: boolean; // fields that may lack say so
  close: () => void;
  send: (given: T) => Promise<unknown>;
  children: ReactNode;
}

export function FormDialog<T extends object>({ title, act, more, first, width = 480, marks = false, close, send, children }: Props<T>) {
  const w = useWords(words);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async (given: T) => {
    setBusy(true);
    try {
      await send(given);
      close();
    } catch (error) {
      setWrong((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <Modal open title={title} onCancel={close} footer={null} width={width} destroyOnHidden>
      {more && <p className="t2 dialog-more">{more}</p>}
      <Form<T> layout="vertical" requiredMark={marks ? "optional" : false} {...(first && { initialValues: first })} onFinish={(given) => void go(given)}>
        {children}
        {wrong && <p className="up fs12 dialog-wrong" role="alert">{wrong}</p>}
        <div className="row dialog-acts">
          <Button onClick={close}>{w.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>{act}</Button>
        </div>
      </Form>
    </Modal>
  );
}
