/** Words of a model's finding. */
import { dictionary } from "../../core/words";

type Named = Readonly<Record<string, string>>;
const WAYS: Named = { platt: "逻辑曲线", isotonic: "保序", none: "未校准" };
const WAYS_EN: Named = { platt: "a sigmoid", isotonic: "isotonic", none: "not calibrated" };
const PHASES: Named = { train: "训练标签", valid: "验证标签", test: "测试标签" };
const PHASES_EN: Named = { train: "the training labels", valid: "the validation labels", test: "the test labels" };

const zh = {
  reasons: "模型凭什么", unexplained: "这条没有逐条解释：模型只为排在最前的若干条给出解释。模型人员可用此命令为它给出：",
  links: "推高分数的往来", lead: "线索，非证据", noLinks: "没有哪组往来推高分数，分数主要来自自身特征。", change: "右侧为去掉这组往来后分数会少的分值（满分 100）。",
  untried: (n: string) => `两层以内另有 ${n} 组往来没有逐组试去。`, times: (n: string) => `${n} 笔`, second: "隔一层",
  traits: "自身特征", noTraits: "换成常见值，分数都不变：自身特征没有起作用。", trait: "特征", value: "实际", usual: "学习时常见", points: "分值",
  tested: "这些往来真的推高了分数吗", held: "经检验成立", notHeld: "检验不成立", testedMore: "去掉排在前面的几组，分数应比随便去掉几组降得多；只留它们，应比随便留几组回升得多。",
  first: "前几组", without: "去掉后", byLot: "随机", alone: "只留时", pairs: (n: number) => `${n} 组`,
  about: "所用模型", model: "模型", version: "版本", made: "训练于", rank: "名次", rankOf: (n: string, all: string) => `第 ${n}（共 ${all}）`,
  probability: "校准后的可能性", sure: "99% 以上", calibration: "校准", error: (p: string) => `，测试期平均差 ${p}`,
  raw: "原始分", rawOf: (n: string, t: string) => `${n}（阈值 ${t}）`, capacity: "可复核数量", verdict: "与基线相比", snapshot: "数据快照",
  drift: "与训练时相比：", unfaithful: "未通过删除与插入检验：列出的往来不比随机几组更能解释这个分数，慎用。",
  apart: (p: string) => `解释只看主体周边，与全图所得相差 ${p} 分：所列往来只说明一部分。`,
  taught: (phase: string, answer: string, repeats: boolean) => `这一主体在${phase}中，答案为${answer}${repeats ? "：分数只是复述所教的答案，不是新线索" : ""}。`,
  way: (kind: string) => WAYS[kind] ?? kind, phase: (name: string) => PHASES[name] ?? name,
  positive: "“属于所查情形”", negative: "“不属于所查情形”", drawn: (n: number) => `${n} 组往来的示意图，下方逐条列出`,
};

export const modelWords = dictionary(zh, {
  reasons: "Why the model says so", unexplained: "This one is not explained: only the first of a model's findings are. Who trains models can have it by this command:",
  links: "Links that raised the score", lead: "a lead, not evidence", noLinks: "No links raised the score, it comes from its own features.", change: "On the right: what the score of 100 would lose without these links.",
  untried: (n) => `${n} more pairs within two steps were not taken away one by one.`, times: (n) => `× ${n}`, second: "a step away",
  traits: "Its own features", noTraits: "With usual values in their place the score stays: they did nothing.", trait: "Feature", value: "Is", usual: "Usual in training", points: "Points",
  tested: "Did these links raise it?", held: "held by the test", notHeld: "not held by the test", testedMore: "Without the first ones the score must fall more than without some drawn by lot; they alone must bring it back by more.",
  first: "The first", without: "Without", byLot: "by lot", alone: "Alone", pairs: (n) => `${n} ${n === 1 ? "pair" : "pairs"}`,
  about: "The model", model: "Model", version: "Version", made: "Trained", rank: "Rank", rankOf: (n, all) => `${n} of ${all}`,
  probability: "Calibrated chance", sure: "over 99%", calibration: "Calibration", error: (p) => `, off by ${p} on average in the test`,
  raw: "Raw score", rawOf: (n, t) => `${n} (threshold ${t})`, capacity: "Review capacity", verdict: "Beside its floor", snapshot: "Snapshot",
  drift: "Since training: ", unfaithful: "Not held by deletion and insertion: these links explain the score no better than some drawn by lot. Use with care.",
  apart: (p) => `Looked at by its surroundings alone, ${p} points from the whole: these links are a part of the reason.`,
  taught: (phase, answer, repeats) => `It was in ${phase} as ${answer}${repeats ? ": the score repeats what was taught, and is no new lead" : ""}.`,
  way: (kind) => WAYS_EN[kind] ?? kind, phase: (name) => PHASES_EN[name] ?? name,
  positive: "what is looked for", negative: "not what is looked for", drawn: (n) => `a drawing of ${n} links, each listed below`,
});
