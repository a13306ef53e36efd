/** What goes out of a case: formats and scope, what is hidden, sealing; and what went out before, with hashes and by whom. */
import { useState } from "react";
import { may, useAsk, useMe } from "../../../core/api";
import { useWords } from "../../../core/words";
import { Answered } from "../../../parts";
import { useFreezes } from "../difference/Freezes";
import type { Way } from "../ledger/sides";
import { Exports as Lists } from "../Side";
import type { Tab } from "../Tabs";
import type { Can, File } from "../types";
import { CaseExports } from "./documents";
import { Earlier } from "./Earlier";
import { Hidden } from "./Hidden";
import { Taking } from "./Taking";
import { words } from "./words";

const PAGE = 20;

export function Exports({ of, can, way, turn }: { of: File; can: Can; way: Way; turn: (tab: Tab) => void }) {
  const w = useWords(words);
  const me = useMe();
  const [size, setSize] = useState(PAGE);
  const asked = useAsk(CaseExports, { id: of.id, first: size }, { placeholderData: (before) => before });
  const last = useFreezes(of.id).data?.case.freezes[0];
  const why = !may(me, "export") ? w.noRight : of.role === "reader" ? w.readOnly : undefined;
  return (
    <div className="case-side">
      <div className="col case-gap">
        <Answered of={asked} lines={6}>{(held) => <Taking of={of} held={held} last={last} refused={why} way={way} turn={turn} />}</Answered>
        <Answered of={asked} lines={4}>{(held) => <Earlier held={held} may={why === undefined} more={size < 200 ? () => setSize(200) : undefined} />}</Answered>
      </div>
      <div className="col case-gap">
        <Answered of={asked} lines={4}>{(held) => <Hidden of={of} can={can} held={held} />}</Answered>
        {why === undefined && <Lists of={of} />}
      </div>
    </div>
  );
}
