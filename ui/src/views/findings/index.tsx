/** Findings: a table to work through by keyboard, and beside it why each was made and what would overturn it. */
import { Button } from "antd";
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { may, useMe } from "../../core/api";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { QueryButton } from "../../panels/query";
import { Answered, Empty, Export, Header, NoRight } from "../../parts";
import { FindingsFile, List, MOST, useAround, useList, type Filter, type Listed } from "./asks";
import { Deciding, type Act, type Deed } from "./Deciding";
import { Explanation } from "./Explanation";
import { Filters, TABS, type Narrow, type Tab } from "./Filters";
import "./findings.css";
import { useKeys } from "./keys";
import { after, narrowed, sorted, type Sort } from "./order";
import { Table } from "./Table";
import { words } from "./words";

export default function Findings() {
  const me = useMe();
  return may(me, "findings") ? <Triage /> : <NoRight />;
}

const CLOSED = "none";

/** What the address says is listed and open, so that it can be sent to a colleague. */
function useAddress() {
  const [query, put] = useSearchParams();
  const tab = query.get("state");
  const set = (by: Record<string, string | null>) =>
    put(
      (now) => {
        for (const [name, value] of Object.entries(by)) if (value) now.set(name, value);
          else now.delete(name);
        return now;
      },
      { replace: true },
    );
  return {
    tab: (tab && tab in TABS ? tab : (query.get("open") ?? CLOSED) !== CLOSED ? "all" : "undecided") as Tab,
    patterns: query.get("pattern")?.split(",").filter(Boolean) ?? [],
    least: Number(query.get("least") ?? 0) || 0,
    open: query.get("open"),
    set,
  };
}

const SETTLE = 300; // ms until the address follows: walking with J must not wait for it

/** Which finding is open: at once on the page, soon in the address; an address that changes otherwise is followed. */
function useOpen(address: ReturnType<typeof useAddress>) {
  const [open, setOpen] = useState(address.open);
  const [seen, setSeen] = useState(address.open);
  const [written, setWritten] = useState(address.open);
  if (address.open !== seen) {
    setSeen(address.open);
    if (address.open !== written) {
      setWritten(address.open);
      setOpen(address.open);
    }
  }
  const { set, tab } = address;
  const write = useEffectEvent(() => {
    setWritten(open);
    set({ open, state: tab });
  });
  useEffect(() => {
    if (open === written) return;
    const wait = setTimeout(write, SETTLE);
    return () => clearTimeout(wait);
  }, [open, written]);
  return [open, (id: string | null) => setOpen(id ?? CLOSED)] as const;
}

function Triage() {
  const w = useWords(words);
  const me = useMe();
  const go = useNavigate();
  const address = useAddress();
  const [at, open] = useOpen(address);
  const [text, setText] = useState("");
  const [mine, setMine] = useState(false);
  const [sort, setSort] = useState<Sort>({ by: "score", down: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deed, setDeed] = useState<Deed>();
  const around = useAround();
  const narrow: Narrow = { tab: address.tab, patterns: address.patterns, least: address.least, text, mine };
  const filter: Filter = { states: TABS[narrow.tab] as never, detectors: narrow.patterns.length ? narrow.patterns : null, least: narrow.least / 100 };
  const { asked, rows: all, total } = useList(filter);
  const wanted = useDeferredValue(text);
  const rows = useMemo(() => {
    const found = narrowed(all, wanted).filter((row) => !mine || row.assignee === me.name);
    return sorted(found, sort, around.label);
  }, [all, wanted, mine, me.name, sort, around.label]);

  const change = (by: Partial<Narrow>) => {
    if (by.text !== undefined) setText(by.text);
    if (by.mine !== undefined) setMine(by.mine);
    if (by.tab) address.set({ state: by.tab });
    if (by.patterns) address.set({ pattern: by.patterns.join(",") });
    if (by.least !== undefined) address.set({ least: by.least ? String(by.least) : null });
    setChosen(new Set());
  };
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) if (on) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const shown = at === CLOSED ? null : (at ?? rows[0]?.id ?? null); // the first, until one is chosen
  const act = (what: Act) => {
    const ids = chosen.size ? rows.filter((row) => chosen.has(row.id)).map((row) => row.id) : shown ? [shown] : [];
    if (ids.length) setDeed({ act: what, ids });
  };
  const closed = (decided?: boolean) => {
    setDeed(undefined);
    if (!decided || !deed) return;
    setChosen(new Set());
    // what was decided leaves the list: the next one is looked at
    if (narrow.tab === "undecided" && shown && deed.ids.includes(shown)) open(after(rows, deed.ids) ?? null);
  };
  useKeys({ rows, open: shown, busy: deed !== undefined, onOpen: open, onAct: act, onBoard: (id) => void go(`/board?finding=${id}`), onChoose: (id) => choose([id], !chosen.has(id)) });

  return (
    <div className="find">
      <Header title={w.title}>
        <span className="t3 nw">{around.known && w.toDecide(count((around.counts.get("new") ?? 0) + (around.counts.get("risen") ?? 0) + (around.counts.get("open") ?? 0)))}</span>
      </Header>
      <Filters of={narrow} change={change} around={around} />
      <Bulk rows={rows} all={all.length} total={total} more={asked.hasNextPage} chosen={chosen.size} act={act} clear={() => setChosen(new Set())} file={<File filter={filter} />} />
      <Answered of={asked as never} lines={16}>
        {() =>
          rows.length ? (
            <Table rows={rows} around={around} open={shown} chosen={chosen} sort={sort} old={asked.isPlaceholderData} onSort={setSort} onOpen={open} onChoose={choose} />
          ) : (
            <Nothing filtered={narrow.tab !== "undecided" || around.counts.size > 0} reset={() => (setText(""), setMine(false), address.set({ pattern: null, least: null, state: null }))} />
          )
        }
      </Answered>
      <Explanation id={shown} act={(what, id) => setDeed({ act: what, ids: [id] })} close={() => open(null)} />
      {deed && <Deciding deed={deed} suspected={suspectedOf(rows, deed, around)} close={closed} />}
    </div>
  );
}

