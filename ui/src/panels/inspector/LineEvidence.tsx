/** The links behind a line one by one, each with the rows that say it. */
import { Button } from "antd";
import { useState } from "react";
import { count, second, yuan } from "../../core/figures";
import { useWords } from "../../core/words";
import { Answered, Empty, Icon, SourceRows } from "../../parts";
import type { useLinks } from "./asked";
import type { LinkRead } from "./LineMeaning";
import type { LineSubject } from "./types";
import { words } from "./words";

interface Props {
  line: LineSubject;
  between: ReturnType<typeof useLinks>;
  links: readonly LinkRead[];
  rows: number | undefined;
}

export function LineEvidence({ line, between, links, rows }: Props) {
  if (line.type !== "FLOW") return <SourceRows id={line.id} />;
  return <Answered of={between as never}>{() => <OneByOne between={between} links={links} rows={rows} />}</Answered>;
}

function OneByOne({ between, links, rows }: Omit<Props, "line">) {
  const w = useWords(words);
  const [open, setOpen] = useState<string>();
  const pages = between.data?.pages ?? [];
  const total = pages[0]?.links.total ?? 0;
  if (links.length === 0) return <Empty title={w.nolinks} />;
  return (
    <div className="col" style={{ gap: 8 }}>
      <table className="insp-links">
        <caption>
          {w.transfers(count(links.length), count(total))}
          {rows != null && ` · ${w.behind(count(rows))}`}
          {pages.at(-1)?.leftOut.map((left) => ` · ${left.words} ${count(left.count)}`)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{w.at}</th>
            <th scope="col">{w.memo}</th>
            <th scope="col" className="num">
              {w.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {links.map((one) => (
            <OneLink key={one.id} of={one} open={open === one.id} turn={() => setOpen(open === one.id ? undefined : one.id)} />
          ))}
        </tbody>
      </table>
      {between.hasNextPage && (
        <Button size="small" loading={between.isFetchingNextPage} onClick={() => void between.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </div>
  );
}

function OneLink({ of, open, turn }: { of: LinkRead; open: boolean; turn: () => void }) {
  const w = useWords(words);
  const stated = Object.fromEntries(of.facts.map((fact) => [fact.name, fact.value]));
  return (
    <>
      <tr aria-selected={open} className="insp-link" onClick={turn}>
        <td>
          <button type="button" className="insp-turn" aria-expanded={open} aria-label={`${w.rowsOf} ${second(stated.at as string)}`} onClick={(e) => (e.stopPropagation(), turn())}>
            <Icon name={open ? "down" : "right"} small />
          </button>
          {second(stated.at as string)}
        </td>
        <td className="t2 ell insp-memo" title={stated.memo == null ? undefined : String(stated.memo)}>
          {stated.memo == null ? "" : String(stated.memo)}
        </td>
        <td className="num b">{yuan(stated.amount as number | null)}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={3} className="insp-rows">
            <SourceRows id={of.id} />
          </td>
        </tr>
      )}
    </>
  );
}
