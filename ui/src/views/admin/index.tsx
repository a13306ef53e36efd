/** Administration: who may sign in, tokens, jobs, the audit chain, what the system knows of, and how it is. */
import { Tabs } from "antd";
import { Navigate, useNavigate, useParams } from "react-router";
import { useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Header, NoRight } from "../../parts";
import "./admin.css";
import { Audit } from "./Audit";
import { Jobs } from "./Jobs";
import { Ontology } from "./Ontology";
import { State } from "./State";
import { Tokens } from "./Tokens";
import type { Tab } from "./types";
import { Users } from "./Users";
import { tabs } from "./utils";
import { words } from "./words";

const PAGE: Record<Tab, () => React.JSX.Element> = { users: Users, tokens: Tokens, jobs: Jobs, audit: Audit, ontology: Ontology, state: State };

export default function Admin() {
  const w = useWords(words);
  const me = useMe();
  const { tab } = useParams();
  const go = useNavigate();
  const mine = tabs(me.rights);
  if (!tab) return <Navigate to={`/admin/${mine[0]}`} replace />;
  const Page = mine.includes(tab as Tab) ? PAGE[tab as Tab] : undefined;
  return (
    <div className="adm">
      <Header title={w.title} />
      <Tabs className="adm-tabs" activeKey={tab} onChange={(to) => void go(`/admin/${to}`)} items={mine.map((key) => ({ key, label: w[key] }))} />
      {Page ? <div className="adm-body"><Page /></div> : <NoRight />}
    </div>
  );
}
