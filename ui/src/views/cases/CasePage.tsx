/** One case: where it stands, who works on it, what is in it and why, what happened. */
import { useState } from "react";
import { Link, useParams } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Empty, Failure, Header, Loading, NoRight } from "../../parts";
import "./cases.css";
import { CaseFile } from "./documents";
import { Difference } from "./difference/Difference";
import { Handover } from "./handover/Handover";
import { Head } from "./Head";
import { Members } from "./Members";
import { Notes } from "./Notes";
import { Exports } from "./exports/Exports";
import { Rules } from "./rules/Rules";
import { Annotations, Views } from "./Side";
import { Steps } from "./Steps";
import { Things } from "./Things";
import { Ledger } from "./ledger/Ledger";
import { USUAL, type Way } from "./ledger/sides";
import { Matrix } from "./matrix/Matrix";
import { Tabs, useTab, type Tab } from "./Tabs";
import { Tasks } from "./tasks/Tasks";
import { can, type Can, type File, type Thing } from "./types";
import { words } from "./words";

export default function CasePage() {
  const w = useWords(words);
  const me = useMe();
  const { id = "" } = useParams();
  const of = useAsk(CaseFile, { id }, { enabled: may(me, "cases"), retry: false });
  const crumbs = (
    <>
      <Link to="/cases">{w.crumbs}</Link>
      <span>/</span>
    </>
  );
  if (!may(me, "cases")) return <><Header title={w.title} /><NoRight /></>;
  if (of.error)
    return (
      <>
        <Header title={w.title} />
        {of.error.status === 200 && !of.error.forbidden ? (
          <Empty icon="case" title={w.notFound}>
            <p>{w.notFoundMore}</p>
            <Link to="/cases">{w.toList}</Link>
          </Empty>
        ) : (
          <Failure error={of.error} again={() => void of.refetch()} />
        )}
      </>
    );
  return (
    <>
      <Header title={of.data?.case.title ?? w.title} crumbs={crumbs} />
      {of.data ? <Opened of={of.data.case} /> : <Loading lines={10} />}
    </>
  );
}

function Opened({ of }: { of: File }) {
  const [tab, turn] = useTab();
  const [way, setWay] = useState<Way>(USUAL); // chosen in the ledger, and taken by what goes out
  const able = can(of);
  return (
    <>
      <Head of={of} can={able} />
      <Tabs tab={tab} turn={turn} />
      <div id="case-room" role="tabpanel" aria-labelledby={`case-room-${tab}`}>
        <Room tab={tab} turn={turn} of={of} can={able} way={way} setWay={setWay} />
      </div>
    </>
  );
}

interface RoomProps {
  tab: Tab;
  turn: (tab: Tab) => void;
  of: File;
  can: Can;
  way: Way;
  setWay: (way: Way) => void;
}

function Room({ tab, turn, of, can, way, setWay }: RoomProps) {
  switch (tab) {
    case "overview":
      return <Overview of={of} can={can} />;
    case "timeline":
      return <div className="case-two"><Steps of={of} long /><Notes of={of} can={can} /></div>;
    case "matrix":
      return <div className="case-one"><Matrix of={of} can={can} /></div>;
    case "ledger":
      return <div className="case-one"><Ledger of={of} way={way} setWay={setWay} freeze={() => turn("difference")} /></div>;
    case "difference":
      return <Difference of={of} can={can} />;
    case "tasks":
      return <div className="case-one narrow"><Tasks of={of} can={can} /></div>;
    case "exports":
      return <Exports of={of} can={can} way={way} turn={turn} />;
    case "handover":
      return <Handover of={of} can={can} />;
  }
}

function Overview({ of, can }: { of: File; can: Can }) {
  const [listed, setListed] = useState<readonly Thing[]>([]);
  return (
    <div className="case-grid">
      <div className="col">
        <Members of={of} can={can} />
        <Views of={of} />
      </div>
      <div className="col">
        <Things of={of} can={can} told={setListed} />
        <Annotations of={of} can={can} things={listed} />
      </div>
      <div className="col">
        <Steps of={of} />
        <Rules of={of} can={can} />
      </div>
    </div>
  );
}
