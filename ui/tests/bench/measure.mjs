/** Opens a page in Chromium, does steps one after the other and tells for each the CPU seconds of the whole browser, user and system:
 *  node measure.mjs '{"dist": FOLDER, "steps": [{"name": "first", "call": ["first"], "wait": 0.2}, …], "prepare": ["ours", "board", 100, 250]}' */
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const NOTHING = JSON.stringify({ data: { ontology: { kinds: [], links: [] } } }); // the board asks for the names of links
const { dist, prepare, steps, size = [1280, 800], home } = JSON.parse(process.argv[2]);

/** Processes below this one: Chromium and all that it started. */
function browser() {
  const below = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1).split(" ")[1]);
      below.set(parent, [...(below.get(parent) ?? []), Number(name)]);
    } catch {
      // it has ended since
    }
  }
  const found = [...(below.get(process.pid) ?? [])];
  for (const one of found) found.push(...(below.get(one) ?? []));
  return found;
}

/** CPU seconds of all their threads so far. Threads have nanoseconds in schedstat; stat alone has hundredths, which is too coarse for a frame. */
function cpu() {
  let sum = 0;
  for (const pid of browser())
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) sum += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e9;
    } catch {
      // it has ended since
    }
  return sum;
}

/** The largest resident size that one of them had, bytes. */
const peak = () =>
  Math.max(
    ...browser().map((pid) => {
      try {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
      } catch {
        return 0;
      }
    }),
  );

function served() {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, "http://here");
    if (pathname.startsWith("/api/")) return void answer.writeHead(200, { "content-type": "application/json" }).end(NOTHING);
    const file = join(dist, pathname === "/" ? "index.html" : pathname);
    if (!existsSync(file)) return void answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function spent(work) {
  const [before, begun] = [cpu(), performance.now()];
  await work();
  return { cpu: cpu() - before, wall: (performance.now() - begun) / 1000 };
}

/** The bench's own page, step by step. */
async function stepped(page) {
  const server = await served();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate((wanted) => window.bench.prepare(...wanted), prepare);
  await pause(0.5);
  const told = {};
  for (const { name, call, wait = 0.1 } of steps)
    told[name] = await spent(async () => {
      await page.evaluate(([what, ...values]) => window.bench[what](...values), call);
      await pause(wait);
    });
  server.close();
  return told;
}

/** The product's home page by a real server: from asking for it to nothing more being asked or waited for. */
async function homed(page, context) {
  const answer = await context.request.post(`${home.url}/api/signin`, { data: { name: home.name, password: home.secret } });
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()}`);
  await pause(0.5);
  const first = await spent(async () => {
    await page.goto(`${home.url}/`);
    await page.waitForFunction(() => document.querySelector("main, #page > *") && !document.querySelector(".skeleton, .ant-spin-spinning"), undefined, { timeout: 60_000 });
    await page.waitForLoadState("networkidle");
  });
  const words = await page.evaluate(() => document.body.innerText.length);
  return { home: { ...first, words } };
}

const folder = mkdtempSync(join(tmpdir(), "jinying-bench-browser-"));
const context = await chromium.launchPersistentContext(folder, { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS, viewport: { width: size[0], height: size[1] }, locale: "zh-CN" });
try {
  const page = context.pages()[0] ?? (await context.newPage());
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
  const told = await (home ? homed(page, context) : stepped(page));
  const picture = process.env.PICTURE;
  if (picture) await page.screenshot({ path: picture });
  process.stdout.write(`${JSON.stringify({ steps: told, peak: peak(), wrong, version: context.browser()?.version() ?? "" })}\n`);
} finally {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
}
