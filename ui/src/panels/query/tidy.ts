/** A document as it is read: without the margin that it has in its source. */
export function tidy(text: string): string {
  const lines = text.replace(/\t/g, "  ").split("\n");
  while (lines.length && !lines[0]!.trim()) lines.shift();
  while (lines.length && !lines.at(-1)!.trim()) lines.pop();
  const [first = "", ...rest] = lines; // generated documents begin further in than they go on
  const margin = Math.min(...rest.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length));
  return [first.trim(), ...rest.map((line) => line.slice(margin).trimEnd())].join("\n");
}
