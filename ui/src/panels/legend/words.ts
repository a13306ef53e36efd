import { dictionary } from "../../core/words";

export const words = dictionary(
  { label: "图例", all: (n: number) => `全部 ${n} 项`, off: (name: string) => `${name}：不显示，点按恢复`, on: (name: string) => `${name}：点按隐藏`, kinds: "主体", links: "关系", colours: "颜色", counts: "数的是画布所载，含折叠组内与被筛去的", group: "组", back: "其中流回上层" },
  { label: "Legend", all: (n) => `All ${n}`, off: (name) => `${name}: hidden, press to show`, on: (name) => `${name}: press to hide`, kinds: "Entities", links: "Links", colours: "Colours", counts: "Counts are of all on the board, within folded groups and behind filters too", group: "group", back: "of it back a layer" },
);
