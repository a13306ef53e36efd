/** Where a total would have money more than once: that there is none, and why. */
import { Tooltip } from "antd";
import { useWords } from "../../../core/words";
import { words } from "./words";

export function Apart({ why }: { why: string }) {
  const w = useWords(words);
  return <Tooltip title={why}><span className="t3 fs12 dotted" tabIndex={0} role="note" aria-label={`${w.apart} ${why}`}>{w.apart}</span></Tooltip>;
}
