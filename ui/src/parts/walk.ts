/** Arrow keys walk the rows of a table: each row has one link marked `data-row`, which Enter opens. */
import type { KeyboardEvent } from "react";

const BY: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

export function walkRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a[data-row]")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const by = BY[event.key];
  if (!by || at < 0) return;
  event.preventDefault();
  links[at + by]?.focus();
}
