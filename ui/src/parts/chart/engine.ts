/** The part of echarts that pages draw with; a chunk of its own, fetched with the first picture. */
import { BarChart, LineChart, SankeyChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

register([BarChart, LineChart, SankeyChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export type Option = EChartsCoreOption;

/** Draw into an element, at its size from then on; what it gives changes and ends the picture. */
export function drawn(into: HTMLElement): { show: (option: Option) => void; picked: (tell: (one: unknown) => void) => () => void; end: () => void } {
  const chart = init(into, null, { renderer: "canvas" });
  const seen = new ResizeObserver(() => chart.resize());
  seen.observe(into);
  return {
    picked: (tell) => {
      chart.on("click", tell);
      return () => void (chart.isDisposed() || chart.off("click", tell));
    },
    show: (option) => chart.setOption(option, { notMerge: true }),
    end: () => {
      seen.disconnect();
      chart.dispose();
    },
  };
}
