// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { said, type Names } from "./said";
import { words } from "./words";

const names: Names = { w: words.zh, lang: "zh", kind: (k) => ({ Contract: "合同" })[k] ?? k, link: (l) => ({ OWNS: "持有" })[l] ?? l };

test.each([
  [{ sort: "time", since: "2026-03-01T16:00:00Z", until: "2026-08-30T16:00:00Z" } as const, "时间 2026-03-02 至 08-30"],
  [{ sort: "time", since: "2025-03-01T16:00:00Z", until: "2026-08-30T16:00:00Z" } as const, "时间 2025-03-02 至 2026-08-30"],
  [{ sort: "time", since: "2025-03-01T16:00:00Z", until: "2025-03-02T16:00:00Z" } as const, "时间 2025-03-02"],
  [{ sort: "amount", least: 1_000_000 } as const, "金额 ≥ 1 万"],
  [{ sort: "core", least: 2 } as const, "k 核 ≥ 2"],
  [{ sort: "grades", keep: ["RED" as const, "AMBER" as const] } as const, "预警等级 红 · 橙"],
  [{ sort: "text", text: "鑫" } as const, "名称含“鑫”"],
  [{ sort: "kinds", hide: ["Contract"] } as const, "不显示 合同"],
  [{ sort: "regions", keep: ["甲", "乙", "丙", "丁"] } as const, "地区 甲 · 乙 · 丙等 4 项"],
])("a filter is said as people read it", (filter, wanted) => {
  expect(said(filter as never, names)).toBe(wanted);
});
