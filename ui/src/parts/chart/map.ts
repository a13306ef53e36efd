/** Maps of regions by echarts: a chunk of its own, fetched only where a map is configured. */
import { MapChart } from "echarts/charts";
import { GeoComponent } from "echarts/components";
import { registerMap, use as register } from "echarts/core";

register([MapChart, GeoComponent]);

/** Make a GeoJSON's regions known under a name. */
export const known = (name: string, geo: object): void => registerMap(name, geo as never);
