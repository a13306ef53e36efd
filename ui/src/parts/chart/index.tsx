/** A picture of figures by echarts. It is never alone: a table beside it or one click away holds the same. */
import { useEffect, useRef, useState } from "react";
import { token, useLook } from "../../core/look";
import type { drawn, Option } from "./engine";

export type { Option } from "./engine";
type Ask = (name: string) => string;

interface Props {
  label: string; // what it shows, for who can't see it
  height: number;
  of: (colour: Ask) => Option; // made anew when the look changes
  onPick?: (one: unknown) => void; // what was clicked; the same can be done from what stands beside it
}

/** What all pictures share: type, colours of axes, tooltips as text on the canvas (the page's policy refuses styled HTML). */
function shared(t: Ask): Option {
  return {
    animation: false,
    textStyle: { fontFamily: t("font"), fontSize: 12, color: t("text-2") },
    tooltip: { renderMode: "richText", confine: true, backgroundColor: t("surface"), borderColor: t("line-2"), borderWidth: 1, padding: [6, 10], textStyle: { color: t("text"), fontSize: 12, fontFamily: t("font") } },
  };
}

export function Chart({ label, height, of, onPick }: Props) {
  const at = useRef<HTMLDivElement>(null);
  const mode = useLook((s) => s.mode);
  const [chart, setChart] = useState<ReturnType<typeof drawn>>();
  useEffect(() => {
    let ended = false;
    let made: ReturnType<typeof drawn> | undefined;
    void import("./engine").then((engine) => {
      if (ended || !at.current) return;
      made = engine.drawn(at.current);
      setChart(made);
    });
    return () => {
      ended = true;
      made?.end();
      setChart(undefined);
    };
  }, []);
  useEffect(() => {
    if (!chart) return;
    const base = shared(token);
    const own = of(token);
    chart.show({ ...base, ...own, tooltip: { ...(base.tooltip as object), ...(own.tooltip as object) } });
  }, [chart, of, mode]);
  useEffect(() => (chart && onPick ? chart.picked(onPick) : undefined), [chart, onPick]);
  return (
    <div style={{ position: "relative" }}>
      <div ref={at} role="img" aria-label={label} style={{ width: "100%", height }} />
      {!chart && <span className="skeleton" style={{ position: "absolute", inset: 0 }} />}
    </div>
  );
}
