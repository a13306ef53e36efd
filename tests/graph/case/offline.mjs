// Opens a one-file HTML in headless Chromium with the network watched: `node offline.mjs UI FILE` says what was found as JSON.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [ui, file] = process.argv.slice(2);
const { chromium } = createRequire(pathToFileURL(join(ui, "package.json")))("playwright-core");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.setDefaultTimeout(120_000);
const found = { asked: [], refused: [], errors: [], dialogs: 0 };
page.on("requestfailed", (request) => found.refused.push(request.failure().errorText));
page.on("request", (request) => found.asked.push(request.url()));
page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
page.on("pageerror", (error) => found.errors.push(error.message));
page.on("dialog", async (dialog) => { found.dialogs++; await dialog.dismiss(); });

const rows = (id) => page.locator(`#${id} tbody tr`).allInnerTexts();
const count = (id) => page.locator(`#${id}-count`).innerText();
const open = (part) => page.click(`[data-part=${part}]`);

try {
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector(".scripted");
  found.headings = await page.locator("#report h2").allInnerTexts();
  found.footer = await page.locator("footer").innerText();
  await open("money");
  found.money = await rows("money-table");
  found.all = await count("money");
  await page.click("#money-table th[aria-sort] >> nth=1");
  found.largest = (await rows("money-table"))[0] ?? "";
  await page.fill("#since", "2024-03-02");
  await page.locator("#since").blur();
  found.since = await count("money");
  found.bars = await page.locator("#timeline rect").count();
  await page.click("#clear");
  await open("graph");
  const place = await page.locator(".stage circle").evaluateAll((all) => all.map((one) => [one.dataset.id, Number(one.getAttribute("cx")), Number(one.getAttribute("cy"))]));
  found.places = place;
  if (place.length) {
    await page.locator(".stage circle").nth(0).dispatchEvent("click");
    found.told = await page.locator("#about").innerText();
    await page.click("#about .close");
  }
  await page.fill("#find", process.env.FIND ?? "张三1");
  await page.waitForFunction(() => document.getElementById("things").classList.contains("shown"));
  found.things = await rows("things-table");
  if (found.things.length) {
    await page.click("#things-table tbody tr");
    await page.click("#about button:not(.close)");
    found.its = await count("money");
  }
  found.own = { asked: [...found.asked], errors: [...found.errors] };
  // somebody else's script gets nowhere: not as an element, not as an attribute, not by asking
  found.foreign = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.foreign = 1";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", '<img src="http://192.0.2.1/x.png" onerror="window.foreign = 2">');
    const fetched = await fetch("http://192.0.2.1/").then(() => true, () => false);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ran: window.foreign ?? 0, fetched };
  });
  found.scripts = await page.locator("script:not([type])").count();
  found.inside = await page.evaluate(() => ["iframe", "object", "embed", "link", "form", "video", "audio", "foreignObject"].filter((name) => document.querySelector(name)));
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
