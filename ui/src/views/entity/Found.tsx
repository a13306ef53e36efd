/** The findings about it, a line of two each; a finding opens on its own page, where it is explained. */
import { Link } from "react-router";
import { day, hundred } from "../../core/figures";
import { useWords } from "../../core/words";
import type { useFindings } from "../../panels/inspector";
import { Empty, gradeOf, Risk } from "../../parts";
import { words } from "./words";

type Held = ReturnType<typeof useFindings>["found"][number];

export function Found({ of, about }: { of: readonly Held[]; about: string }) {
  const w = useWords(words);
  if (of.length === 0)
    return (
      <Empty title={w.ungraded} icon="ok">
        <p>{w.lead}</p>
      </Empty>
    );
  return (
    <>
      {of.map((one) => (
        <Line key={one.id} of={one} role={one.subjects.find((s) => s.id === about)?.role} />
      ))}
      <p className="t3 fs12 ent-lead">{w.lead}</p>
    </>
  );
}

function Line({ of, role }: { of: Held; role: string | undefined }) {
  const w = useWords(words);
  return (
    <Link className="ent-found" to={`/findings?open=${of.id}`}>
      <span className="row">
        <Risk grade={gradeOf(of.score)} score={hundred(of.score)} />
        <b className="ell grow">{of.detector.label}</b>
        {role && <span className="tag line">{role}</span>}
        {(of.state === "confirmed" || of.state === "dismissed") && <span className={of.state === "confirmed" ? "tag amber" : "tag"}>{w[of.state]}</span>}
      </span>
      <span className="ent-sentence">{of.sentence}</span>
      {of.end && <span className="t3 fs12">{of.start && day(of.start) !== day(of.end) ? w.during(day(of.start), day(of.end)) : day(of.end)}</span>}
    </Link>
  );
}
