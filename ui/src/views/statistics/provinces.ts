/** The 34 provincial divisions on a grid of tiles, each about where it lies: code of GB/T 2260, column, row, names. */
export interface Tile {
  code: string;
  x: number;
  y: number;
  zh: string;
  en: string;
  short: string; // in English, as it fits a tile
}
const tile = (code: string, x: number, y: number, zh: string, en: string, short: string): Tile => ({ code, x, y, zh, en, short });

export const TILES: readonly Tile[] = [
  tile("23", 7, 0, "黑龙江", "Heilongjiang", "HLJ"),
  tile("15", 4, 1, "内蒙古", "Inner Mongolia", "NM"), tile("11", 5, 1, "北京", "Beijing", "BJ"), tile("22", 7, 1, "吉林", "Jilin", "JL"),
  tile("65", 0, 2, "新疆", "Xinjiang", "XJ"), tile("62", 2, 2, "甘肃", "Gansu", "GS"), tile("64", 3, 2, "宁夏", "Ningxia", "NX"), tile("14", 4, 2, "山西", "Shanxi", "SX"),
  tile("13", 5, 2, "河北", "Hebei", "HE"), tile("12", 6, 2, "天津", "Tianjin", "TJ"), tile("21", 7, 2, "辽宁", "Liaoning", "LN"),
  tile("63", 2, 3, "青海", "Qinghai", "QH"), tile("61", 3, 3, "陕西", "Shaanxi", "SN"), tile("41", 4, 3, "河南", "Henan", "HA"), tile("37", 5, 3, "山东", "Shandong", "SD"), tile("32", 6, 3, "江苏", "Jiangsu", "JS"),
  tile("54", 1, 4, "西藏", "Tibet", "XZ"), tile("51", 2, 4, "四川", "Sichuan", "SC"), tile("50", 3, 4, "重庆", "Chongqing", "CQ"), tile("42", 4, 4, "湖北", "Hubei", "HB"), tile("34", 5, 4, "安徽", "Anhui", "AH"),
  tile("33", 6, 4, "浙江", "Zhejiang", "ZJ"), tile("31", 7, 4, "上海", "Shanghai", "SH"),
  tile("53", 2, 5, "云南", "Yunnan", "YN"), tile("52", 3, 5, "贵州", "Guizhou", "GZ"), tile("43", 4, 5, "湖南", "Hunan", "HN"), tile("36", 5, 5, "江西", "Jiangxi", "JX"), tile("35", 6, 5, "福建", "Fujian", "FJ"), tile("71", 7, 5, "台湾", "Taiwan", "TW"),
  tile("45", 3, 6, "广西", "Guangxi", "GX"), tile("44", 4, 6, "广东", "Guangdong", "GD"), tile("81", 5, 6, "香港", "Hong Kong", "HK"),
  tile("46", 3, 7, "海南", "Hainan", "HI"), tile("82", 4, 7, "澳门", "Macao", "MO"),
];
