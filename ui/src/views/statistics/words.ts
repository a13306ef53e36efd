import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    title: "统计", asOf: (s: string) => `数据截至 ${s}`,
    Enterprise: "企业", Person: "个人",
    entities: "主体", links: "关系", red: "红", amber: "橙", yellow: "黄",
    regions: "地区风险", byMap: "地图", onMap: (n: number) => `${n} 个地区的地图，右侧表格内容相同`, mapHint: "点一个地区，看这里的预警；地图由本单位配置", byProvince: "省份", byRegion: "地区", measure: "着色", risky: "红橙数", share: "红橙占比", all: "主体数", tileHint: "点一格，看这里的预警", noProvince: (n: number, r: number) => `${n} 个主体（${r} 个地区）的名称和区划代码都不属于任何省份，未画在省份格上，见表`, unstated: (n: string) => `${n} 个未注明地区`, region: "地区", code: "区划代码", province: "所属省份", unknown: "未注明", noRegions: "没有可统计的地区", noRegionsMore: "这一类主体未载地区，或你无权查看。", chosen: (r: string) => `${r} 的预警`, pick: "选一个地区", pickMore: "点左边的一格或一行，这里列出该地区红、橙、黄的主体。", noAlerts: "这里没有红、橙、黄的主体", shown: (n: number, all: number) => `已列出 ${n}，共 ${all}`, mapLabel: (n: number) => `34 个省级行政区方格图，${n} 个有数据；下表有同样的数字`, tilesLabel: (n: number) => `${n} 个地区的方格图；下表有同样的数字`, total: "合计", unit: (k: string) => `单位：个${k}`,
    grades: "风险等级", gradesSub: "80、60、40 分为界", classes: "七类涉嫌", classesSub: "由识别类检测器得出，是线索", class: "类别", count: "数量", shareOf: "占比",
    months: "发现按月", monthsSub: "按所涉期间末月", month: "月份", found: "发现", classFound: "其中七类", top: "最高分", monthsLabel: (n: number) => `发现按月柱图，${n} 个月；表中有同样的数字`,
    transfers: "转账按月", transfersSub: "东八区日历", n: "笔数", amount: "金额（万元）", amountEn: "金额", transfersLabel: (n: number) => `转账按月柱图，${n} 个月；表中有同样的数字`, without: (n: number) => `另有 ${n} 笔无时间，未计入`, byCount: "笔数", byAmount: "金额",
    kinds: "主体分类", linkTypes: "关系分类", patterns: "检测器", name: "名称", picture: "图", table: "表", nothing: "没有数据",
  },
  {
    title: "Figures", asOf: (s) => `as of ${s}`,
    Enterprise: "Companies", Person: "Persons",
    entities: "Entities", links: "Links", red: "Red", amber: "Amber", yellow: "Yellow",
    regions: "Risk by region", byMap: "Map", onMap: (n) => `A map of ${n} regions; the table beside it holds the same`, mapHint: "Choose a region to see its alerts; the map is your agency's own", byProvince: "Provinces", byRegion: "Regions", measure: "Shade", risky: "Red and amber", share: "Red and amber share", all: "All", tileHint: "Choose a tile to see its alerts", noProvince: (n, r) => `${n} entities in ${r} regions belong to no province by name or code: they are in the table, not on the tiles`, unstated: (n) => `${n} state no region`, region: "Region", code: "Division code", province: "Province", unknown: "not stated", noRegions: "No regions to count", noRegionsMore: "These state none, or they are not yours to see.", chosen: (r) => `Alerts in ${r}`, pick: "Choose a region", pickMore: "A tile or a row at the left: its red, amber and yellow entities are listed here.", noAlerts: "Nothing red, amber or yellow here", shown: (n, all) => `${n} of ${all}`, mapLabel: (n) => `Tiles of 34 provinces, ${n} with data; the table below has the same figures`, tilesLabel: (n) => `Tiles of ${n} regions; the table below has the same figures`, total: "Total", unit: (k) => `number of ${k.toLowerCase()}`,
    grades: "Grades of risk", gradesSub: "limits 80, 60, 40", classes: "Seven classes", classesSub: "told by detectors: leads", class: "Class", count: "Number", shareOf: "Share",
    months: "Findings by month", monthsSub: "the month in which what they found ended", month: "Month", found: "Findings", classFound: "of the classes", top: "Highest", monthsLabel: (n) => `Findings by month, ${n} bars; the table has the same figures`,
    transfers: "Transfers by month", transfersSub: "calendar of UTC+8", n: "Transfers", amount: "Amount (10,000 yuan)", amountEn: "Amount", transfersLabel: (n) => `Transfers by month, ${n} bars; the table has the same figures`, without: (n) => `${n} more have no time and are not counted`, byCount: "Count", byAmount: "Amount",
    kinds: "Entities by kind", linkTypes: "Links by type", patterns: "Detectors", name: "Name", picture: "Picture", table: "Table", nothing: "No data",
  },
);
