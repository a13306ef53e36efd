/** The bar: what the page put there, search from anywhere (Ctrl+K), the look, the language, the account. */
import { Dropdown } from "antd";
import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { may, type Me } from "../core/api";
import { useLook } from "../core/look";
import { useLang, useWords } from "../core/words";
import { SearchBox } from "../panels/search";
import { Icon } from "../parts";
import { Bell } from "./notices";
import { words } from "./words";

export function TopBar({ me, slot }: { me: Me; slot: (at: HTMLElement | null) => void }) {
  const w = useWords(words);
  const { mode, turn } = useLook();
  const { lang, speak } = useLang();
  const { pathname } = useLocation();
  const go = useNavigate();
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      document.querySelector<HTMLInputElement>("#find, #find-top")?.focus();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  return (
    <header className="top">
      <div className="row" ref={slot} style={{ gap: 10 }} />
      <span className="grow" />
      {pathname !== "/" && pathname !== "/search" && may(me, "search") && (
        <div style={{ width: 300, flex: "0 1 300px", minWidth: 120 }}>
          <SearchBox id="find-top" hint={w.search} choose={(hit) => void go(`/entity/${hit.id}`)} />
        </div>
      )}
      {me.sample && <span className="tag line">{w.demo}</span>}
      {(may(me, "findings") || may(me, "imports")) && <Bell me={me} />}
      <button type="button" className="iconbutton" onClick={turn} title={w.dark} aria-label={w.dark}>
        <Icon name={mode === "dark" ? "sun" : "moon"} />
      </button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "roles", disabled: true, label: me.roles.map((r) => r.label).join(" · ") },
            { type: "divider" },
            { key: "lang", label: w.language, onClick: () => speak(lang === "zh" ? "en" : "zh") },
            { key: "desk", label: <a href="/playground">{w.desk}</a> },
            { key: "password", label: <a href={`/password?lang=${lang}`}>{w.password}</a> },
            { key: "out", label: w.signout, onClick: () => document.querySelector<HTMLFormElement>("#out")?.submit() },
          ],
        }}
      >
        <button type="button" className="textbutton row nw" style={{ color: "inherit" }}>
          <span className="avatar">{(/[\u4e00-\u9fff]/.test(me.name) ? [...me.name].at(-3) : me.name[0]?.toUpperCase()) ?? me.name[0]}</span>
          <span className="t2">{me.name}</span>
        </button>
      </Dropdown>
      <form id="out" method="post" action="/signout" hidden>
        <input type="hidden" name="csrf" value={me.csrf} readOnly />
      </form>
    </header>
  );
}
