/** What takes a word or a choice: a group's name, a note, which case, sharing, the keys. */
import { App, Checkbox, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { ask, useAsk } from "../../core/api";
import { group, remark } from "../../core/board/acts";
import { useWords } from "../../core/words";
import { MarkDialog, type MarkChange } from "../../panels/annotate";
import { Answered } from "../../parts";
import { AddToCase, CaseViews, MyCases, ShareView } from "./asks";
import { saveView } from "./keeping";
import { KEYS, singleKeys } from "./keys";
import { useBoard } from "./store";
import { words } from "./words";

export type Dialog = "group" | "note" | "save" | "share" | "keys" | "path" | "mark" | "query" | null;

interface Props {
  open: Dialog;
  close: () => void;
}

export function Dialogs({ open, close }: Props) {
  if (open === "group") return <Naming what="group" close={close} />;
  if (open === "note") return <Naming what="note" close={close} />;
  if (open === "mark") return <Marking close={close} />;
  if (open === "save") return <IntoCase close={close} />;
  if (open === "share") return <Sharing close={close} />;
  if (open === "keys") return <Keys close={close} />;
  return null;
}

function Marking({ close }: { close: () => void }) {
  const w = useWords(words);
  const s = useBoard();
  const things = s.selection.flatMap((id) => s.history.board.things[id] ?? []);
  const apply = ({ add, take, note: text }: MarkChange) =>
    s.do({ act: "mark", values: [[...add, ...take].map((m) => w[m]).join(" ") || w.noteAct, things.length] }, remark(things.map((t) => t.id), add, take, text));
  return <MarkDialog of={things} onApply={apply} onClose={close} />;
}

function Naming({ what, close }: { what: "group" | "note"; close: () => void }) {
  const w = useWords(words);
  const s = useBoard();
  const ids = s.selection.filter((id) => s.history.board.things[id]);
  const [text, setText] = useState(what === "note" ? (s.history.board.things[ids[0] ?? ""]?.note ?? "") : "");
  const done = () => {
    if (what === "note") s.do({ act: "note", values: [ids.length] }, remark(ids, [], [], text.trim()));
    else if (text.trim()) s.do({ act: "group", values: [text.trim(), ids.length] }, group(`group-${Date.now()}`, text.trim(), ids));
    close();
  };
  return (
    <Modal open title={what === "note" ? w.noteTitle : w.groupTitle} onCancel={close} onOk={done} okText={w.ok} cancelText={w.cancel} okButtonProps={{ disabled: what === "group" && !text.trim() }} width={420}>
      <label className="t3 fs12" htmlFor="board-word">{what === "note" ? w.noteText : w.groupName}</label>
      {what === "note" ? (
        <Input.TextArea id="board-word" autoFocus rows={4} maxLength={1000} showCount value={text} onChange={(e) => setText(e.target.value)} />
      ) : (
        <Input id="board-word" autoFocus maxLength={40} value={text} onChange={(e) => setText(e.target.value)} onPressEnter={done} />
      )}
    </Modal>
  );
}

/** Into a case, with the view of the board as a version that stays. */
function IntoCase({ close }: { close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const s = useBoard();
  const { things, lines } = s.history.board;
  const chosen = s.selection.filter((id) => things[id] || (lines[id] && lines[id].type !== "FLOW"));
  const cases = useAsk(MyCases, {});
  const [file, setFile] = useState<string | undefined>(s.opened.case ?? undefined);
  const [what, setWhat] = useState<"chosen" | "all">(chosen.length ? "chosen" : "all");
  const [reason, setReason] = useState("");
  const [title, setTitle] = useState(s.opened.title);
  const [busy, setBusy] = useState(false);
  const done = async () => {
    if (!file) return;
    setBusy(true);
    try {
      const ids = what === "chosen" ? chosen : Object.keys(things).slice(0, 500);
      const { addToCase } = await ask(AddToCase, { id: file, things: ids, reason: reason.trim() });
      const saved = await saveView(title, file);
      const number = cases.data?.cases.nodes.find((c) => c.id === file)?.number ?? "";
      s.set({ opened: { ...s.opened, case: file, number, title, view: saved } });
      void message.success(`${addToCase.changed.length ? w.inCase(addToCase.changed.length) : w.inCaseAll} · ${w.saved(saved.version)}`);
      close();
    } catch (error) {
      void message.error((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <Modal open title={w.saveCase} onCancel={close} onOk={() => void done()} okText={w.saveCase} cancelText={w.cancel} confirmLoading={busy} okButtonProps={{ disabled: !file || !reason.trim() || !title.trim() }} width={480}>
      <Answered of={cases} lines={2}>
        {({ cases: found }) =>
          found.nodes.length === 0 ? (
            <p className="t2">{w.newCase}</p>
          ) : (
            <div className="col" style={{ gap: 10 }}>
              <label className="t3 fs12" htmlFor="board-case">{w.caseLabel}</label>
              <Select id="board-case" showSearch optionFilterProp="label" placeholder={w.pick} value={file} onChange={setFile} options={found.nodes.map((c) => ({ value: c.id, label: `${c.title} · ${c.number}` }))} />
              <Radio.Group value={what} onChange={(e) => setWhat(e.target.value as "chosen" | "all")} options={[{ value: "chosen", label: `${w.whatSelected} ${chosen.length}`, disabled: !chosen.length }, { value: "all", label: `${w.whatAll} ${Object.keys(things).length}` }]} />
              <label className="t3 fs12" htmlFor="board-reason">{w.caseReason}</label>
              <Input.TextArea id="board-reason" rows={2} maxLength={300} value={reason} onChange={(e) => setReason(e.target.value)} />
              <label className="t3 fs12" htmlFor="board-title">{w.viewTitle}</label>
              <Input id="board-title" maxLength={80} value={title} onChange={(e) => setTitle(e.target.value)} />
            </div>
          )
        }
      </Answered>
    </Modal>
  );
}

/** A version of its own address, for oneself or shared. */
function Sharing({ close }: { close: () => void }) {
  const w = useWords(words);
  const { message } = App.useApp();
  const s = useBoard();
  const [title, setTitle] = useState(s.opened.title);
  const [person, setPerson] = useState("");
  const [busy, setBusy] = useState(false);
  const views = useAsk(CaseViews, { case: s.opened.case });
  const address = s.opened.view ? `${location.origin}/board?view=${s.opened.view.id}` : "";
  const act = async (work: () => Promise<string>) => {
    setBusy(true);
    try {
      void message.success(await work());
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  const save = () =>
    act(async () => {
      const view = await saveView(title.trim(), s.opened.case);
      s.set({ opened: { ...s.opened, title: title.trim(), view } });
      void views.refetch();
      return w.saved(view.version);
    });
  const share = () =>
    act(async () => {
      await ask(ShareView, { id: s.opened.view!.id, person: person.trim() });
      setPerson("");
      return w.shared;
    });
  return (
    <Modal open title={w.share} onCancel={close} footer={null} width={520}>
      <div className="col" style={{ gap: 10 }}>
        <label className="t3 fs12" htmlFor="board-view">{w.viewTitle}</label>
        <Input.Search id="board-view" value={title} maxLength={80} onChange={(e) => setTitle(e.target.value)} enterButton={w.save} loading={busy} onSearch={() => void save()} />
        {address && (
          <>
            <label className="t3 fs12" htmlFor="board-link">{`${w.link} · ${w.version(s.opened.view!.version)}`}</label>
            <Input id="board-link" readOnly value={address} onFocus={(e) => e.target.select()} onClick={() => void navigator.clipboard?.writeText(address).then(() => message.success(w.copied))} />
            <label className="t3 fs12" htmlFor="board-person">{w.shareWith}</label>
            <Input.Search id="board-person" placeholder={w.shareHint} value={person} onChange={(e) => setPerson(e.target.value)} enterButton={w.share} onSearch={() => person.trim() && void share()} />
          </>
        )}
        <h4 style={{ marginTop: 8 }}>{w.savedViews}</h4>
        <Answered of={views} lines={2}>
          {({ views: found }) => (
            <ul style={{ maxHeight: 220, overflow: "auto" }}>
              {found.nodes.map((v) => (
                <li key={v.id} className="row" style={{ padding: "4px 0" }}>
                  <a className="grow ell" href={`/board?view=${v.id}`}>{v.title}</a>
                  <span className="t3 fs12">{w.version(v.version)}</span>
                </li>
              ))}
            </ul>
          )}
        </Answered>
      </div>
    </Modal>
  );
}

function Keys({ close }: { close: () => void }) {
  const w = useWords(words);
  const [single, setSingle] = useState(singleKeys());
  const names = { open: w.openPanel, line: w.lineAct, expand: w.expandAct, path: w.pathAct, mark: w.marks, note: w.noteAct, group: w.groupAct, pin: w.pinAct, hide: w.hideAct, select: w.select, pan: w.pan, box: w.box, lasso: w.lasso, fit: w.fit, all: w.whatAll, undo: w.undo, redo: w.redo, back: w.cancel, keys: w.keys };
  return (
    <Modal open title={w.keys} onCancel={close} footer={null} width={420}>
      <dl className="facts">
        {KEYS.map(([command, key]) => [
          <dt key={command}><kbd>{key}</kbd></dt>,
          <dd key={`${command}-d`}>{names[command]}</dd>,
        ])}
      </dl>
      <Checkbox style={{ marginTop: 12 }} checked={single} onChange={(e) => setSingle(singleKeys(e.target.checked))}>
        {w.singleKeys}
      </Checkbox>
    </Modal>
  );
}
