/** What a board begins with: an entity's or a group's money by layer, a finding, a case, a saved view. */
import { ask, type AskError } from "../../core/api";
import type { BoardLineFragment, BoardThingFragment } from "../../core/api/gql/graphql";
import type { Arriving } from "../../core/board/acts";
import type { Board, Grade, Layer, Line } from "../../core/board/types";
import { degrees } from "../../core/board/visible";
import { Among, Counts, Expand, OneCase, OneFinding, PlacedAccounts, Seeds } from "./asks";

export const ALONE = 5; // accounts of a layer that stand alone; its others are one group, which opens
export const PARTIES = 14; // parties that stand alone in the lane beneath; so many fit beside one another
const ACCOUNTS = 300;
const BESIDE = 24; // of an entity's other neighbours, where it is alone on the board
const COUNTED = 100; // entities of which the hidden neighbours are asked at once

export interface Start {
  title: string;
  number: string; // of the case that it is; else empty
  things: Arriving[];
  lines: Line[];
  layers: Layer[];
  folds: Fold[];
  left: number; // accounts that are not on the board
  group: string[]; // whose money it is
}
/** Things that begin as one group. */
export interface Fold {
  layer: number;
  role: string;
  ids: string[];
}
export interface Address {
  seed: string[];
  finding: string | null;
  case: string | null;
  view: string | null;
}

export const addressOf = (search: string): Address => {
  const asked = new URLSearchParams(search);
  return { seed: (asked.get("seed") ?? "").split(",").filter(Boolean), finding: asked.get("finding"), case: asked.get("case"), view: asked.get("view") };
};

export const arriving = (e: BoardThingFragment): Arriving => ({ id: e.id, kind: e.kind, caption: e.caption, grade: e.risk?.grade ?? "NONE", region: ("region" in e && e.region) || null });

const MONEY = new Set(["FLOW", "TRANSFER", "WITHDRAW", "DEPOSITS", "REPAYS", "BIDS"]);
export function lineOf(l: BoardLineFragment): Line {
  const one = l as BoardLineFragment & { count?: number; sum?: number; first?: string; last?: string; amount?: number; at?: string };
  return {
    id: l.id, type: l.type, from: l.fromId, to: l.toId, count: one.count ?? 1, sum: one.sum ?? one.amount ?? null,
    first: one.first ?? one.at ?? null, last: one.last ?? one.at ?? null, money: MONEY.has(l.type),
  };
}

/** A group's money by layer, with who owns the accounts and what stands beside the seeds. */
async function around(seeds: Arriving[], title: string, signal?: AbortSignal): Promise<Start> {
  const group = seeds.map((s) => s.id);
  const things = new Map(seeds.map((s) => [s.id, s]));
  const { layers, accounts } = await placed(group, signal);
  const owner = new Map<string, Arriving>();
  for (const p of accounts) {
    const holder = p.owner && arriving(p.owner);
    things.set(p.account.id, { ...arriving(p.account), region: holder?.region ?? null, layer: p.layer, role: p.role });
    if (holder) owner.set(p.account.id, holder);
  }
  if (seeds.length <= 3)
    for (const seed of seeds) {
      const { expand } = await ask(Expand, { id: seed.id, order: "AMOUNT", first: BESIDE }, signal);
      for (const e of expand?.entities ?? []) if (!things.has(e.id)) things.set(e.id, arriving(e));
    }
  const owners = [...owner.values()].map((party) => party.id);
  const { among } = await ask(Among, { ids: [...new Set([...things.keys(), ...owners])] }, signal);
  const all = among.links.map(lineOf);
  const here = () => all.filter((l) => things.has(l.from) && things.has(l.to));
  const folds = folding([...things.values()], here());
  const folded = new Set(folds.flatMap((f) => f.ids));
  for (const [account, party] of owner) if (!folded.has(account) && things.get(account)!.layer !== 0 && !things.has(party.id)) things.set(party.id, party);
  const lines = here();
  for (const e of among.entities) if (things.has(e.id)) things.set(e.id, { ...things.get(e.id)!, grade: e.risk?.grade ?? "NONE" });
  await counted(things, lines, signal);
  const rest = spare([...things.values()], lines, new Set(group));
  if (rest.length > 1) folds.push({ layer: -1, role: "", ids: rest });
  return { title, number: "", things: [...things.values()], lines, layers: layers.totals, folds, left: layers.accounts.total - accounts.length, group };
}

/** Accounts of all layers: where there are more than the board takes, of each layer those that received most. */
async function placed(group: readonly string[], signal?: AbortSignal) {
  const one = async (more: { layer?: number; first: number }) => (await ask(PlacedAccounts, { group: [...group], ...more }, signal)).layers;
  const layers = await one({ first: ACCOUNTS }).catch((error: AskError) => {
    if (error.forbidden) return null; // who may read and not analyse sees what is linked
    throw error;
  });
  if (!layers) return { layers: { totals: [], accounts: { total: 0 } }, accounts: [] };
  const { nodes, total } = layers.accounts;
  if (nodes.length >= total) return { layers, accounts: nodes };
  const most = shared(layers.totals.map((t) => t.accounts), ACCOUNTS);
  const parts = await Promise.all(
    layers.totals.map(async ({ layer, accounts }) => {
      const wanted = Math.min(accounts, most);
      const here = nodes.filter((n) => n.layer === layer).slice(0, wanted);
      return here.length === wanted ? here : (await one({ layer, first: wanted })).accounts.nodes;
    }),
  );
  return { layers, accounts: parts.flat() };
}

