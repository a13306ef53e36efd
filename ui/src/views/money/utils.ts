/** Figures of a group as its page shows them: totals by name, what a list leaves out, flows between layers as a picture takes them. */

export interface Named {
  id: string;
  kind: string;
  caption: string;
}
export const OWNERS = ["Account", "Person", "Enterprise"]; // kinds that have money

/** Of what is in a case or a finding: its accounts where it has some, for they are exact; else whoever may own accounts. */
export function moneyed(these: readonly (Named | null | undefined)[]): Named[] {
  const known = [...new Map(these.filter((one): one is Named => !!one && OWNERS.includes(one.kind)).map((one) => [one.id, one])).values()];
  const accounts = known.filter((one) => one.kind === "Account");
  return accounts.length ? accounts : known;
}

export type Sums = Record<string, number>;
/** Sums by name. `back`: principal and refunds, which both lower what is unpaid. */
export function sums(totals: readonly { name: string; amount: number }[]): Sums {
  const by = Object.fromEntries(totals.map((t) => [t.name, t.amount]));
  return { ...by, back: (by.principal ?? 0) + (by.refund ?? 0) };
}

export interface Shares {
  account: Named;
  shares: readonly { rule: string; amount: number }[];
}
const share = (of: readonly { rule: string; amount: number }[], rule: string) => of.find((s) => s.rule === rule)?.amount ?? 0;

/** Rows of the rules side by side: the first ones, what the others come to, the rule's total; a column without one does not add up. */
export function columns(held: readonly Shares[], totals: readonly { rule: string; amount: number }[], rules: readonly string[]) {
  const shown = held.map((h) => ({ account: h.account, fen: rules.map((r) => share(h.shares, r)) }));
  const total = rules.map((r) => totals.find((t) => t.rule === r)?.amount);
  const rest = total.map((all, i) => (all === undefined ? undefined : all - shown.reduce((sum, row) => sum + row.fen[i]!, 0)));
  return { shown, rest, total };
}

/** Whether every rule's column comes to the sum, but for those that taint whole balances or don't add up. */
export function agree(total: readonly (number | undefined)[], rules: readonly string[], amount: number): boolean {
  return rules.every((rule, i) => rule === "poison" || total[i] === undefined || total[i] === amount);
}

/** In which row the rules differ most, and by how much; poison is an upper bound and does not count. */
export function widest(rows: readonly { account: Named; fen: readonly number[] }[], rules: readonly string[]): { account: Named; fen: number } | undefined {
  let found: { account: Named; fen: number } | undefined;
  for (const row of rows) {
    const of = row.fen.filter((_, i) => rules[i] !== "poison");
    const spread = Math.max(...of) - Math.min(...of);
    if (spread > (found?.fen ?? 0)) found = { account: row.account, fen: spread };
  }
  return found;
}

export interface Placed {
  account: Named;
  owner?: Named | null;
  layer: number;
  role: string;
  received: number;
  fromBelow: number;
  passed: number;
  returned: number;
  resting: number;
}
export interface Flow {
  fromId: string;
  toId: string;
  sum: number;
  count: number;
}
export interface Node {
  id: string;
  layer: number;
  of?: Placed; // none: all participants
}
export interface Line {
  from: string;
  to: string;
  fen: number;
  count?: number; // none: not told
}
export interface Picture {
  nodes: Node[];
  lines: Line[];
  against: { count: number; fen: number }; // lines that go back or stay within a layer, which such a picture can't show
}
export const PEOPLE = "participants";

/** Accounts by layer and what went on from each: participants are one node, and pay into those whose money came from below. */
export function picture(placed: readonly Placed[], flows: readonly Flow[]): Picture {
  const inner = placed.filter((p) => p.layer > 0);
  const layer = new Map(inner.map((p) => [p.account.id, p.layer]));
  const lines: Line[] = inner.filter((p) => p.layer === 1 && p.fromBelow > 0).map((p) => ({ from: PEOPLE, to: p.account.id, fen: p.fromBelow }));
  const against = { count: 0, fen: 0 };
  for (const f of flows) {
    const [a, b] = [layer.get(f.fromId), layer.get(f.toId)];
    if (a === undefined || b === undefined || f.sum <= 0) continue;
    if (a < b) lines.push({ from: f.fromId, to: f.toId, fen: f.sum, count: f.count });
    else {
      against.count += f.count;
      against.fen += f.sum;
    }
  }
  const used = new Set(lines.flatMap((l) => [l.from, l.to]));
  const nodes: Node[] = inner.filter((p) => used.has(p.account.id)).map((p) => ({ id: p.account.id, layer: p.layer, of: p }));
  return { nodes: used.has(PEOPLE) ? [{ id: PEOPLE, layer: 0 }, ...nodes] : nodes, lines, against };
}

/** A day as the server reads it: in China. */
export const from = (day: string | null): string | null => (day ? `${day}T00:00:00+08:00` : null);
export const until = (day: string | null): string | null => (day ? `${day}T23:59:59+08:00` : null);
