/** Regions on the map that was configured: the darker, the more. The table beside it holds the same and is chosen from by keyboard. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { fetched } from "../../core/api";
import { count, percent } from "../../core/figures";
import { Chart } from "../../parts";
import { placed } from "./places";
import { measured, shade, type Measure, type Region } from "./utils";

export interface Geo {
  features: { properties: { name: string } }[];
}
const NAME = "regions";

/** The map, where one is configured and can be used; it is known to the charts once it is here. */
export function useGeo() {
  return useQuery<Geo | null>({
    queryKey: ["map"],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await fetched("/api/map", { signal });
      if (answer.status === 204) return null;
      const [geo, { known }] = await Promise.all([answer.json() as Promise<Geo>, import("../../parts/chart/map")]);
      known(NAME, geo);
      return geo;
    },
  });
}

interface Props {
  geo: Geo;
  of: readonly Region[];
  by: Measure;
  chosen: string | undefined;
  choose: (region: string) => void;
  label: string;
}

export function RegionMap({ geo, of, by, chosen, choose, label }: Props) {
  const option = useCallback(
    (t: (name: string) => string) => {
      const found = placed(geo.features.map((one) => one.properties.name), of);
      const top = Math.max(0, ...of.map((one) => measured(one, by)));
      const weight = [0, 0.22, 0.42, 0.66, 0.9];
      const tone = t(by === "all" ? "accent" : "amber");
      const data = geo.features.map(({ properties: { name } }) => {
        const one = found.get(name);
        const step = one ? shade(measured(one, by), top) : 0;
        const fill = { areaColor: step ? tone : t("surface-2"), opacity: step ? weight[step] : 1 };
        const marked = { label: { color: t("text") }, itemStyle: { ...fill, borderColor: t("accent"), borderWidth: 2.5 } }; // as dark as before
        return { name, region: one?.region, value: one ? measured(one, by) : undefined, selected: one?.region != null && one.region === chosen, itemStyle: fill, emphasis: marked, select: marked };
      });
      return {
        tooltip: { formatter: ({ name, data: one }: { name: string; data?: { value?: number } }) => `${name} ${one?.value == null ? "—" : by === "share" ? percent(one.value, 1) : count(one.value)}` },
        series: [{
          type: "map", map: NAME, data, selectedMode: "single", top: 8, bottom: 8, left: 8, right: 8,
          label: { show: geo.features.length <= 40, color: t("text"), fontSize: 11 },
          itemStyle: { borderColor: t("line-2"), borderWidth: 1 },
        }],
      };
    },
    [geo, of, by, chosen],
  );
  const pick = useCallback((one: { data?: { region?: string } }) => one.data?.region && choose(one.data.region), [choose]);
  return <Chart label={label} height={360} of={option as never} onPick={pick as never} />;
}
