/** Every page in both themes: nothing serious for axe, no fault, nothing refused by the policy, nothing asked of other machines. */
import { beforeAll, describe, expect, test } from "vitest";
import { wrongs } from "./axe";
import { pages } from "./pages.mjs";
import { reached, server, settled, subject, visit, type Subject } from "./visit.mjs";

let of: Subject;
beforeAll(async () => {
  of = await subject();
});
const NAMES = pages({ finding: "", entity: "", caption: "", case: "" }).map(([name]) => name);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test("all pages", async () => {
    await visit({ ...server, theme }, async (page, context) => {
      const asked = reached(context);
      const faults: string[] = [];
      let at = "";
      page.on("pageerror", (e) => faults.push(`${at}: ${e.message}`));
      page.on("console", (m) => m.type() === "error" && faults.push(`${at}: ${m.text()}`));
      const found = pages(of);
      expect(found.map(([name]) => name)).toEqual(NAMES);
      for (const [name, path] of found) {
        at = name;
        await page.goto(server.base + path);
        await settled(page);
        faults.push(...(await wrongs(page)).map((w) => `${name}: ${w}`));
      }
      expect(faults).toEqual([]);
      expect(asked()).toEqual([]);
    });
  });
});
