/** Imports: what is loaded, a file on its way in, and one import with what it changed. */
import { Route, Routes } from "react-router";
import { may, useMe } from "../../core/api";
import { useWords } from "../../core/words";
import { Header, NoRight } from "../../parts";
import { Detail } from "./Detail";
import "./imports.css";
import { Overview } from "./Overview";
import { Wizard } from "./Wizard";
import { words } from "./words";

export default function Imports() {
  const w = useWords(words);
  const me = useMe();
  if (!may(me, "imports")) return <><Header title={w.title} /><NoRight /></>;
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path="upload/:upload" element={may(me, "submit") ? <Wizard /> : <NoRight />} />
      <Route path=":id" element={<Detail />} />
    </Routes>
  );
}
