import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    label: "筛选", add: "添加", none: "没有筛选，全部显示", all: "全部显示", hides: (things: string, lines: string) => `筛选隐藏 ${things} 个节点、${lines} 条边`, hidesOne: (things: string, lines: string) => `此项隐藏 ${things} 个节点、${lines} 条边`,
    remove: (name: string) => `去掉筛选：${name}`, edit: (name: string) => `修改筛选：${name}`, apply: "应用", and: "、", dot: " · ", to: "至",
    time: "时间", amount: "金额", degree: "连线", core: "k 核", grades: "预警等级", regions: "地区", text: "名称", kinds: "主体类别", links: "关系类型",
    leastAmount: "合计金额至少", leastDegree: "连线数至少", leastCore: "核数至少", wan: "万元", contains: "名称包含", choose: "只显示", shown: "显示", since: "起", until: "止", zone: "东八区",
    coreMore: "只留下互相之间至少有这么多连线的主体", degreeMore: "只留下至少有这么多连线的主体", amountMore: "只留下合计至少这么多的资金线，其他关系不受影响", textMore: "不分大小写",
    says: (name: string, value: string) => `${name} ${value}`, least: (name: string, value: string) => `${name} ≥ ${value}`, has: (text: string) => `名称含“${text}”`, without: (names: string) => `不显示 ${names}`, more: (n: number) => `等 ${n} 项`,
    RED: "红", AMBER: "橙", YELLOW: "黄", NONE: "低或未评", noregions: "画布上的主体没有载明地区",
  },
  {
    label: "Filters", add: "Add", none: "No filter: all is shown", all: "Show all", hides: (things, lines) => `Filters hide ${things} nodes, ${lines} edges`, hidesOne: (things, lines) => `This one hides ${things} nodes, ${lines} edges`,
    remove: (name) => `Remove filter: ${name}`, edit: (name) => `Change filter: ${name}`, apply: "Apply", and: ", ", dot: " · ", to: "to",
    time: "Time", amount: "Amount", degree: "Edges", core: "k-core", grades: "Grade", regions: "Region", text: "Name", kinds: "Kinds", links: "Links",
    leastAmount: "Sum at least", leastDegree: "Edges at least", leastCore: "Core number at least", wan: "×10k CNY", contains: "Name contains", choose: "Show only", shown: "Show", since: "From", until: "To", zone: "UTC+8",
    coreMore: "Keeps those with at least so many edges among each other", degreeMore: "Keeps those with at least so many edges", amountMore: "Keeps money lines of at least so much; other links stay", textMore: "Capital or not",
    says: (name, value) => `${name} ${value}`, least: (name, value) => `${name} ≥ ${value}`, has: (text) => `Name has “${text}”`, without: (names) => `Without ${names}`, more: (n) => ` and ${n} in all`,
    RED: "red", AMBER: "amber", YELLOW: "yellow", NONE: "low or not scored", noregions: "No entity on the board states a region",
  },
);
