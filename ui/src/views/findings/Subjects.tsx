/** Who a finding speaks of, by role. */
import { Link } from "react-router";
import { count } from "../../core/figures";
import { useWords } from "../../core/words";
import { EntityLink } from "../../parts";
import type { Told } from "./asks";
import { words } from "./words";

export function Subjects({ of }: { of: Told }) {
  const w = useWords(words);
  const roles = [...new Set(of.subjects.map((one) => one.role))];
  return (
    <section className="exp-part">
      <h3>
        {w.roles} <span className="t3 fs12">{w.rolesOf(count(of.subjects.length))}</span>
      </h3>
      <dl className="facts">
        {roles.map((role) => [
          <dt key={role}>{role}</dt>,
          <dd key={`${role}-d`} className="row" style={{ flexWrap: "wrap", gap: "2px 12px" }}>
            {of.subjects.filter((one) => one.role === role).slice(0, 12).map((one) => (one.entity ? <EntityLink key={one.id} of={one.entity} size={16} /> : <span key={one.id} className="t3">—</span>))}
            {of.subjects.filter((one) => one.role === role).length > 12 && <Link className="fs12" to={`/board?finding=${of.id}`}>{w.and(of.subjects.filter((one) => one.role === role).length)}</Link>}
          </dd>,
        ])}
      </dl>
    </section>
  );
}
