/** What a page puts into the bar at the top: where one is, and what is said of it. It also names the browser's tab. */
import { createContext, useContext, useEffect, type ReactNode } from "react";
import { createPortal } from "react-dom";

export const HeaderSlot = createContext<HTMLElement | null>(null);

export function Header({ title, crumbs, children }: { title: string; crumbs?: ReactNode; children?: ReactNode }) {
  const slot = useContext(HeaderSlot);
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!slot) return null;
  return createPortal(
    <>
      {crumbs && <span className="crumb">{crumbs}</span>}
      <h1>{title}</h1>
      {children}
    </>,
    slot,
  );
}
