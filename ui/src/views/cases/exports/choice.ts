/** What was chosen to go out, and the parameters of the job that makes it. */
export interface Choice {
  scope: "whole" | "seen";
  view?: string;
  formats: readonly string[];
}

/** Parameters of the job; `note`: the comment that says why in the clear. A view that is not seen is left out. */
export function asked(id: string, choice: Choice, note?: number): Record<string, unknown> {
  const seen = choice.scope === "seen" && choice.view ? { view: choice.view, seen: true } : {};
  return { case: id, formats: [...choice.formats], ...seen, ...(note !== undefined && { note }) };
}
