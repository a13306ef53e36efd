// Reads the rows that lie in the page; asks nothing of anybody. Texts go in as text alone.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { things, kinds, links, money, w } = data;
  const PAGE = 100, BARS = 60, DAY = 86400000, CHINA = 8 * 3600000;
  const one = (id) => document.getElementById(id);
  const make = (name, text, attributes = {}) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const draw = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const two = (n) => String(n).padStart(2, "0");
  const yuan = (fen) => {
    if (fen === null) return "—";
    const size = Math.abs(fen);
    return `${fen < 0 ? "-" : ""}${Math.floor(size / 100).toLocaleString("en-US")}.${two(size % 100)}`;
  };
  const clock = (at) => (at === null ? "—" : new Date(at + CHINA).toISOString().slice(0, 19).replace("T", " "));
  const named = (i) => (i < 0 ? "—" : things[i].c);
  const owner = new Map();
  for (const link of links) if (link.type === "OWNS") link.b.forEach((b, n) => owner.has(b) || owner.set(b, link.a[n]));
  const party = (i) => (owner.has(i) ? `${named(i)} ${named(owner.get(i))}` : named(i));
  const state = { words: "", kind: -1, since: null, until: null, least: null, order: "at", down: false, thing: 0, money: 0, near: null };

  // parts

  const show = (part) => {
    for (const section of document.querySelectorAll(".part")) section.classList.toggle("shown", section.id === part);
    for (const button of document.querySelectorAll("nav button")) button.setAttribute("aria-pressed", String(button.dataset.part === part));
  };
  for (const button of document.querySelectorAll("nav button")) button.addEventListener("click", () => show(button.dataset.part));

  const pages = (holder, at, count, go) => {
    holder.replaceChildren();
    if (count <= PAGE) return;
    const last = Math.ceil(count / PAGE) - 1;
    for (const [label, to] of [["«", 0], ["‹", at - 1], ["›", at + 1], ["»", last]]) {
      const button = make("button", label, { type: "button", "aria-label": `${w.page} ${Math.min(Math.max(to, 0), last) + 1}` });
      button.disabled = to < 0 || to > last || to === at;
      button.addEventListener("click", () => go(to));
      holder.append(button);
    }
    holder.append(make("span", `${at + 1} / ${last + 1}`, { class: "soft" }));
  };

  // things

  const lower = things.map((thing) => `${thing.c} ${thing.id} ${thing.v.join(" ")}`.toLowerCase());
  const hits = (words) => words.split(/\s+/).filter(Boolean);
  const fits = (text, words) => words.every((word) => text.includes(word));
  const listThings = () => {
    const words = hits(state.words);
    const found = [];
    things.forEach((thing, i) => {
      if ((state.kind < 0 || thing.k === state.kind) && fits(lower[i], words)) found.push(i);
    });
    one("things-count").textContent = `${found.length.toLocaleString()} / ${things.length.toLocaleString()}`;
    const table = one("things-table");
    table.replaceChildren();
    const head = table.createTHead().insertRow();
    for (const label of [w.kind, w.name, ...(state.kind < 0 ? [] : kinds[state.kind].columns)]) head.append(make("th", label));
    const body = table.createTBody();
    for (const i of found.slice(state.thing * PAGE, (state.thing + 1) * PAGE)) {
      const row = body.insertRow();
      row.tabIndex = 0;
      row.append(make("td", kinds[things[i].k].label), make("td", things[i].c));
      if (state.kind >= 0) for (const value of things[i].v) row.append(make("td", value));
      row.addEventListener("click", () => tell(i));
      row.addEventListener("keydown", (event) => event.key === "Enter" && tell(i));
    }
    pages(one("things-pages"), state.thing, found.length, (to) => { state.thing = to; listThings(); });
  };

  // money

  const rows = money.amount.length;
  const memos = money.memos.map((text) => text.toLowerCase());
  const chosen = () => {
    const words = hits(state.words), near = state.near;
    const names = things.map((_, i) => party(i).toLowerCase());
    const found = [];
    for (let i = 0; i < rows; i++) {
      const at = money.at[i], a = money.from[i], b = money.to[i];
      if (state.since !== null && (at === null || at < state.since)) continue;
      if (state.until !== null && (at === null || at >= state.until)) continue;
      if (state.least !== null && (money.amount[i] ?? 0) < state.least) continue;
      if (near && !near.has(a) && !near.has(b)) continue;
      if (words.length && !fits(`${names[a] ?? ""} ${names[b] ?? ""} ${memos[money.memo[i]] ?? ""} ${money.serial[i] ?? ""} ${money.id[i]}`.toLowerCase(), words)) continue;
      found.push(i);
    }
    const by = money[state.order], sign = state.down ? -1 : 1;
    return found.sort((x, y) => sign * ((by[x] ?? 0) - (by[y] ?? 0)) || x - y);
  };
  const bars = (found) => {
    const holder = one("timeline");
    holder.replaceChildren();
    let first = Infinity, last = -Infinity;
    for (const i of found) if (money.at[i] !== null) { first = Math.min(first, money.at[i]); last = Math.max(last, money.at[i]); }
    if (first > last) return;
    const start = Math.floor((first + CHINA) / DAY) * DAY - CHINA;
    const step = Math.max(1, Math.ceil((last - start + 1) / DAY / BARS)) * DAY;
    const sums = new Array(Math.floor((last - start) / step) + 1).fill(0);
    for (const i of found) if (money.at[i] !== null) sums[Math.floor((money.at[i] - start) / step)] += money.amount[i] ?? 0;
    const most = Math.max(1, ...sums), wide = 1000 / sums.length;
    const svg = draw("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none" });
    sums.forEach((sum, n) => {
      const bar = draw("rect", { x: n * wide + 1, y: 100 - (96 * sum) / most, width: Math.max(wide - 2, 0.5), height: (96 * sum) / most });
      const title = draw("title", {});
      title.textContent = `${clock(start + n * step).slice(0, 10)} ${yuan(sum)}`;
      bar.append(title);
      bar.addEventListener("click", () => { one("since").value = clock(start + n * step).slice(0, 10); one("until").value = clock(start + (n + 1) * step - DAY).slice(0, 10); read(); });
      svg.append(bar);
    });
    const ends = make("p", undefined, { class: "ends note" });
    ends.append(make("span", clock(first).slice(0, 10)), make("span", clock(last).slice(0, 10)));
    holder.append(svg, ends);
  };
  const listMoney = (again = true) => {
    const found = chosen();
    const sum = found.reduce((all, i) => all + BigInt(money.amount[i] ?? 0), 0n);
    one("money-count").textContent = `${found.length.toLocaleString()} / ${rows.toLocaleString()} · ${w.sum} ${(sum / 100n).toLocaleString("en-US")}.${two(Number(sum % 100n))}`;
    if (again) bars(found);
    const table = one("money-table");
    table.replaceChildren();
    const head = table.createTHead().insertRow();
    for (const [label, key, how] of [[w.at, "at"], [w.from], [w.to], [w.amount, "amount", "money"], [w.memo], [w.serial], [w.source]]) {
      const cell = make("th", label, how ? { class: how } : {});
      if (key) {
        cell.setAttribute("aria-sort", state.order !== key ? "none" : state.down ? "descending" : "ascending");
        cell.tabIndex = 0;
        const turn = () => { state.down = state.order === key ? !state.down : key === "amount"; state.order = key; state.money = 0; listMoney(false); };
        cell.addEventListener("click", turn);
        cell.addEventListener("keydown", (event) => event.key === "Enter" && turn());
      }
      head.append(cell);
    }
    const body = table.createTBody();
    for (const i of found.slice(state.money * PAGE, (state.money + 1) * PAGE)) {
      const row = body.insertRow();
      row.append(make("td", clock(money.at[i])), make("td", party(money.from[i])), make("td", party(money.to[i])), make("td", yuan(money.amount[i]), { class: "money" }));
      row.append(make("td", money.memos[money.memo[i]] ?? "—"), make("td", money.serial[i] ?? "—", { class: "code" }));
      row.append(make("td", money.file[i] === null ? "—" : `${money.files[money.file[i]]} ${w.line.replace("{n}", money.row[i])}`));
      row.title = `transfer-${money.id[i]}`;
    }
    pages(one("money-pages"), state.money, found.length, (to) => { state.money = to; listMoney(false); });
  };
  const day = (text) => (text ? Date.parse(`${text}T00:00:00+08:00`) : null);
  const read = () => {
    const until = day(one("until").value), least = one("least").valueAsNumber;
    Object.assign(state, { since: day(one("since").value), until: until === null ? null : until + DAY, least: Number.isNaN(least) ? null : Math.round(least * 100), money: 0 });
    listMoney();
  };
  for (const id of ["since", "until", "least"]) one(id).addEventListener("change", read);
  one("clear").addEventListener("click", () => {
    for (const id of ["since", "until", "least", "find"]) one(id).value = "";
    Object.assign(state, { words: "", near: null, thing: 0 });
    read();
    listThings();
  });

  // one thing

  const tell = (i) => {
    const thing = things[i], aside = one("about");
    aside.replaceChildren();
    const close = make("button", w.close, { type: "button", class: "close" });
    close.addEventListener("click", () => { aside.hidden = true; });
    aside.append(close, make("h2", thing.c), make("p", `${kinds[thing.k].label} · ${thing.id}`, { class: "note" }));
    const facts = make("dl", undefined, { class: "facts" });
    kinds[thing.k].columns.forEach((label, n) => thing.v[n] !== "—" && facts.append(make("dt", label), make("dd", thing.v[n])));
    aside.append(facts);
    for (const link of links) {
      for (let n = 0; n < link.a.length; n++) {
        if (link.a[n] !== i && link.b[n] !== i) continue;
        aside.append(make("p", `${named(link.a[n])} → ${link.label} → ${named(link.b[n])}`));
      }
    }
    const button = make("button", w.itsmoney, { type: "button" });
    button.addEventListener("click", () => { state.near = new Set([i, ...[...owner].filter(([, who]) => who === i).map(([account]) => account)]); state.words = ""; one("find").value = ""; read(); show("money"); aside.hidden = true; });
    aside.append(button);
    aside.hidden = false;
    for (const dot of document.querySelectorAll(".stage circle")) dot.classList.toggle("chosen", dot.dataset.id === thing.id);
  };

  // the board: moved and enlarged, nothing of it changed

  const at = new Map(things.map((thing, i) => [thing.id, i]));
  for (const svg of document.querySelectorAll(".stage svg")) {
    const box = svg.viewBox.baseVal;
    let from = null;
    svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      const by = event.deltaY > 0 ? 1.15 : 1 / 1.15, place = svg.getBoundingClientRect();
      const x = box.x + (box.width * (event.clientX - place.left)) / place.width, y = box.y + (box.height * (event.clientY - place.top)) / place.height;
      box.x = x - (x - box.x) * by;
      box.y = y - (y - box.y) * by;
      box.width *= by;
      box.height *= by;
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY, box.x, box.y]; });
    svg.addEventListener("pointermove", (event) => {
      if (!from) return;
      const scale = box.width / svg.getBoundingClientRect().width;
      box.x = from[2] - (event.clientX - from[0]) * scale;
      box.y = from[3] - (event.clientY - from[1]) * scale;
    });
    for (const end of ["pointerup", "pointerleave"]) svg.addEventListener(end, () => { from = null; });
    svg.addEventListener("click", (event) => {
      const i = at.get(event.target.dataset?.id);
      if (i !== undefined) tell(i);
    });
  }

  // search

  let wait;
  one("find").addEventListener("input", (event) => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      Object.assign(state, { words: event.target.value.toLowerCase(), thing: 0, money: 0, near: null });
      listThings();
      listMoney();
      if (one("report").classList.contains("shown") || one("graph").classList.contains("shown")) show("things");
    }, 150);
  });
  one("kind").append(make("option", w.all, { value: -1 }), ...kinds.map((kind, n) => make("option", kind.label, { value: n })));
  one("kind").addEventListener("change", (event) => { Object.assign(state, { kind: Number(event.target.value), thing: 0 }); listThings(); });
  document.documentElement.classList.add("scripted");
  show("report");
  listThings();
  listMoney();
})();
