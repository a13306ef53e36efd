/** What a page can show beside how it opens: after an act, as somebody else, or where the server does not do its part. */

const drawn = (page) => page.waitForFunction(() => window.board?.nodes().length, undefined, { timeout: 60_000 });
const most = () => window.board.nodes("[id ^= 'acc-']").max((n) => n.data("more")).ele;
const chosen = (page, what) => page.evaluate(typeof what === "string" ? `void (${what})` : `void (${what})()`); // what it gives is the graph whole
const key = (name) => async (page) => {
  await page.getByTestId("canvas").focus();
  await page.keyboard.press(name);
};

/** Acts on the board of a finding. */
const BOARD = {
  line: (page) => chosen(page, () => window.board.edges(".money").filter((e) => !e.id().includes(" "))[3].select()),
  expand: async (page) => {
    await chosen(page, `(${most})().select()`);
    await page.waitForTimeout(300);
    await page.keyboard.press("e");
  },
  thing: (page) => chosen(page, `(${most})().select()`),
  several: (page) => chosen(page, () => window.board.nodes().slice(0, 6).select()),
  near: (page) => chosen(page, `window.board.zoom(1.2), window.board.center((${most})())`),
  afar: (page) => chosen(page, () => window.board.viewport({ zoom: 0.3, pan: { x: 40, y: 60 } })),
  table: (page) => page.locator(".board-tools .ant-segmented-item").nth(1).click(),
  pattern: (page) => page.locator(".board-tools .iconbutton").nth(-3).click(),
  query: (page) => page.locator(".board-tools .iconbutton").nth(-2).click(),
  save: (page) => page.locator(".board-tools .ant-btn-primary").click(),
  views: (page) => page.locator(".board-tools .iconbutton").nth(-1).click(),
  filter: (page) => page.locator(".board-filters button").last().click(),
  mark: async (page) => {
    await chosen(page, () => window.board.nodes().slice(0, 2).select());
    await key("m")(page);
  },
  path: async (page) => {
    await chosen(page, () => window.board.nodes("[id ^= 'acc-']").slice(0, 2).select());
    await page.waitForTimeout(300);
    await key("p")(page);
  },
  keys: key("?"),
  ...Object.fromEntries(["force", "hierarchy", "radial", "circle", "time", "region"].map((name, i) => [name, async (page) => {
    await page.locator(".board-tools .ant-select").first().click();
    await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").nth(i + 1).click();
    await page.waitForTimeout(3000);
  }])),
};

/** name, path, what is done there. */
export const shown = (of) => [
  ...Object.entries(BOARD).map(([name, act]) => [`board-${name}`, `/board?finding=${of.finding}&shot=${name}`, async (page) => {
    await drawn(page); // an address of its own, or what was done there before is taken up
    await act(page);
  }]),
  ["board-entity", `/board?seed=${of.entity}`, drawn],
  ["board-gone", "/board?seed=acc-00000000000000000000"],
  ["finding-law", `/findings?open=${of.finding}`, (page) => page.locator("#exp-law").click()],
  ["money-empty", "/money"],
  ["search-none", "/search?q=没有这样的名字xyz"],
  ["entity-gone", "/entity/ent-00000000000000000000"],
  ["case-gone", "/cases/case-00000000"],
  ["findings-none", "/findings?state=dismissed"],
  ["notices", "/help", (page) => page.locator(".notices-bell").click()],
  ...["users", "tokens", "jobs", "audit", "ontology", "state"].map((one) => [`admin-${one}`, `/admin/${one}`]),
];

/** How the server is: what each page shows then. */
export const TROUBLES = {
  loading: (page) => page.route("**/api/graphql", () => undefined),
  failed: (page) => page.route("**/api/graphql", (route) => route.fulfill({ status: 503, contentType: "application/json", body: JSON.stringify({ data: null, errors: [{ message: "图引擎没有应答。请稍后再试", extensions: { retryAfter: 5 } }] }) })),
  away: (page) => page.route("**/api/graphql", (route) => route.abort("connectionrefused")),
};
/** Roles that see least, each another part. */
export const ROLES = ["auditor", "intake"];
