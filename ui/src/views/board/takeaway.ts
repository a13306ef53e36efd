/** What leaves the board as a file: what one sees, with the filters in force said in it. */
import { save } from "../../core/api";
import { svg } from "../../core/board/svg";
import type { Drawn } from "../../core/board/visible";
import { csv } from "../../core/figures/csv";
import { minute, shortMoney, yuan } from "../../core/figures";
import { token } from "../../core/look";
import type { Lang } from "../../core/words";
import { stage } from "./stage";
import type { BoardWords } from "./words";

interface Of {
  drawn: Drawn;
  title: string;
  caseNumber: string;
  w: BoardWords;
  lang: Lang;
  kind: (name: string) => string;
  link: (name: string) => string;
}
const named = (title: string, end: string) => `${title.replace(/[\\/:*?"<>|\s]+/g, "_") || "board"}-${minute(Date.now()).replace(/[-: ]/g, "")}.${end}`;

export function drawing({ drawn, title, caseNumber, w, lang, kind, link }: Of): string {
  const kinds = new Map<string, number>();
  for (const t of drawn.things) kinds.set(t.kind, (kinds.get(t.kind) ?? 0) + Math.max(1, t.members.length));
  const hides = drawn.hidden.things || drawn.hidden.lines ? [w.hides(drawn.hidden.things, drawn.hidden.lines)] : [];
  const caption = {
    title,
    lines: [`${w.madeAt} ${minute(Date.now())} UTC+8`, ...(caseNumber ? [`${w.caseNo} ${caseNumber}`] : []), ...hides, w.leadNote],
    legend: [...kinds].map(([name, count]) => ({ kind: name, label: kind(name), count })),
    label: (l: Drawn["lines"][number]) => (l.money && l.sum != null ? shortMoney(l.sum, lang) : drawn.lines.length < 80 ? link(l.type) : ""),
  };
  return svg(drawn, caption, token, getComputedStyle(document.body).fontFamily);
}

export function saveSvg(of: Of): void {
  save(new Blob([drawing(of)], { type: "image/svg+xml" }), named(of.title, "svg"));
}

/** The SVG painted, at twice its size, so that the picture has legend, time and case number too. */
export async function savePng(of: Of): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(drawing(of))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) save(blob, named(of.title, "png"));
}

export function saveThings({ drawn, title, w, kind }: Of): void {
  const rows = drawn.things.map((t) => [t.id, kind(t.kind), t.caption, t.grade, t.layer, t.marks.join(" "), t.note]);
  save(csv([["id", w.kindCol, w.name, w.gradeCol, w.layerCol, w.marks, w.noteCol], ...rows]), named(title, "csv"));
}

export function saveLines({ drawn, title, w, link }: Of): void {
  const caption = new Map(drawn.things.map((t) => [t.id, t.caption]));
  const rows = drawn.lines.map((l) => [l.id, link(l.type), l.from, caption.get(l.from) ?? "", l.to, caption.get(l.to) ?? "", l.count, l.sum == null ? null : yuan(l.sum).replaceAll(",", ""), l.first, l.last]);
  save(csv([["id", w.type, "from", w.from, "to", w.to, w.count, w.sum, w.first, w.last], ...rows]), named(title, "csv"));
}

export const centre = (id: string): void => {
  const { cy } = stage;
  const one = cy?.getElementById(id);
  if (cy && one?.nonempty()) cy.animate({ center: { eles: one }, duration: 120 });
};
