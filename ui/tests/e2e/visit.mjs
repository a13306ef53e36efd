/** A signed-in browser for tests and pictures: Debian's Chromium, a context of its own, nothing asked of other machines. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];

/** How long a browser may take for one step, ms: the machine may be busy with other tests. */
export const PATIENCE = 120_000;

/** `visit({base, name, password}, async (page, context) => …)`; `size`, `theme`, `lang`, `flags` as wished. */
export async function visit({ base, name, password, size = [1280, 800], theme = "light", lang = "zh", flags = [] }, work) {
  const folder = mkdtempSync(join(tmpdir(), "jinying-browser-"));
  const context = await chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, headless: true, args: [...FLAGS, ...flags], viewport: { width: size[0], height: size[1] }, locale: lang === "zh" ? "zh-CN" : "en-GB", timezoneId: "Asia/Shanghai" });
  context.setDefaultTimeout(PATIENCE);
  try {
    await context.addInitScript(([l, t]) => {
      localStorage.setItem("jinying.lang", l);
      localStorage.setItem("jinying.theme", t);
    }, [lang, theme]);
    const answer = await context.request.post(`${base}/api/signin`, { data: { name, password } });
    if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
    const page = context.pages()[0] ?? (await context.newPage());
    return await work(page, context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wait until nothing is asked any more and what was asked is drawn. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => !document.querySelector(".skeleton, .ant-spin-spinning"), undefined, { timeout: 30_000 }).catch(() => undefined);
  await page.waitForTimeout(250);
}

/** To a page as a link leads there: nothing is loaded anew. By way of the page of help, so that what is looked at next is not
 *  what was there before. */
export async function walk(page, path) {
  const go = (to) => page.evaluate((where) => {
    history.pushState({}, "", where);
    dispatchEvent(new PopStateEvent("popstate"));
  }, to);
  await go("/help");
  await page.locator("main .help").waitFor();
  await go(path);
  if (path !== "/help") await page.locator("main .help").waitFor({ state: "detached" });
}

/** Where the server is, and as whom one comes: tests/test_page.py says. */
const { JINYING_URL = "http://127.0.0.1:8471", JINYING_NAME = "", JINYING_SECRET = "" } = process.env;
export const server = { base: JINYING_URL.replace(/\/$/, ""), name: JINYING_NAME, password: JINYING_SECRET };

/** Watches what a page asks; gives what it asked of other machines. */
export function reached(context) {
  const asked = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.origin !== server.base) asked.push(request.url());
  });
  return () => asked;
}

/** One GraphQL operation as whoever is signed in there. */
export async function ask(context, query, variables = {}) {
  const me = await (await context.request.get(`${server.base}/api/me`)).json();
  const answer = await context.request.post(`${server.base}/api/graphql`, { data: { query, variables }, headers: { "x-csrf-token": me.csrf } });
  const body = await answer.json();
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return body.data;
}

/** How to sign in as somebody who has one role alone; the first who asks signs them up. */
export async function somebody(role) {
  const [name, first, password] = [`e2e-${role}`, "given to e2e first", "chosen by e2e then"];
  const post = (context, path, data, headers = {}) => context.request.post(server.base + path, { data, headers });
  await visit(server, async (_, context) => {
    const users = (await ask(context, "{ users { name } }")).users;
    if (users.some((one) => one.name === name)) return;
    await ask(context, "mutation($n: String!, $p: String!, $r: [String!]!) { addUser(name: $n, password: $p, roles: $r) { name } }", { n: name, p: first, r: [role] });
    await context.clearCookies();
    await post(context, "/api/signin", { name, password: first });
    const { csrf } = await (await context.request.get(`${server.base}/api/me`)).json();
    await post(context, "/api/password", { old: first, new: password }, { "x-csrf-token": csrf });
  });
  return { ...server, name, password };
}

/** What is looked at: a finding about money with its enterprise, and a case of one's own with that in it. */
export async function subject(title = "e2e", why = title) {
  return visit(server, async (_, context) => {
    let finding;
    for (const detectors of [["new-pays-old"], ["fund-pool", "core-members"], ["ring"]]) {
      finding ??= (await ask(context, "query($d: [String!]) { findings(detectors: $d, first: 1) { nodes { id subjects { id kind } } } }", { d: detectors })).findings.nodes[0];
    }
    const { alerts } = (await ask(context, "{ alerts(first: 1) { alerts { nodes { entity { id caption } } } } }")).alerts;
    const { cases } = await ask(context, 'query($t: String!) { cases(mine: true, text: $t, first: 1) { nodes { id } } }', { t: title });
    const file = cases.nodes[0] ?? (await ask(context, 'mutation($t: String!, $w: String!, $c: String!) { openCase(title: $t, cause: $w, suspected: $c) { id } }', { t: title, w: why, c: (await ask(context, "{ caseClasses }")).caseClasses[0] })).openCase;
    await ask(context, 'mutation($id: ID!, $w: String!, $t: [ID!]!) { addToCase(id: $id, things: $t, reason: $w) { changed } }', { id: file.id, w: why, t: [alerts.nodes[0].entity.id, finding.id] });
    return { finding: finding.id, entity: alerts.nodes[0].entity.id, caption: alerts.nodes[0].entity.caption, case: file.id };
  });
}
