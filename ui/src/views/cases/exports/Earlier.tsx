/** What went out before: every file with its size and hash, who took it, when, of which frozen version. */
import { App, Button, Tooltip } from "antd";
import { useState } from "react";
import { download } from "../../../core/api";
import { bare, bytes, count, minute } from "../../../core/figures";
import { useWords } from "../../../core/words";
import { Empty, Icon, Panel } from "../../../parts";
import { Hash } from "../difference/Freezes";
import type { Export, Held } from "./documents";
import { words } from "./words";

export function Earlier({ held, may, more }: { held: Held; may: boolean; more: (() => void) | undefined }) {
  const w = useWords(words);
  const { nodes, total } = held.case.exports;
  return (
    <Panel plain title={w.earlier} sub={w.times(total)} acts={<Tooltip title={w.checkMore}><span className="t3 fs12 dotted" tabIndex={0}>{w.check}</span></Tooltip>}>
      {nodes.length === 0 ? (
        <Empty icon="download" title={w.noEarlier}><p>{w.noEarlierMore}</p></Empty>
      ) : (
        <ul className="taken" aria-label={w.earlier}>{nodes.map((one) => <One key={one.id} one={one} may={may} />)}</ul>
      )}
      {total > nodes.length && <div className="case-foot">{w.shown(nodes.length, total)} {more && <button type="button" className="textbutton" onClick={more}>{w.more}</button>}</div>}
    </Panel>
  );
}

function One({ one, may }: { one: Export; may: boolean }) {
  const w = useWords(words);
  return (
    <li className="taken-one">
      <div className="row">
        <b>{bare(one.who)}</b>
        <span className="t3">{minute(one.at)}</span>
        <span className="tag">{w.version(one.version)}</span>
        <span className="tag line">{w[one.scope]}</span>
        {one.open ? <span className="tag red" title={one.why}>{w.open}</span> : one.redactions > 0 && <span className="t3 fs12">{w.cells(count(one.redactions))}</span>}
        <span className="grow ell t2 fs12" title={one.why}>{one.why}</span>
      </div>
      <ul>
        {one.files.map((file) => (
          <li key={file.path} className="taken-file">
            <Icon name={file.format === "bundle" ? "lock" : "file"} small />
            <span className="ell taken-name" title={file.file}>{file.file}</span>
            <span className="t3 fs12 nw">{file.format === "bundle" ? w.bundle : file.label}</span>
            <span className="t2 fs12 nw num">{bytes(file.bytes)}</span>
            <Hash label={w.hash} of={file.sha256} />
            {may && <Download file={file} />}
          </li>
        ))}
      </ul>
    </li>
  );
}

function Download({ file }: { file: Export["files"][number] }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const go = () => {
    setBusy(true);
    download(file.path, {}, file.file).catch((error: Error) => void message.error(error.message)).finally(() => setBusy(false));
  };
  return <Button size="small" loading={busy} aria-label={`${w.download} ${file.file}`} onClick={go}>{w.download}</Button>;
}
