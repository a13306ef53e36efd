/** A mapping's text, to be read and changed; it is tried before it can load anything. */
import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { useWords } from "../../core/words";
import { words } from "./words";

export function OwnText({ text, close, apply }: { text: string; close: () => void; apply: (text: string) => void }) {
  const w = useWords(words);
  const [made, setMade] = useState(text);
  const go = () => {
    apply(made);
    close();
  };
  return (
    <Drawer open title={w.ownTitle} size={720} onClose={close} extra={<><Button size="small" onClick={close}>{w.cancel}</Button>{" "}<Button size="small" type="primary" disabled={!made.trim()} onClick={go}>{w.apply}</Button></>}>
      <div className="col" style={{ height: "100%" }}>
        <p className="t3 fs12">{w.ownHint} {w.keepAs}</p>
        <Input.TextArea
          className="imp-text grow"
          style={{ resize: "none" }}
          aria-label={w.ownTitle}
          spellCheck={false}
          value={made}
          onChange={(e) => setMade(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && made.trim()) go();
          }}
        />
      </div>
    </Drawer>
  );
}
