/** The frame: the rail of pages, the bar with search and account, and the page itself. */
import { Suspense, useState } from "react";
import { NavLink, useLocation } from "react-router";
import { may, useMe } from "../core/api";
import { useWords } from "../core/words";
import { HeaderSlot, Icon, Loading, type IconName } from "../parts";
import { Away } from "./Away";
import { Fence } from "./Fence";
import { Mark } from "./Mark";
import { Pages } from "./pages";
import { TopBar } from "./TopBar";
import { words } from "./words";

type Place = [path: string, icon: IconName, word: "home" | "findings" | "board" | "money" | "cases" | "imports" | "review" | "statistics", right?: string];
const PLACES: Place[] = [
  ["/", "home", "home"],
  ["/findings", "alert", "findings", "findings"],
  ["/board", "board", "board", "read"],
  ["/money", "money", "money", "analyse"],
  ["/cases", "case", "cases", "cases"],
  ["/imports", "import", "imports", "imports"],
  ["/review", "merge", "review", "judge"],
  ["/statistics", "chart", "statistics", "read"],
];

export function Frame() {
  const w = useWords(words);
  const me = useMe();
  const { pathname } = useLocation();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <div className="app">
      <a className="skip" href="#main">
        {w.skip}
      </a>
      <nav className="rail" aria-label={w.nav}>
        <div className="mark">
          <Mark />
        </div>
        {PLACES.filter(([, , , right]) => !right || may(me, right)).map(([path, icon, word]) => (
          <NavLink key={path} to={path} end={path === "/"}>
            <Icon name={icon} />
            {w[word]}
          </NavLink>
        ))}
        <span className="grow" />
        <NavLink to="/help">
          <Icon name="help" />
          {w.help}
        </NavLink>
        {(may(me, "users") || may(me, "audit") || may(me, "jobs")) && (
          <NavLink to="/admin">
            <Icon name="gear" />
            {w.admin}
          </NavLink>
        )}
      </nav>
      <TopBar me={me} slot={setSlot} />
      <Away />
      <main className="main" id="main" tabIndex={-1}>
        <HeaderSlot value={slot}>
          <Fence key={pathname.split("/")[1]}>
            <Suspense fallback={<Loading />}>
              <Pages />
            </Suspense>
          </Fence>
        </HeaderSlot>
      </main>
    </div>
  );
}
