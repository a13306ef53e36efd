// The query desk: an editor, a result, and the schema from its own description. No library, nothing from elsewhere.
"use strict";

const $ = (id) => document.getElementById(id);
const say = document.body.dataset;
const query = $("query"), variables = $("variables"), answer = $("answer"), state = $("state");
const WORDS = /^(query|mutation|subscription|fragment|on|true|false|null)$/;
let types = null, trail = [], last = "";

// -- painting: the text under the caret is drawn by a <pre> below a transparent <textarea>

const made = (tag, text, kind) => {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (kind) node.className = kind;
  return node;
};

const GRAPHQL = /(#[^\n]*)|("(?:[^"\\\n]|\\.)*"?)|(\$\w+)|(-?\d[\w.]*)|([A-Za-z_]\w*)(\s*:)?|([^])/g;
const JSONTEXT = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|([^])/g;

function painted(text, pattern, kindOf) {
  const all = document.createDocumentFragment();
  let plain = "";
  for (const found of text.matchAll(pattern)) {
    const kind = kindOf(found);
    if (!kind) { plain += found[0]; continue; }
    if (plain) { all.append(plain); plain = ""; }
    all.append(made("span", found[0], kind));
  }
  all.append(plain);
  return all;
}

const graphqlKind = (f) =>
  f[1] ? "c-note" : f[2] ? "c-text" : f[3] ? "c-var" : f[4] ? "c-num" : f[6] ? "c-key" : f[5] && WORDS.test(f[5]) ? "c-word" : "";
const jsonKind = (f) => (f[2] ? (f[1] === '"errors"' ? "c-bad" : "c-key") : f[1] ? "c-text" : f[3] ? "c-num" : f[4] ? "c-word" : "");

function repaint() {
  const text = query.value;
  $("paint").replaceChildren(painted(text + "\n", GRAPHQL, graphqlKind));
  $("lines").textContent = Array.from({ length: text.split("\n").length }, (_, i) => i + 1).join("\n") + "\n";
  follow();
}

function follow() {
  $("paint").scrollTop = $("lines").scrollTop = query.scrollTop;
  $("paint").scrollLeft = query.scrollLeft;
}

// -- asking

async function post(body) {
  const reply = await fetch(say.endpoint, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "accept-language": say.lang, "x-csrf-token": document.querySelector("meta[name=csrf]").content },
    body: JSON.stringify(body),
  });
  const text = await reply.text();
  let said = null;
  try { said = JSON.parse(text); } catch { /* a refusal in plain words */ }
  return { status: reply.status, text, said };
}

function told(words, bad) {
  state.textContent = words;
  state.classList.toggle("bad", Boolean(bad));
}

function show(text, json) {
  last = text;
  answer.replaceChildren(json ? painted(text, JSONTEXT, jsonKind) : text);
  $("copy").disabled = $("save").disabled = !text;
}

async function run() {
  let given;
  try { given = JSON.parse(variables.value.trim() || "{}"); } catch { told(say.badjson, true); variables.focus(); return; }
  $("run").disabled = true;
  told(say.running);
  const begun = performance.now();
  try {
    const { status, text, said } = await post({ query: query.value, variables: given });
    const ms = Math.round(performance.now() - begun), failed = status >= 400 || Boolean(said && said.errors);
    told(`${status === 200 ? "" : status + " · "}${ms.toLocaleString()} ms · ${new Blob([text]).size.toLocaleString()} B${failed ? " · " + say.failed : ""}`, failed);
    show(said ? JSON.stringify(said, null, 2) : text, Boolean(said));
    if (status === 401) told(say.unsigned, true);
  } catch (error) {
    told(say.again, true);
    show(String(error), false);
  } finally {
    $("run").disabled = false;
  }
}

function choose(button) {
  for (const one of document.querySelectorAll("#examples button")) one.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  query.value = button.dataset.query;
  variables.value = button.dataset.variables;
  query.scrollTop = 0;
  repaint();
}

// -- the schema

const INTROSPECTION = `query { __schema { queryType { name } mutationType { name } subscriptionType { name }
  types { kind name description
    fields(includeDeprecated: true) { name description isDeprecated args { ...value } type { ...kind } }
    inputFields { ...value } interfaces { name } enumValues(includeDeprecated: true) { name description } possibleTypes { name } } } }
fragment value on __InputValue { name description defaultValue type { ...kind } }
fragment kind on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }`;

const core = (type) => (type.ofType ? core(type.ofType) : type.name);
const written = (type) => (type.kind === "NON_NULL" ? written(type.ofType) + "!" : type.kind === "LIST" ? `[${written(type.ofType)}]` : type.name);

