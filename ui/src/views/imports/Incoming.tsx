/** Sending a file in, and the files that one sent; nothing is loaded by that. */
import { App, Button } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useAsk, useDo, useMe } from "../../core/api";
import { bytes, minute, percent } from "../../core/figures";
import { useLang, useWords } from "../../core/words";
import { Answered, Icon, Panel } from "../../parts";
import { ImportsDrop, ImportsUploads } from "./documents";
import { send } from "./send";
import type { Upload } from "./types";
import { words } from "./words";

export function Incoming() {
  const w = useWords(words);
  return (
    <>
      <Panel title={w.newUpload}><Drop /></Panel>
      <Mine />
    </>
  );
}

function Drop() {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const me = useMe();
  const go = useNavigate();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [going, setGoing] = useState<{ name: string; share: number; stop: AbortController }>();
  const [wrong, setWrong] = useState("");
  const take = async (file: File | undefined) => {
    if (!file || going) return;
    const stop = new AbortController();
    setWrong("");
    setGoing({ name: file.name, share: 0, stop });
    try {
      const made = await send(file, { csrf: me.csrf, lang, signal: stop.signal, progress: (share) => setGoing({ name: file.name, share, stop }) });
      void client.invalidateQueries();
      if (/\.ya?ml$/i.test(made.name)) setGoing(undefined);
      else void go(`/imports/upload/${made.id}`);
    } catch (error) {
      setWrong((error as Error).message);
      setGoing(undefined);
    }
  };
  if (going)
    return (
      <div className="col" role="status">
        <div className="row"><span className="grow ell">{w.sending(going.name, percent(going.share, 0))}</span><Button size="small" onClick={() => going.stop.abort()}>{w.stop}</Button></div>
        <div className="bar"><i style={{ width: `${going.share * 100}%` }} /></div>
      </div>
    );
  return (
    <div className="col">
      <button
        type="button"
        className={over ? "imp-drop over" : "imp-drop"}
        onClick={() => picker.current?.click()}
        onDragOver={(e) => { e.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => { e.preventDefault(); setOver(false); void take(e.dataTransfer.files[0]); }}
      >
        <Icon name="upload" />
        <b>{w.drop}</b>
        <span className="t3 fs12">{w.dropHint}</span>
      </button>
      <input ref={picker} type="file" hidden aria-label={w.newUpload} onChange={(e) => { void take(e.target.files?.[0]); e.target.value = ""; }} />
      {wrong && <p className="note bad" role="alert"><Icon name="alert" small /><span>{wrong}</span></p>}
    </div>
  );
}

function Mine() {
  const w = useWords(words);
  const of = useAsk(ImportsUploads, {});
  return (
    <Panel plain title={w.mine} sub={of.data && String(of.data.uploads.length)}>
      <Answered of={of}>
        {({ uploads }) => (uploads.length ? <ul>{uploads.map((one) => <Line key={one.id} of={one} />)}</ul> : <p className="t3" style={{ padding: "12px 16px" }}>{w.noUploads}</p>)}
      </Answered>
      <p className="t3 fs12 imp-foot">{w.mineHint}</p>
    </Panel>
  );
}

function Line({ of }: { of: Upload }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const drop = useDo(ImportsDrop);
  const mapping = /\.ya?ml$/i.test(of.name);
  const throwAway = () => drop.mutate({ id: of.id }, { onSuccess: () => void message.success(w.dropped(of.name)), onError: (error) => void message.error(error.message) });
  return (
    <li className="imp-line">
      <Icon name={mapping ? "code" : "file"} />
      <div className="grow">
        {mapping ? <div className="ell" title={of.name}>{of.name}</div> : <Link className="ell b" style={{ display: "block" }} to={`/imports/upload/${of.id}`} title={of.name}>{of.name}</Link>}
        <div className="t3 fs12 ell">{bytes(of.size)} · {minute(of.at)}</div>
      </div>
      {mapping ? <span className="tag">{w.isMapping}</span> : <Link to={`/imports/upload/${of.id}`} className="fs12 nw">{w.go}</Link>}
      <button type="button" className="iconbutton" title={w.drop1} aria-label={`${w.drop1} ${of.name}`} disabled={drop.isPending} onClick={throwAway}><Icon name="trash" small /></button>
    </li>
  );
}
