/** The home page: search, whom to look at today and why, what has changed, what is one's own. */
import { may, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Header, NoRight, Panel } from "../../parts";
import { Alerts } from "./Alerts";
import { ByClass, MyCases, NewFindings, RecentImports } from "./Aside";
import { Changes } from "./Changes";
import { Hero } from "./Hero";
import "./home.css";
import { words } from "./words";

export default function Home() {
  const w = useWords(words);
  const me = useMe();
  return (
    <>
      <Header title={w.title} />
      {(may(me, "search") || may(me, "read")) && <Hero />}
      <div className="home-grid">
        {may(me, "findings") ? (
          <Alerts />
        ) : (
          <Panel title={w.alerts}>
            <NoRight />
          </Panel>
        )}
        <div className="home-beside">
          <div className="home-column">
            {may(me, "read") && <Changes />}
            {may(me, "findings") && <NewFindings />}
          </div>
          <div className="home-column">
            {may(me, "cases") && <MyCases />}
            {may(me, "findings") && <ByClass />}
            {may(me, "imports") && <RecentImports />}
          </div>
        </div>
      </div>
    </>
  );
}