function typed(type) {
  const whole = written(type), name = core(type), at = whole.indexOf(name), node = document.createDocumentFragment();
  node.append(whole.slice(0, at), linked(name), whole.slice(at + name.length));
  return node;
}

function linked(name) {
  const button = made("button", name);
  button.addEventListener("click", () => open_(name));
  return button;
}

// descriptions are written 中文 · English
const words = (text) => { const at = text.indexOf(" · "); return at < 0 ? text : say.lang === "zh" ? text.slice(0, at) : text.slice(at + 3); };

function field(one) {
  const box = made("div", undefined, "f"), code = made("code");
  code.append(made("b", one.name));
  if (one.type) code.append(": ", typed(one.type));
  if (one.args && one.args.length) {
    for (const arg of one.args) {
      const line = made("span", undefined, "args");
      line.append(`${arg.name}: `, typed(arg.type), arg.defaultValue && arg.defaultValue !== "null" ? ` = ${arg.defaultValue}` : "");
      line.title = words(arg.description || "");
      code.append(line);
    }
  }
  box.append(code);
  if (one.description) box.append(made("p", words(one.description)));
  if (one.isDeprecated) box.append(made("p", say.deprecated, "bad"));
  return box;
}

function open_(name) {
  trail.push(name);
  $("find").value = "";
  draw();
}

function draw() {
  const docs = $("docs"), asked = $("find").value.trim().toLowerCase(), name = trail[trail.length - 1];
  $("back").hidden = trail.length < 1;
  docs.replaceChildren();
  docs.scrollTop = 0;
  if (!types) { docs.append(made("p", say.noschema)); return; }
  if (asked) return found(docs, asked);
  const type = types.get(name);
  if (!type) return roots(docs);
  docs.append(made("h3", type.name));
  if (type.description) docs.append(made("p", words(type.description)));
  for (const [key, list] of [["interfaces", type.interfaces], ["possibleTypes", type.possibleTypes]]) {
    if (list && list.length) { const p = made("p", key === "interfaces" ? "implements " : ""); list.forEach((t, i) => p.append(i ? " | " : "", linked(t.name))); docs.append(p); }
  }
  for (const one of type.fields || type.inputFields || type.enumValues || []) docs.append(field(one));
}

function roots(docs) {
  for (const name of types.roots) { docs.append(made("h4", name)); for (const one of types.get(name).fields) docs.append(field(one)); }
  docs.append(made("h4", say.types));
  for (const type of types.values()) if (!type.name.startsWith("__") && !types.roots.includes(type.name)) { const box = made("div", undefined, "f"), code = made("code"); code.append(linked(type.name)); box.append(code); docs.append(box); }
}

function found(docs, asked) {
  let left = 200;
  for (const type of types.values()) {
    if (type.name.startsWith("__")) continue;
    const hits = (type.fields || type.inputFields || type.enumValues || []).filter((f) => `${f.name} ${f.description || ""}`.toLowerCase().includes(asked));
    if (!hits.length && !type.name.toLowerCase().includes(asked)) continue;
    const head = made("h4"); head.append(linked(type.name)); docs.append(head);
    for (const one of hits) if (left-- > 0) docs.append(field(one));
  }
  if (!docs.childNodes.length) docs.append(made("p", say.nothing));
}

async function describe() {
  try {
    const { said } = await post({ query: INTROSPECTION });
    const s = said && said.data && said.data.__schema;
    if (s) {
      types = new Map(s.types.map((t) => [t.name, t]));
      types.roots = [s.queryType, s.mutationType, s.subscriptionType].filter(Boolean).map((t) => t.name);
    }
  } catch { /* said below */ }
  draw();
}

// -- wiring

$("run").addEventListener("click", run);
for (const box of [query, variables]) {
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
}
query.addEventListener("input", repaint);
query.addEventListener("scroll", follow);
for (const button of document.querySelectorAll("#examples button")) button.addEventListener("click", () => choose(button));
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => {
    for (const one of document.querySelectorAll("[role=tab]")) {
      one.setAttribute("aria-selected", String(one === tab));
      $(one.getAttribute("aria-controls")).hidden = one !== tab;
    }
    if (tab.id === "tab-schema" && !types) describe();
  });
}
$("find").addEventListener("input", draw);
$("back").addEventListener("click", () => { trail.pop(); draw(); });
$("copy").addEventListener("click", async () => { await navigator.clipboard.writeText(last); told(say.copied); });
$("save").addEventListener("click", () => {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([last], { type: "application/json" }));
  link.download = "jinying.json";
  link.click();
  URL.revokeObjectURL(link.href);
});
const first = document.querySelector("#examples button");
if (first) choose(first); else repaint();
