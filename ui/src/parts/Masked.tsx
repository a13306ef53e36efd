/** A masked value. Seeing it whole takes the right, a reason, and lasts a minute; copies stay masked. */
import { Button, Input, Popover } from "antd";
import { useEffect, useState } from "react";
import { ask, graphql, may, useMe } from "../core/api";
import { useWords } from "../core/words";
import { Icon } from "./Icon";
import { words } from "./words";

const Unmask = graphql(`
  mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {
    unmask(id: $id, reason: $reason, props: $props) { values seconds }
  }
`);
const LEAST = 4; // characters of a reason

interface Props {
  id: string;
  name: string; // of the property, as the schema names it
  value: string;
}

export function Masked({ id, name, value }: Props) {
  const w = useWords(words);
  const me = useMe();
  const [full, setFull] = useState<string>();
  const [left, setLeft] = useState(0);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!left) return;
    const clock = setTimeout(() => {
      if (left === 1) setFull(undefined);
      setLeft(left - 1);
    }, 1000);
    return () => clearTimeout(clock);
  }, [left]);
  if (full !== undefined && left)
    return (
      <span className="masked" title={w.left(left)}>
        <b>{full}</b>
        <Icon name="eye" small />
        <span className="t3 fs12">{left}</span>
      </span>
    );
  return (
    <span className="masked">
      {value}
      {may(me, "unmask") && (
        <Popover
          trigger="click"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          content={
            <Reason
              show={async (reason) => {
                const { unmask } = await ask(Unmask, { id, reason, props: [name] });
                const values = unmask.values as Record<string, unknown>;
                setFull(String(values[name] ?? Object.values(values)[0] ?? value));
                setLeft(unmask.seconds);
                setOpen(false);
              }}
            />
          }
        >
          <button type="button" className="iconbutton" style={{ width: 20, height: 20 }} aria-label={w.unmask} title={w.maskedWhy}>
            <Icon name="lock" small />
          </button>
        </Popover>
      )}
    </span>
  );
}

function Reason({ show }: { show: (reason: string) => Promise<void> }) {
  const w = useWords(words);
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (reason.trim().length < LEAST) return setWrong(w.unmaskShort);
    setBusy(true);
    try {
      await show(reason.trim());
    } catch (error) {
      setWrong((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <form
      className="col"
      style={{ width: 280 }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label className="b" htmlFor="unmask-reason">
        {w.unmaskReason}
      </label>
      <Input id="unmask-reason" autoFocus value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} status={wrong ? "error" : ""} />
      <span className={wrong ? "up fs12" : "t3 fs12"}>{wrong || w.unmaskHint}</span>
      <Button type="primary" size="small" htmlType="submit" loading={busy}>
        {w.show}
      </Button>
    </form>
  );
}
