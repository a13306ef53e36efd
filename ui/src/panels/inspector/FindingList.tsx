/** The findings about an entity: what each says, by which pattern and law, and the links that it rests on. */
import { Button } from "antd";
import { Link } from "react-router";
import { count, day, hundred } from "../../core/figures";
import { useWords } from "../../core/words";
import { Empty, Icon } from "../../parts";
import type { Held, Shared } from "./types";
import { words } from "./words";

interface Props extends Pick<Shared, "onSelect"> {
  of: readonly Held[];
  total: number;
  about: string;
}

export function FindingList({ of, total, about, onSelect }: Props) {
  const w = useWords(words);
  if (of.length === 0)
    return (
      <Empty title={w.nofindings} icon="ok">
        <p>{w.nofindingsMore}</p>
      </Empty>
    );
  return (
    <div className="col" style={{ gap: 8 }}>
      <span className="t3 fs12">{w.findings(count(of.length), count(total))}</span>
      {of.map((one) => (
        <One key={one.id} of={one} about={about} onSelect={onSelect} />
      ))}
    </div>
  );
}

function One({ of, about, onSelect }: Omit<Props, "of" | "total"> & { of: Held }) {
  const w = useWords(words);
  const state = { new: w.isNew, risen: w.isRisen, open: w.isOpen, confirmed: w.isConfirmed, dismissed: w.isDismissed }[of.state];
  const role = of.subjects.find((s) => s.id === about)?.role;
  return (
    <article className="insp-card">
      <header>
        <b className="ell">{of.detector.label}</b>
        <span className="t3 nw">{hundred(of.score)}</span>
        <span className="grow" />
        {role && <span className="tag line">{role}</span>}
        <span className={of.state === "confirmed" ? "tag amber" : "tag"}>{state}</span>
      </header>
      <div className="col" style={{ gap: 6 }}>
        <p className="insp-sentence">{of.sentence}</p>
        <div className="t3">
          {of.start && (
            <div>
              {day(of.start)}
              {of.end && day(of.end) !== day(of.start) && ` ${w.to} ${day(of.end)}`}
            </div>
          )}
          {of.detector.law && (
            <div>
              {w.law}：{of.detector.law}
            </div>
          )}
        </div>
        <div className="row" style={{ gap: 12 }}>
          <Button size="small" onClick={() => onSelect(of.subjects.map((s) => s.id), of.links)} title={w.select}>
            <Icon name="path" small />
            {w.basis(count(of.links.length))}
          </Button>
          <span className="grow" />
          <Link to={`/findings?open=${of.id}`}>{w.open}</Link>
        </div>
      </div>
    </article>
  );
}
