import { dictionary } from "../../../core/words";

export const words = dictionary(
  {
    rules: "入案规则", times: (n: number) => `${n} 次`, none: "还没有按规则放入。按发现、资金路径、分层或周边放入的内容，规则与参数都会留存，可以重放。", apply: "按规则放入", applyTitle: "按规则放入", kind: "规则", gave: (n: string, added: string) => `选中 ${n} 项，新入案 ${added} 项`, done: (n: number, added: number) => `选中 ${n} 项，新入案 ${added} 项`,
    finding: "哪条发现", findingHint: "从入案的发现中选", start: "起点", end: "终点", things: "以谁为起点", group: "团伙的账户、企业或个人", pick: "从入案主体中选", hops: "最多几手", layer: "最高层", steps: "步数", put: "放入", snapshot: "图状态",
  },
  {
    rules: "Rules", times: (n) => (n === 1 ? "applied once" : `applied ${n} times`), none: "Nothing was put in by a rule. What comes in by a finding, a way of money, a layer or what is around is recorded with its parameters and can be replayed.", apply: "Add by a rule", applyTitle: "Add by a rule", kind: "Rule", gave: (n, added) => `gave ${n}, ${added} of them new`, done: (n, added) => `gave ${n}, ${added} of them new`,
    finding: "Which finding", findingHint: "choose from the case", start: "From", end: "To", things: "Around whom", group: "The group: accounts, firms or people", pick: "choose from the case", hops: "Most hops", layer: "Highest layer", steps: "Steps", put: "Add", snapshot: "state of the graph",
  },
);