/** The class that a new case would be about, where the pattern speaks of one alone. */
function suspectedOf(rows: readonly Listed[], deed: Deed, around: ReturnType<typeof useAround>): string | undefined {
  const row = rows.find((one) => one.id === deed.ids[0]);
  const classes = row && around.patterns.get(row.detector.name)?.classes;
  return classes?.length === 1 ? classes[0] : undefined;
}

/** The list as a file, and what is asked for it. */
function File({ filter }: { filter: Filter }) {
  const w = useWords(words);
  return (
    <>
      <Export of={FindingsFile} variables={{ ...filter, after: null }} name="findings" />
      <QueryButton of={[{ title: w.title, document: String(List), variables: { ...filter, first: 200, after: null } }]} />
    </>
  );
}

interface BulkProps {
  rows: readonly Listed[];
  all: number;
  total: number;
  more: boolean;
  chosen: number;
  act: (what: Act) => void;
  clear: () => void;
  file: ReactNode;
}

function Bulk({ rows, all, total, more, chosen, act, clear, file }: BulkProps) {
  const w = useWords(words);
  const me = useMe();
  if (chosen === 0)
    return (
      <div className="find-bulk noprint">
        <span className="t2 fs12 nw">
          {w.shown(count(rows.length), count(total))}
          {rows.length < all && ` · ${w.hidden(count(all - rows.length))}`}
          {more && ` · ${w.loadingAll}`}
          {total > MOST && ` · ${w.capped(count(MOST))}`}
        </span>
        <span className="grow" />
        <span className="t3 fs12 ell" title={w.keys}>{w.keys}</span>
        {file}
      </div>
    );
  return (
    <div className="find-bulk on noprint">
      <b className="nw">{w.chosen(chosen)}</b>
      {may(me, "triage") && (
        <>
          <Button size="small" onClick={() => act("assign")}>{w.assign}</Button>
          <Button size="small" onClick={() => act("confirm")}>{w.confirm}</Button>
          <Button size="small" danger onClick={() => act("dismiss")}>{w.dismiss}</Button>
          <Button size="small" onClick={() => act("reopen")}>{w.reopen}</Button>
        </>
      )}
      {may(me, "cases") && <Button size="small" onClick={() => act("case")}>{w.intoCase}</Button>}
      <button type="button" className="textbutton nw" onClick={clear}>{w.clear}</button>
      <span className="grow" />
      <span className="t2 fs12 ell">{w.keys}</span>
    </div>
  );
}

function Nothing({ filtered, reset }: { filtered: boolean; reset: () => void }) {
  const w = useWords(words);
  if (filtered)
    return (
      <Empty title={w.none} icon="filter">
        <p>{w.noneMore}</p>
        <Button size="small" onClick={reset}>{w.resetFilter}</Button>
      </Empty>
    );
  return (
    <Empty title={w.nothing} icon="alert">
      <p>{w.nothingMore}</p>
      <Link to="/imports">{w.toImports}</Link>
    </Empty>
  );
}
