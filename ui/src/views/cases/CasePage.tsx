/** One case: where it stands, who works on it, what is in it and why, what happened. */
import { useState } from "react";
import { Link, useParams } from "react-router";
import { may, useAsk, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Empty, Failure, Header, Loading, NoRight } from "../../parts";
import "./cases.css";
import { CaseFile } from "./documents";
import { Head } from "./Head";
import { Members } from "./Members";
import { Notes } from "./Notes";
import { Annotations, Exports, Views } from "./Side";
import { Steps } from "./Steps";
import { Things } from "./Things";
import { can, type Thing } from "./types";
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
            <p>{of.error.message}</p>
            <p className="t3">{w.notFoundMore}</p>
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

function Opened({ of }: { of: import("./types").File }) {
  const [listed, setListed] = useState<readonly Thing[]>([]);
  const able = can(of);
  return (
    <>
      <Head of={of} can={able} />
      <div className="case-grid">
        <div className="col">
          <Members of={of} can={able} />
          <Views of={of} />
        </div>
        <div className="col">
          <Things of={of} can={able} told={setListed} />
          <Notes of={of} can={able} />
          <Annotations of={of} can={able} things={listed} />
        </div>
        <div className="col">
          <Steps of={of} />
          <Exports of={of} />
        </div>
      </div>
    </>
  );
}
