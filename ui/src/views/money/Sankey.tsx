/** Flows between layers, drawn. */
import { useCallback, useSyncExternalStore } from "react";
import { exact, shortMoney } from "../../core/figures";
import { useLang, useWords, type Lang, type Words } from "../../core/words";
import { Chart, type Option } from "../../parts";
import { PEOPLE, type Node, type Picture } from "./utils";
import { words } from "./words";

type W = (typeof words)["zh"];
const LABELS = 116; // px at the right for the last layer's names
const WIDE = "(min-width: 1600px)";

export function Sankey({ of, last, label }: { of: Picture; last: number; label: string }) {
  const w = useWords(words);
  const lang = useLang((s) => s.lang);
  const wide = useSyncExternalStore(seen, () => matchMedia(WIDE).matches);
  const option = useCallback((t: (name: string) => string) => drawnSo(of, last, w, lang, t), [of, last, w, lang]);
  return <Chart label={label} height={wide ? 380 : 264} of={option} />;
}
function seen(changed: () => void) {
  const query = matchMedia(WIDE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

const called = (n: Node, w: W) => (n.of ? n.of.account.caption : w.people);

function drawnSo(of: Picture, last: number, w: Words<W>, lang: Lang, t: (name: string) => string): Option {
  const by = new Map(of.nodes.map((n) => [n.id, n]));
  const out = (id: string) => of.lines.filter((l) => l.from === id).reduce((sum, l) => sum + l.fen, 0);
  const size = (n: Node) => n.of?.received ?? out(PEOPLE);
  const tip = (p: { dataType?: string; data: { name?: string; source?: string; target?: string; fen?: number; count?: number } }) => {
    if (p.dataType === "edge") {
      const { source = "", target = "", fen = 0, count } = p.data;
      return `${called(by.get(source)!, w)} → ${called(by.get(target)!, w)}\n${exact(fen)}${count ? ` · ${w.transfers(count)}` : ""}`;
    }
    const n = by.get(p.data.name ?? "");
    if (!n) return "";
    if (!n.of) return `${w.people}\n${exact(out(PEOPLE))}`;
    const lines = [`${n.of.account.caption}  ${n.of.owner?.caption ?? ""}`, `${w.role} ${n.of.role}`, `${w.received} ${exact(n.of.received)}`, `${w.passed} ${exact(n.of.passed)}`, `${w.returned} ${exact(n.of.returned)}`, `${w.resting} ${exact(n.of.resting)}`];
    return lines.join("\n");
  };
  return {
    tooltip: { trigger: "item", formatter: tip },
    series: [
      {
        type: "sankey",
        left: 0, right: LABELS, top: 8, bottom: 8,
        nodeWidth: 8, nodeGap: 14, nodeAlign: "left", draggable: false, layoutIterations: 48,
        emphasis: { focus: "adjacency" },
        lineStyle: { color: t("d3"), opacity: 0.28, curveness: 0.5 },
        label: {
          position: "right", distance: 6, color: t("text"), fontSize: 12, textBorderColor: t("surface"), textBorderWidth: 3,
          formatter: (p: { name: string }) => `${called(by.get(p.name)!, w)} {v|${shortMoney(size(by.get(p.name)!), lang)}}`,
          rich: { v: { color: t("text-3"), fontSize: 12, textBorderColor: t("surface"), textBorderWidth: 3 } },
        },
        data: of.nodes.map((n) => ({ name: n.id, depth: Math.min(n.layer, last), itemStyle: { color: t(n.of ? "k-Account" : "k-Person"), borderWidth: 0 } })),
        links: of.lines.map((l) => ({ source: l.from, target: l.to, value: l.fen / 100, fen: l.fen, count: l.count })),
      },
    ],
  };
}
