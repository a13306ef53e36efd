/** Which page is at which address. Each is loaded when it is first opened. */
import { Button } from "antd";
import { lazy } from "react";
import { Link, Route, Routes } from "react-router";
import { useWords } from "../core/words";
import { Empty } from "../parts";
import { words } from "./words";

const Board = lazy(() => import("../views/board"));
const SearchPage = lazy(() => import("../views/search"));
const EntityPage = lazy(() => import("../views/entity"));
const Findings = lazy(() => import("../views/findings"));
const Home = lazy(() => import("../views/home"));

const Cases = lazy(() => import("../views/cases"));
const Money = lazy(() => import("../views/money"));
const Statistics = lazy(() => import("../views/statistics"));
const CaseAlone = lazy(() => import("../views/cases/CasePage"));
const Admin = lazy(() => import("../views/admin"));
const Help = lazy(() => import("../views/help"));
const Review = lazy(() => import("../views/review"));
const Imports = lazy(() => import("../views/imports"));

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
