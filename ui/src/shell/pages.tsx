/** Which page is at which address. Each is loaded when it is first opened. */
import { Button } from "antd";
import { lazy, type ComponentType } from "react";
import { Link, Route, Routes } from "react-router";
import { gone } from "../core/api";
import { useWords } from "../core/words";
import { Empty } from "../parts";
import { words } from "./words";

const page = (load: () => Promise<{ default: ComponentType }>) =>
  lazy(() =>
    load().catch(() => {
      throw gone();
    }),
  );

const Board = page(() => import("../views/board"));
const SearchPage = page(() => import("../views/search"));
const EntityPage = page(() => import("../views/entity"));
const Findings = page(() => import("../views/findings"));
const Home = page(() => import("../views/home"));
const Cases = page(() => import("../views/cases"));
const Money = page(() => import("../views/money"));
const Statistics = page(() => import("../views/statistics"));
const CaseAlone = page(() => import("../views/cases/CasePage"));
const Admin = page(() => import("../views/admin"));
const Help = page(() => import("../views/help"));
const Review = page(() => import("../views/review"));
const Imports = page(() => import("../views/imports"));

export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Home />} />
      <Route path="/findings" element={<Findings />} />
      <Route path="/entity/:id" element={<EntityPage />} />
      <Route path="/search" element={<SearchPage />} />
      <Route path="/money" element={<Money />} />
      <Route path="/statistics" element={<Statistics />} />
      <Route path="/cases" element={<Cases />} />
      <Route path="/cases/:id" element={<CaseAlone />} />
      <Route path="/board" element={<Board />} />
      <Route path="/admin/:tab?" element={<Admin />} />
      <Route path="/help" element={<Help />} />
      <Route path="/review" element={<Review />} />
      <Route path="/imports/*" element={<Imports />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}

function Nowhere() {
  const w = useWords(words);
  return (
    <Empty title={w.nopage} icon="search">
      <p>{w.nopageMore}</p>
      <Link to="/">
        <Button size="small">{w.tohome}</Button>
      </Link>
    </Empty>
  );
}
