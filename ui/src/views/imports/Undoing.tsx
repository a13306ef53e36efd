/** Taking an import back: it is undone for everybody, so why stays in the audit chain. */
import { useAsk, useDo } from "../../core/api";
import { useWords } from "../../core/words";
import { Answered, Icon, Reason } from "../../parts";
import { ImportsDiff, ImportsStart } from "./documents";
import { words } from "./words";

interface Props {
  id: string;
  file: string;
  close: () => void;
  started: (job: string) => void;
}

export function Undoing({ id, file, close, started }: Props) {
  const w = useWords(words);
  const start = useDo(ImportsStart);
  const of = useAsk(ImportsDiff, { id });
  const send = async (reason: string) => started((await start.mutateAsync({ kind: "undo", params: { import: id, reason } })).startJob.id);
  return (
    <Reason title={w.undoTitle} more={w.undoMore} act={w.undoAct} danger ready={of.data !== undefined} close={close} send={send}>
      <p className="b ell" title={`${file} · ${id}`}>{file} <span className="hash">{id}</span></p>
      <Answered of={of} lines={1}>
        {({ importDiff: { withIt } }) => withIt.length > 0 && <p className="note warn"><Icon name="alert" small /><span>{w.undoWith(withIt.length)} {withIt.join(" · ")}</span></p>}
      </Answered>
    </Reason>
  );
}
