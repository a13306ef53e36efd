/** What a column is to be: one of all that a column of such a table can be, or nothing. */
import { Select } from "antd";
import { useWords } from "../../core/words";
import type { Picked, Proposal, Role } from "./types";
import { words } from "./words";

interface Props {
  of: string; // the column
  proposal: Proposal;
  picked: Picked;
  setPicked: (picked: Picked) => void;
}
const NONE = "";

/** Whose a role is, as people say it: the own account's, the other's, the transfer's. */
export function useGroups(proposal: Proposal): (role: Pick<Role, "alias" | "ownerLabel">) => string {
  const w = useWords(words);
  const sides: Record<string, string> = { own: w.own_, other: w.other_, owner: w.owner_, other_owner: w.otherOwner_ };
  return ({ alias, ownerLabel }) => sides[alias] ?? ownerLabel ?? proposal.shape ?? w.personOrFirm;
}

/** What the server says of roles, with their names in place of their codes. */
export function useProblem(proposal: Proposal): string {
  const group = useGroups(proposal);
  const longest = [...proposal.roles].sort((a, b) => b.role.length - a.role.length); // `other_owner.id` before `owner.id`
  return longest.reduce((text, r) => text.replaceAll(r.role, `${group(r)} · ${r.label}`), proposal.problem ?? "");
}

export function RolePick({ of, proposal, picked, setPicked }: Props) {
  const w = useWords(words);
  const group = useGroups(proposal);
  const now = of in picked ? (picked[of] ?? NONE) : (proposal.columns.find((u) => u.column === of)?.role ?? NONE);
  const groups = new Map<string, Role[]>();
  for (const role of proposal.roles) groups.set(group(role), [...(groups.get(group(role)) ?? []), role]);
  const options = [
    { value: NONE, label: w.skip },
    ...[...groups].map(([label, roles]) => ({ label, title: label, options: roles.map((r) => ({ value: r.role, label: `${label} · ${r.label}` })) })),
  ];
  return (
    <Select
      size="small"
      className={now ? "imp-target" : "imp-target none"}
      aria-label={`${of} ${w.target}`}
      showSearch
      optionFilterProp="label"
      popupMatchSelectWidth={240}
      value={now}
      onChange={(to: string) => setPicked({ ...picked, [of]: to || null })}
      options={options}
    />
  );
}