/** How many each may have at most, so that together they have no more than there is room for. */
export function shared(wanted: readonly number[], room: number): number {
  let [left, parts] = [room, wanted.length];
  for (const n of [...wanted].sort((a, b) => a - b)) {
    if (n * parts > left) return Math.max(1, Math.floor(left / parts));
    [left, parts] = [left - n, parts - 1];
  }
  return room;
}

/** How many neighbours of each are not on the board, counted as an expansion counts them: by sort of line and direction. */
export async function counted(things: Map<string, Arriving>, lines: readonly Line[], signal?: AbortSignal): Promise<void> {
  const shown = new Map<string, Set<string>>();
  for (const l of lines) {
    const sort = l.type === "FLOW" ? "TRANSFER" : l.type;
    for (const [a, b, way] of [[l.from, l.to, ">"], [l.to, l.from, "<"]] as const) shown.set(a, (shown.get(a) ?? new Set()).add(`${sort}${way}${b}`));
  }
  const ids = [...things.keys()];
  for (let i = 0; i < ids.length; i += COUNTED) {
    const { entitiesById } = await ask(Counts, { ids: ids.slice(i, i + COUNTED) }, signal);
    for (const e of entitiesById) {
      const all = e.neighbourCounts.reduce((sum, c) => sum + c.others, 0);
      things.set(e.id, { ...things.get(e.id)!, more: Math.max(0, all - (shown.get(e.id)?.size ?? 0)) });
    }
  }
}

/** What most of them are called. */
export function usual(roles: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? "";
}

/** The accounts of a layer that moved most stand alone, its others are one group: what is read first is few. */
export function folding(things: readonly Arriving[], lines: readonly Line[]): Fold[] {
  const moved = new Map<string, number>();
  for (const l of lines) if (l.money) for (const end of [l.from, l.to]) moved.set(end, (moved.get(end) ?? 0) + (l.sum ?? 0));
  const columns = new Map<number, Arriving[]>();
  for (const t of things) if (t.layer != null) columns.set(t.layer, [...(columns.get(t.layer) ?? []), t]);
  return [...columns].flatMap(([layer, column]) => {
    column.sort((a, b) => (moved.get(b.id) ?? 0) - (moved.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
    const rest = column.slice(ALONE);
    return rest.length > 1 ? [{ layer, role: usual(column.map((t) => t.role ?? "")), ids: rest.map((t) => t.id) }] : [];
  });
}

/** Parties beside the money that don't stand alone: neither asked for nor graded highest nor with most lines. */
function spare(things: readonly Arriving[], lines: readonly Line[], asked: ReadonlySet<string>): string[] {
  if (!things.some((t) => t.layer != null)) return [];
  const rank: Record<Grade, number> = { RED: 3, AMBER: 2, YELLOW: 1, NONE: 0 };
  const degree = degrees(lines);
  const parties = things.filter((t) => t.layer == null);
  parties.sort((a, b) => Number(asked.has(b.id)) - Number(asked.has(a.id)) || rank[b.grade] - rank[a.grade] || (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  return parties.slice(PARTIES - 1).map((t) => t.id);
}

export async function start(address: Address, signal?: AbortSignal): Promise<Start | null> {
  if (address.finding) {
    const { finding } = await ask(OneFinding, { id: address.finding }, signal);
    if (!finding) return null;
    return around(finding.subjects.flatMap((s) => (s.entity ? [{ ...arriving(s.entity), role: s.role }] : [])), finding.detector.label, signal);
  }
  if (address.case) {
    const { case: file } = await ask(OneCase, { id: address.case }, signal);
    const found = file.things.nodes.flatMap((t) => [...(t.entity ? [t.entity] : []), ...(t.finding?.subjects ?? []).flatMap((s) => s.entity ?? [])]);
    const seeds = [...new Map(found.map((e) => [e.id, arriving(e)])).values()];
    return seeds.length ? { ...(await around(seeds, file.title, signal)), number: file.number } : { title: file.title, number: file.number, things: [], lines: [], layers: [], folds: [], left: 0, group: [] };
  }
  if (!address.seed.length) return null;
  const { entitiesById } = await ask(Seeds, { ids: address.seed }, signal);
  return entitiesById.length ? around(entitiesById.map(arriving), entitiesById[0]!.caption, signal) : null;
}

/** What a saved view holds. */
export interface Saved {
  form: 1;
  board: Board;
  selection: string[];
  camera: { x: number; y: number; zoom: number } | null;
  seen?: string[]; // things and lines that the filters leave: what an export of this view holds
}
