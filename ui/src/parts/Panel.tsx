/** A framed part of a page with its title, what it shows of how much, and its own acts. */
import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  sub?: ReactNode;
  acts?: ReactNode;
  plain?: boolean; // without the inner margin: for tables
  className?: string;
  children: ReactNode;
}

export function Panel({ title, sub, acts, plain = false, className = "", children }: Props) {
  return (
    <section className={`panel ${className}`}>
      <header>
        <h2>{title}</h2>
        {sub != null && <span className="sub ell">{sub}</span>}
        <span className="grow" />
        {acts}
      </header>
      {plain ? children : <div className="body">{children}</div>}
    </section>
  );
}
