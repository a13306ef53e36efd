/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 冻结、接管、剔除 · freeze, takeover, removal */
export type Action =
  | 'freeze'
  | 'removal'
  | 'takeover';

/** 对是否同一主体的判定 · an answer on whether two are one */
export type Answer =
  /** 不同 · different */
  | 'different'
  /** 同一 · same */
  | 'same'
  /** 存疑 · unsure */
  | 'unsure';

/** 日历步长（东八区） · calendar steps in China */
export type CalendarStep =
  | 'day'
  | 'hour'
  | 'month'
  | 'quarter'
  | 'week'
  | 'year';

/** 案件中的一步 · what happened in a case */
export type CaseAct =
  /** 入案 · added */
  | 'add'
  /** 变更要素 · facts amended */
  | 'amend'
  /** 指派 · assigned */
  | 'assign'
  /** 结案 · closed */
  | 'close'
  /** 评论 · comment */
  | 'comment'
  /** 加入成员 · member added */
  | 'join'
  /** 移出成员 · member removed */
  | 'leave'
  /** 立案 · opened */
  | 'open'
  /** 移出 · removed */
  | 'remove'
  /** 重开 · reopened */
  | 'reopen';

/** 两案何处不一致 · what two cases say differently */
export type CaseConflictSort =
  /** 同一材料证明方向相反 · one thing speaks on both sides */
  | 'evidence'
  /** 案件要素不同 · facts of the case differ */
  | 'fact'
  /** 成员角色不同 · a member's role differs */
  | 'member'
  /** 未完任务留在原案 · an open task stays behind */
  | 'task'
  /** 同一项入案理由不同 · one thing, two reasons */
  | 'thing';

/** 自冻结以来如何不同 · how it differs since the freeze */
export type CaseDifferenceSort =
  /** 新增 · came */
  | 'added'
  /** 改变 · changed */
  | 'changed'
  /** 消失 · gone */
  | 'gone';

/** 要件 · an element of the offence */
export type CaseElement =
  /** 数额 · amount */
  | 'amount'
  /** 利诱性 · inducement */
  | 'inducement'
  /** 主观故意与非法占有目的 · intent */
  | 'intent'
  /** 公开性 · publicity */
  | 'public'
  /** 社会性 · unspecific public */
  | 'social'
  /** 单位犯罪 · crime of a unit */
  | 'unit'
  /** 非法性 · unlawfulness */
  | 'unlawful';

/** 导出范围 · what of a case goes out */
export type CaseExportScope =
  /** 所见 · what is on the board */
  | 'seen'
  /** 全案 · whole case */
  | 'whole';

/** 移送状态 · where a handover stands */
export type CaseHandoverState =
  /** 已接收 · received */
  | 'received'
  /** 已退回 · returned */
  | 'returned'
  /** 已移送，待回执 · sent, no receipt yet */
  | 'sent'
  /** 已撤回 · withdrawn */
  | 'withdrawn';

/** 结案方式 · how a case ended */
export type CaseOutcome =
  /** 排除 · dismissed */
  | 'dismissed'
  /** 并案 · joined with another */
  | 'joined'
  /** 其他 · other */
  | 'other'
  /** 行政处理 · penalised */
  | 'penalised'
  /** 移送 · referred */
  | 'referred';

/** 案件角色 · what somebody is in a case */
export type CaseRole =
  /** 主办 · lead */
  | 'lead'
  /** 协办 · member */
  | 'member'
  /** 查阅 · reader */
  | 'reader';

/** 案件状态 · where a case stands */
export type CaseStatus =
  /** 已结 · closed */
  | 'closed'
  /** 待办 · open */
  | 'open'
  /** 重开 · reopened */
  | 'reopened'
  /** 在办 · in work */
  | 'working';

/** 任务状态 · where a task stands */
export type CaseTaskState =
  /** 已完成 · done */
  | 'done'
  /** 已撤销 · dropped */
  | 'dropped'
  /** 待办 · to do */
  | 'open';

/** 一列改作何用；role 为空即不导入 · what a column is to be; without a role it is not used */
export type ColumnChoice = {
  column: string;
  role?: string | null | undefined;
};

/** 放入证据矩阵的一条 · what is put into a cell */
export type EvidenceGiven = {
  element: CaseElement;
  proposal?: string | null | undefined;
  said?: string;
  side: EvidenceSide;
  subject?: string | number | null | undefined;
  text: string;
};

/** 证明或反证 · for or against */
export type EvidenceSide =
  /** 反证 · against */
  | 'against'
  /** 证明 · for */
  | 'for';

/** 判定的效力 · whether an answer counts */
export type Force =
  /** 有分歧 · disputed */
  | 'disputed'
  /** 有效 · in force */
  | 'in_force'
  /** 被他人判定取代 · overruled */
  | 'overruled'
  /** 与“不同”冲突，未采用 · refused: speaks against a different */
  | 'refused'
  /** 已撤销 · taken back */
  | 'taken_back';

/** 风险等级 · grades of risk: 80, 60 and 40 are their limits */
export type Grade =
  /** 橙 · amber, 60 and above */
  | 'AMBER'
  /** 无 · none */
  | 'NONE'
  /** 红 · red, 80 and above */
  | 'RED'
  /** 黄 · yellow, 40 and above */
  | 'YELLOW';

/** 主体类别 · kinds of entity */
export type KindName =
  /** 账户 · account */
  | 'Account'
  /** 地址 · address */
  | 'Address'
  /** 广告 · advert */
  | 'Advert'
  /** 机构 · agency */
  | 'Agency'
  /** 投诉 · complaint */
  | 'Complaint'
  /** 合同 · contract */
  | 'Contract'
  /** 设备 · device */
  | 'Device'
  /** 文书材料 · document */
  | 'Document'
  /** 企业 · enterprise */
  | 'Enterprise'
  /** 报送 · filing */
  | 'Filing'
  /** 借款项目 · loan */
  | 'Loan'
  /** 文本提及 · mention in a text */
  | 'Mention'
  /** 个人 · person */
  | 'Person'
  /** 电话 · phone */
  | 'Phone'
  /** 舆情 · post */
  | 'Post'
  /** 产品 · product */
  | 'Product'
  /** 举报 · report */
  | 'Report'
  /** 网站 · website */
  | 'Website';

/** 两方的同一项是否相同 · whether both say the same */
export type Likeness =
  /** 近似 · near */
  | 'approx'
  /** 缺失 · missing */
  | 'blank'
  /** 一致 · alike */
  | 'eq'
  /** 不同 · different */
  | 'neq';

/** 关系类型 · types of link */
export type LinkType =
  /** 针对 · is about */
  | 'ABOUT'
  /** 申请借款 · applies for */
  | 'APPLIES_FOR'
  /** 投标 · bids on */
  | 'BIDS'
  /** 提出投诉 · filed */
  | 'COMPLAINED'
  /** 放款入账 · pays out to */
  | 'DEPOSITS'
  /** 报送主体 · filed by */
  | 'FILED'
  /** 转账汇总 · transfers, summed */
  | 'FLOW'
  /** 担保 · guarantees */
  | 'GUARANTEES'
  /** 承办 · handled by */
  | 'HANDLED_BY'
  /** 使用电话 · uses phone */
  | 'HAS_PHONE'
  /** 任职 · holds office at */
  | 'HOLDS_OFFICE'
  /** 持股 · holds shares of */
  | 'HOLDS_SHARE'
  /** 品种 · concerns */
  | 'IN_PRODUCT'
  /** 发行 · issues */
  | 'ISSUES'
  /** 法定代表人 · legal representative of */
  | 'LEGAL_REP_OF'
  /** 取得许可 · licensed by */
  | 'LICENSED_BY'
  /** 位于 · located at */
  | 'LOCATED_AT'
  /** 注册会员 · member of */
  | 'MEMBER_OF'
  /** 指称组织者 · names */
  | 'NAMES'
  /** 运营网站 · operates */
  | 'OPERATES'
  /** 持有账户 · owns account */
  | 'OWNS'
  /** 指定收款账户 · names account */
  | 'PAYS_INTO'
  /** 推广 · promotes */
  | 'PROMOTES'
  /** 读自 · read in */
  | 'READ_IN'
  /** 发展下线 · recruited */
  | 'RECRUITED'
  /** 指向（候选） · refers to (candidate) */
  | 'REFERS_TO'
  /** 还款 · repays */
  | 'REPAYS'
  /** 刊登于 · shown on */
  | 'SHOWN_ON'
  /** 签署 · signed */
  | 'SIGNED'
  /** 登录 · signs in to */
  | 'SIGNS_IN'
  /** 文中关系（候选） · states (candidate) */
  | 'STATES'
  /** 交易 · trades */
  | 'TRADES'
  /** 转账 · transfer */
  | 'TRANSFER'
  /** 提现 · withdrawal */
  | 'WITHDRAW';

/** 比较方式 · how a property is compared */
export type Op =
  | 'CONTAINS'
  | 'EQ'
  | 'GE'
  | 'GT'
  | 'IN'
  | 'LE'
  | 'LT'
  | 'NE'
  | 'STARTS'
  | 'STATED';

/** 排序 · order of an expansion */
export type Order =
  /** 金额从大到小 · most money first */
  | 'AMOUNT'
  /** 时间从远到近 · the earliest first */
  | 'EARLIEST'
  /** 时间从近到远 · the latest first */
  | 'RECENT';

/** 模板的一步：类别及其条件；除第一步外，link 为自上一步而来的关系 · one kind, with a condition on it; but for the first, the link that leads to it from the one before */
export type PatternStepInput = {
  kind: KindName;
  /** 每笔至少；FLOW 为合计至少 · of each, of FLOW in all */
  least?: number | null | undefined;
  link?: LinkType | null | undefined;
  /** 由上一步指向本步 · from the one before to this one */
  outgoing?: boolean;
  since?: string | null | undefined;
  until?: string | null | undefined;
  where?: Where | null | undefined;
};

/** 规则所及之人在分层中的角色 · whose values a rule hides, by their role in the layers */
export type RedactionRole =
  /** 归集账户 · collection */
  | 'collection'
  /** 混合账户 · mixed */
  | 'mixed'
  /** 无角色 · without a role */
  | 'none'
  /** 参与人 · participant */
  | 'participant'
  /** 返还账户 · returner */
  | 'returner'
  /** 沉淀账户 · sink */
  | 'sink'
  /** 过渡账户 · transfer */
  | 'transfer';

/** 按规则遮盖的一类值 · a sort of values that a rule hides */
export type RedactionSort =
  /** 账号 · account numbers */
  | 'account'
  /** 地址 · addresses */
  | 'address'
  /** 出生日期 · dates of birth */
  | 'birthday'
  /** IP 与 MAC · IP and MAC */
  | 'device'
  /** 邮箱 · e-mail addresses */
  | 'email'
  /** 证件号码 · ID numbers */
  | 'id_number'
  /** 姓名 · names of people */
  | 'person_name'
  /** 电话 · phones */
  | 'phone'
  /** 个人陈述文本 · texts that people wrote */
  | 'text';

/** 追踪规则 · rules of tracing; a court chooses */
export type Rule =
  | 'fifo'
  | 'haircut'
  | 'libr'
  | 'lifo'
  | 'poison';

/** 发现的状态 · states of a finding */
export type State =
  | 'confirmed'
  | 'dismissed'
  | 'new'
  | 'open'
  | 'risen';

/** 入案之物 · what is in a case */
export type ThingSort =
  /** 主体 · entity */
  | 'entity'
  /** 发现 · finding */
  | 'finding'
  /** 关系 · link */
  | 'link';

/** 对发现所做的一步 · what was done with a finding */
export type TriageAct =
  /** 指派 · assigned */
  | 'assign'
  /** 评论 · comment */
  | 'comment'
  /** 处理 · decided */
  | 'decide';

/** 对发现的处理 · what a person says of a finding */
export type Verdict =
  /** 属实 · confirmed */
  | 'confirmed'
  /** 排除 · dismissed */
  | 'dismissed'
  /** 待核 · open */
  | 'open';

/** 筛选：金额为分，时间为 ISO 8601 · amounts in fen, times in ISO 8601; masked properties by EQ alone */
export type Where = {
  op: Op;
  prop: string;
  value?: unknown;
  values?: Array<unknown> | null | undefined;
};

export type OntologyQueryVariables = Exact<{ [key: string]: never; }>;


export type OntologyQuery = { ontology: { kinds: Array<{ name: string, caption: string, label: { zh: string, en: string }, properties: Array<{ name: string, type: string, masked: boolean, label: { zh: string, en: string } }> }>, links: Array<{ name: string, from: Array<string>, to: Array<string>, many: boolean, sum: string | null, label: { zh: string, en: string }, properties: Array<{ name: string, type: string, masked: boolean, label: { zh: string, en: string } }>, meaning: { zh: string, en: string }, weight: { zh: string, en: string }, weakens: { zh: string, en: string } }> } };

export type ExpandCountsQueryVariables = Exact<{
  id: string | number;
}>;


export type ExpandCountsQuery = { neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> };

export type ExpandPreviewQueryVariables = Exact<{
  id: string | number;
  links?: Array<LinkType> | LinkType | null | undefined;
  outgoing?: boolean | null | undefined;
  kinds?: Array<KindName> | KindName | null | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
  least?: number | null | undefined;
  most?: number | null | undefined;
}>;


export type ExpandPreviewQuery = { expand: { total: number } | null };

export type InspectorSayingsQueryVariables = Exact<{
  id: string | number;
  prop: string;
}>;


export type InspectorSayingsQuery = { why: { nodes: Array<{ file: string, row: number, values: unknown }> } };

export type InspectorWriteMutationVariables = Exact<{
  subject: string | number;
  text: string;
  case?: string | number | null | undefined;
}>;


export type InspectorWriteMutation = { annotate: { seq: number } };

export type InspectorRemoveMutationVariables = Exact<{
  seq: number;
  reason: string;
}>;


export type InspectorRemoveMutation = { removeAnnotation: { seq: number } };

export type InspectorWithoutQueryVariables = Exact<{
  finding: string | number;
  from: string | number;
  to: string | number;
  type: LinkType;
}>;


export type InspectorWithoutQuery = { scoreWithout: { score: number, taken: number, left: number | null, gone: boolean, whyNot: string | null } };

export type InspectorEntityQueryVariables = Exact<{
  id: string | number;
}>;


export type InspectorEntityQuery = { entity:
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
   | null, owned: { entities: Array<
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
      | { id: string, kind: KindName, caption: string }
    > } | null };

export type InspectorEndsQueryVariables = Exact<{
  from: string | number;
  to: string | number;
}>;


export type InspectorEndsQuery = { from:
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
   | null, to:
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { score: number, grade: Grade } | null }
   | null, fromOwned: { entities: Array<
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
    > } | null, toOwned: { entities: Array<
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
      | { id: string, caption: string }
    > } | null };

export type InspectorLinksQueryVariables = Exact<{
  from: string | number;
  to: string | number;
  type: LinkType;
  first: number;
  after?: string | null | undefined;
}>;


export type InspectorLinksQuery = { linksBetween: { amount: number, leftOut: Array<{ words: string, count: number }>, links: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
        | { id: string, type: LinkType, sources: number, conflicts: Array<string>, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }> }
      > } } };

export type InspectorFindingsQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type InspectorFindingsQuery = { findings: { total: number, nodes: Array<{ id: string, state: State, score: number, sentence: string, start: string | null, end: string | null, links: Array<string>, detector: { name: string, label: string, law: string, exonerates: Array<string> }, subjects: Array<{ id: string, role: string, entity:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         | null }> }> } };

export type InspectorRowsQueryVariables = Exact<{
  id: string | number;
}>;


export type InspectorRowsQuery = { why: { total: number } };

export type InspectorNotesQueryVariables = Exact<{
  subjects: Array<string | number> | string | number;
  case?: string | number | null | undefined;
}>;


export type InspectorNotesQuery = { annotations: { total: number, nodes: Array<{ seq: number, who: string, at: string, text: string }> } };

export type InspectorCasesQueryVariables = Exact<{
  id: string | number;
}>;


export type InspectorCasesQuery = { casesWith: { total: number, nodes: Array<{ id: string, number: string, title: string, status: CaseStatus, role: CaseRole }> } };

export type IntoCaseOpenQueryVariables = Exact<{ [key: string]: never; }>;


export type IntoCaseOpenQuery = { caseClasses: Array<string>, cases: { total: number, nodes: Array<{ id: string, number: string, title: string, role: CaseRole }> } };

export type IntoCaseMakeMutationVariables = Exact<{
  title: string;
  cause: string;
  suspected: string;
}>;


export type IntoCaseMakeMutation = { openCase: { id: string, title: string } };

export type IntoCasePutMutationVariables = Exact<{
  id: string | number;
  things: Array<string | number> | string | number;
  reason: string;
}>;


export type IntoCasePutMutation = { addToCase: { changed: Array<string>, unchanged: Array<string>, case: { id: string, title: string } } };

export type WayShownFragment = { entities: Array<
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
  >, steps: Array<{ total: number, truncated: boolean, links: Array<
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
      | { id: string, type: LinkType, fromId: string }
    > }> };

export type PathsBetweenQueryVariables = Exact<{
  from: string | number;
  to: string | number;
  hops: number;
  all: boolean;
  links?: Array<LinkType> | LinkType | null | undefined;
  first: number;
}>;


export type PathsBetweenQuery = { paths: { truncated: boolean, leftOut: Array<{ words: string, count: number }>, ways: Array<{ entities: Array<
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      >, steps: Array<{ total: number, truncated: boolean, links: Array<
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
        > }> }> } };

export type PathsMoneyQueryVariables = Exact<{
  from: string | number;
  to: string | number;
  at: string;
  hold?: number | null | undefined;
  hops: number;
  least: number;
}>;


export type PathsMoneyQuery = { moneyPath: { hops: number, at: string, way: Array<{ id: string, at: string, amount: number, from:
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      , to:
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
       }> } | null };

export type PatternSearchQueryVariables = Exact<{
  steps: Array<PatternStepInput> | PatternStepInput;
  first: number;
}>;


export type PatternSearchQuery = { patternSearch: { total: number, truncated: boolean, matched: Array<number>, leftOut: Array<{ words: string, count: number }>, cypher: { text: string, values: unknown }, ways: Array<{ entities: Array<
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      >, steps: Array<{ total: number, truncated: boolean, links: Array<
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
          | { id: string, type: LinkType, fromId: string }
        > }> }> } };

export type QueryCypherQueryVariables = Exact<{
  name: string;
}>;


export type QueryCypherQuery = { cypherOf: { name: string, about: string, text: string, params: Array<string>, returns: Array<string> } };

export type SuggestQueryVariables = Exact<{
  text: string;
}>;


export type SuggestQuery = { search: { hits: { total: number, nodes: Array<{ reason: string, region: string | null, entity:
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
         }> } } };

export type UnmaskMutationVariables = Exact<{
  id: string | number;
  reason: string;
  props?: Array<string> | string | null | undefined;
}>;


export type UnmaskMutation = { unmask: { values: unknown, seconds: number } };

export type WhyQueryVariables = Exact<{
  id: string | number;
  prop?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type WhyQuery = { why: { total: number, truncated: boolean, nodes: Array<{ id: string, owner: string, importId: string, file: string, sha256: string, sheet: string | null, row: number, mapping: string, loadedAt: string, values: unknown }> } };

export type JobNowQueryVariables = Exact<{
  id: string | number;
}>;


export type JobNowQuery = { job: { id: string, kind: string, label: string, params: unknown, who: string, at: string, state: string, done: number | null, total: number | null, words: string | null, started: string | null, ended: string | null, exit: number | null, result: unknown, why: string | null } };

export type JobStopMutationVariables = Exact<{
  id: string | number;
}>;


export type JobStopMutation = { cancelJob: { id: string, state: string } };

export type NoticesJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type NoticesJobsQuery = { jobs: { nodes: Array<{ id: string, who: string, state: string, ended: string | null }> } };

export type NoticesFindingQueryVariables = Exact<{
  id: string | number;
}>;


export type NoticesFindingQuery = { finding: { id: string, score: number, sentence: string, detector: { label: string } } | null };

export type NoticesJobQueryVariables = Exact<{
  id: string | number;
}>;


export type NoticesJobQuery = { job: { id: string, kind: string, label: string, state: string, why: string | null } };

export type NoticesFindingsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type NoticesFindingsSubscription = { newFindings: { id: string } };

export type AdminUsersQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminUsersQuery = { users: Array<{ name: string, roles: Array<string>, regions: Array<string> | null, active: boolean }> };

export type AdminAddUserMutationVariables = Exact<{
  name: string;
  password: string;
  roles: Array<string> | string;
  regions?: Array<string> | string | null | undefined;
}>;


export type AdminAddUserMutation = { addUser: { name: string } };

export type AdminSetUserMutationVariables = Exact<{
  name: string;
  roles?: Array<string> | string | null | undefined;
  regions?: Array<string> | string | null | undefined;
}>;


export type AdminSetUserMutation = { setUser: { name: string } };

export type AdminLockMutationVariables = Exact<{
  name: string;
}>;


export type AdminLockMutation = { lockUser: { name: string, active: boolean } };

export type AdminUnlockMutationVariables = Exact<{
  name: string;
}>;


export type AdminUnlockMutation = { unlockUser: { name: string, active: boolean } };

export type AdminTokensQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminTokensQuery = { tokens: Array<{ id: string, label: string, scopes: Array<string>, expires: string }> };

export type AdminMakeTokenMutationVariables = Exact<{
  label: string;
  scopes: Array<string> | string;
  days: number;
}>;


export type AdminMakeTokenMutation = { createToken: { id: string, secret: string | null } };

export type AdminDropTokenMutationVariables = Exact<{
  id: string | number;
}>;


export type AdminDropTokenMutation = { revokeToken: boolean };

export type AdminJobsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AdminJobsQuery = { jobs: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: string, label: string, params: unknown, who: string, at: string, state: string, done: number | null, total: number | null, words: string | null, started: string | null, ended: string | null, exit: number | null, result: unknown, why: string | null }> } };

export type AdminJobLogQueryVariables = Exact<{
  id: string | number;
}>;


export type AdminJobLogQuery = { jobLog: string };

export type AdminJobKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminJobKindsQuery = { jobKinds: Array<{ name: string, label: string, params: Array<{ name: string, label: string, type: string, required: boolean, choices: Array<string> }> }> };

export type AdminStartMutationVariables = Exact<{
  kind: string;
  params?: unknown;
}>;


export type AdminStartMutation = { startJob: { id: string } };

export type AdminUploadsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminUploadsQuery = { uploads: Array<{ id: string, name: string }> };

export type AdminImportsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminImportsQuery = { imports: { nodes: Array<{ id: string, file: string }> } };

export type AdminPatternsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminPatternsQuery = { patterns: Array<{ name: string, label: string }> };

export type AdminAuditQueryVariables = Exact<{
  who?: string | null | undefined;
  action?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AdminAuditQuery = { audit: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ seq: number, at: string, who: string, action: string, subject: string, detail: unknown, hash: string }> } };

export type AdminVerifyQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminVerifyQuery = { verifyAudit: { whole: boolean, entries: number, anchors: number, broken: number | null, why: string | null, anchoredAt: string | null, anchoredSeq: number | null } };

export type AdminOntologyQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminOntologyQuery = { ontology: { kinds: Array<{ name: string, caption: string, label: { zh: string, en: string }, properties: Array<{ name: string, type: string, masked: boolean, fullFor: Array<string>, label: { zh: string, en: string } }> }>, links: Array<{ name: string, from: Array<string>, to: Array<string>, many: boolean, sum: string | null, label: { zh: string, en: string }, properties: Array<{ name: string, type: string, masked: boolean, fullFor: Array<string>, label: { zh: string, en: string } }>, meaning: { zh: string, en: string }, weight: { zh: string, en: string }, weakens: { zh: string, en: string } }> } };

export type AdminCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminCountsQuery = { counts: { kinds: Array<{ name: string, count: number }>, links: Array<{ name: string, count: number }> } };

export type AdminStateQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminStateQuery = { state: { seq: number, asOf: string | null, graphIsUp: boolean, graphIsBehind: boolean, problem: string | null }, imports: { total: number, nodes: Array<{ id: string, file: string, finished: string }> } };

type BoardThing_Account_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Address_Fragment = { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Advert_Fragment = { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Agency_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Complaint_Fragment = { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Contract_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Device_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Document_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Enterprise_Fragment = { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Filing_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Loan_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Mention_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Person_Fragment = { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Phone_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Post_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Product_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Report_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

type BoardThing_Website_Fragment = { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null };

export type BoardThingFragment =
  | BoardThing_Account_Fragment
  | BoardThing_Address_Fragment
  | BoardThing_Advert_Fragment
  | BoardThing_Agency_Fragment
  | BoardThing_Complaint_Fragment
  | BoardThing_Contract_Fragment
  | BoardThing_Device_Fragment
  | BoardThing_Document_Fragment
  | BoardThing_Enterprise_Fragment
  | BoardThing_Filing_Fragment
  | BoardThing_Loan_Fragment
  | BoardThing_Mention_Fragment
  | BoardThing_Person_Fragment
  | BoardThing_Phone_Fragment
  | BoardThing_Post_Fragment
  | BoardThing_Product_Fragment
  | BoardThing_Report_Fragment
  | BoardThing_Website_Fragment
;

type BoardLine_AboutLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_AppliesForLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_BidsLink_Fragment = { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_ComplainedLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_DepositsLink_Fragment = { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_FiledLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_FlowLink_Fragment = { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_GuaranteesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_HandledByLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_HasPhoneLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_HoldsOfficeLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_HoldsShareLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_InProductLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_IssuesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_LegalRepOfLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_LicensedByLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_LocatedAtLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_MemberOfLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_NamesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_OperatesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_OwnsLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_PaysIntoLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_PromotesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_ReadInLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_RecruitedLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_RefersToLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_RepaysLink_Fragment = { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_ShownOnLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_SignedLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_SignsInLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_StatesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_TradesLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_TransferLink_Fragment = { id: string, type: LinkType, fromId: string, toId: string };

type BoardLine_WithdrawLink_Fragment = { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string };

export type BoardLineFragment =
  | BoardLine_AboutLink_Fragment
  | BoardLine_AppliesForLink_Fragment
  | BoardLine_BidsLink_Fragment
  | BoardLine_ComplainedLink_Fragment
  | BoardLine_DepositsLink_Fragment
  | BoardLine_FiledLink_Fragment
  | BoardLine_FlowLink_Fragment
  | BoardLine_GuaranteesLink_Fragment
  | BoardLine_HandledByLink_Fragment
  | BoardLine_HasPhoneLink_Fragment
  | BoardLine_HoldsOfficeLink_Fragment
  | BoardLine_HoldsShareLink_Fragment
  | BoardLine_InProductLink_Fragment
  | BoardLine_IssuesLink_Fragment
  | BoardLine_LegalRepOfLink_Fragment
  | BoardLine_LicensedByLink_Fragment
  | BoardLine_LocatedAtLink_Fragment
  | BoardLine_MemberOfLink_Fragment
  | BoardLine_NamesLink_Fragment
  | BoardLine_OperatesLink_Fragment
  | BoardLine_OwnsLink_Fragment
  | BoardLine_PaysIntoLink_Fragment
  | BoardLine_PromotesLink_Fragment
  | BoardLine_ReadInLink_Fragment
  | BoardLine_RecruitedLink_Fragment
  | BoardLine_RefersToLink_Fragment
  | BoardLine_RepaysLink_Fragment
  | BoardLine_ShownOnLink_Fragment
  | BoardLine_SignedLink_Fragment
  | BoardLine_SignsInLink_Fragment
  | BoardLine_StatesLink_Fragment
  | BoardLine_TradesLink_Fragment
  | BoardLine_TransferLink_Fragment
  | BoardLine_WithdrawLink_Fragment
;

export type BoardSeedsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type BoardSeedsQuery = { entitiesById: Array<
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
  > };

export type BoardLayersQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  layer?: number | null | undefined;
  first?: number | null | undefined;
}>;


export type BoardLayersQuery = { layers: { totals: Array<{ layer: number, accounts: number, received: number, passed: number }>, accounts: { total: number, nodes: Array<{ layer: number, role: string, account:
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        , owner:
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
         | null }> } } };

export type BoardAmongQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type BoardAmongQuery = { among: { total: number, truncated: boolean, entities: Array<
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    >, links: Array<
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
    > } };

export type BoardExpandQueryVariables = Exact<{
  id: string | number;
  links?: Array<LinkType> | LinkType | null | undefined;
  outgoing?: boolean | null | undefined;
  kinds?: Array<KindName> | KindName | null | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
  least?: number | null | undefined;
  most?: number | null | undefined;
  order: Order;
  first?: number | null | undefined;
}>;


export type BoardExpandQuery = { expand: { total: number, truncated: boolean, leftOut: Array<{ words: string, count: number }>, entity:
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    , entities: Array<
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    >, links: Array<
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { id: string, type: LinkType, fromId: string, toId: string }
      | { amount: number | null, at: string | null, id: string, type: LinkType, fromId: string, toId: string }
    > } | null };

export type BoardCountsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type BoardCountsQuery = { entitiesById: Array<
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
    | { id: string, neighbourCounts: Array<{ others: number }> }
  > };

export type BoardFindingQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardFindingQuery = { finding: { id: string, sentence: string, detector: { label: string }, subjects: Array<{ id: string, role: string, entity:
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
       | null }> } | null };

export type BoardCaseQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardCaseQuery = { case: { number: string, title: string, things: { total: number, nodes: Array<{ id: string, sort: ThingSort, entity:
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
         | null, finding: { subjects: Array<{ id: string, entity:
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
              | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
             | null }> } | null }> } } };

export type BoardViewQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardViewQuery = { view: { id: string, line: string, version: number, title: string, case: string | null, who: string, at: string, body: unknown, sharedWith: Array<string> } };

export type BoardViewsQueryVariables = Exact<{
  case?: string | number | null | undefined;
}>;


export type BoardViewsQuery = { views: { total: number, nodes: Array<{ id: string, line: string, version: number, title: string, case: string | null, who: string, at: string }> } };

export type BoardSaveViewMutationVariables = Exact<{
  title: string;
  body: unknown;
  case?: string | number | null | undefined;
  parent?: string | number | null | undefined;
}>;


export type BoardSaveViewMutation = { saveView: { id: string, line: string, version: number, title: string, case: string | null } };

export type BoardShareViewMutationVariables = Exact<{
  id: string | number;
  person: string;
}>;


export type BoardShareViewMutation = { shareView: { id: string, sharedWith: Array<string> } };

export type BoardCasesQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardCasesQuery = { cases: { nodes: Array<{ id: string, number: string, title: string }> } };

export type BoardAddToCaseMutationVariables = Exact<{
  id: string | number;
  things: Array<string | number> | string | number;
  reason: string;
}>;


export type BoardAddToCaseMutation = { addToCase: { changed: Array<string>, unchanged: Array<string>, case: { id: string } } };

export type BoardCommonQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type BoardCommonQuery = { commonNeighbours: { total: number, nodes: Array<
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { region: string | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null }
    > } };

export type BoardFlowsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  step: CalendarStep;
}>;


export type BoardFlowsQuery = { histogramAmong: { bins: Array<{ low: string, high: string, count: number, amount: number }> } };

export type BoardWhenceFindingQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardWhenceFindingQuery = { finding: { id: string, score: number, sentence: string, detector: { label: string, about: string }, subjects: Array<{ id: string, role: string, entity:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }> } | null };

export type BoardWhenceLayerQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  accounts?: Array<string | number> | string | number | null | undefined;
}>;


export type BoardWhenceLayerQuery = { layers: { snapshot: string, accounts: { nodes: Array<{ layer: number, role: string, why: string, confidence: number, received: number, fromBelow: number, passed: number, returned: number, resting: number }> } } };

export type BoardWhenceCaseQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardWhenceCaseQuery = { case: { things: { total: number, nodes: Array<{ id: string, sort: ThingSort, why: string, who: string, at: string, entity:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
         | null, finding: { detector: { label: string }, subjects: Array<{ id: string, entity:
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
              | { id: string }
             | null }> } | null }> } } };

export type CaseLinkRowQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseLinkRowQuery = { why: { nodes: Array<{ owner: string, values: unknown }> } };

export type CaseLinkEndsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type CaseLinkEndsQuery = { entitiesById: Array<
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
  > };

export type CaseFreezesQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseFreezesQuery = { case: { id: string, freezes: Array<{ id: string, version: number, at: string, who: string, why: string, content: string, sha256: string, entities: number, links: number, findings: number, records: number, lacking: number }> } };

export type CaseDifferenceQueryVariables = Exact<{
  id: string | number;
  version?: number | null | undefined;
  what?: CaseDifferenceSort | null | undefined;
  first: number;
}>;


export type CaseDifferenceQuery = { case: { id: string, difference: { version: number, same: boolean, thingsAdded: Array<string>, thingsGone: Array<string>, importsAdded: Array<string>, importsGone: Array<string>, judged: number, added: number, gone: number, changed: number, lines: { total: number, nodes: Array<{ what: CaseDifferenceSort, id: string, table: string, label: string, prop: string | null, then: string | null, now: string | null, rows: string, entity:
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
           | null, finding: { id: string, sentence: string, detector: { label: string } } | null }> } } | null } };

export type CaseStartMutationVariables = Exact<{
  kind: string;
  params?: unknown;
}>;


export type CaseStartMutation = { startJob: { id: string } };

export type CasesListQueryVariables = Exact<{
  mine: boolean;
  open?: boolean | null | undefined;
  text: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CasesListQuery = { cases: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, title: string, cause: string, suspected: string, region: string, status: CaseStatus, outcome: CaseOutcome | null, assignee: string | null, role: CaseRole, openedAt: string, changedAt: string, thingsTotal: number }> } };

export type CasesClassesQueryVariables = Exact<{ [key: string]: never; }>;


export type CasesClassesQuery = { caseClasses: Array<string> };

export type CasesOpenMutationVariables = Exact<{
  title: string;
  cause: string;
  suspected: string;
  region: string;
  agency: string;
  docket: string;
}>;


export type CasesOpenMutation = { openCase: { id: string } };

export type CaseAmendMutationVariables = Exact<{
  id: string | number;
  reason: string;
  title: string;
  cause: string;
  suspected: string;
  region: string;
  agency: string;
  docket: string;
}>;


export type CaseAmendMutation = { amendCase: { id: string } };

export type CaseFileQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseFileQuery = { case: { id: string, number: string, title: string, cause: string, suspected: string, region: string, agency: string, docket: string, status: CaseStatus, outcome: CaseOutcome | null, assignee: string | null, role: CaseRole, openedBy: string, openedAt: string, changedAt: string, thingsTotal: number, members: Array<{ who: string, role: CaseRole, since: string, by: string }>, views: { total: number, nodes: Array<{ id: string, line: string, version: number, title: string, who: string, at: string }> }, steps: { total: number, nodes: Array<{ seq: number, at: string, who: string, act: CaseAct, subject: string | null, word: string | null, text: string, entities: number, links: number, findings: number, facts: Array<{ name: string, was: string, now: string }> }> }, notes: { total: number, nodes: Array<{ seq: number, at: string, who: string, text: string, corrects: number | null }> } } };

export type CaseThingsQueryVariables = Exact<{
  id: string | number;
  sort: ThingSort;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CaseThingsQuery = { case: { things: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, sort: ThingSort, why: string, who: string, at: string, entity:
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
         | null, finding: { id: string, sentence: string, state: State, score: number, detector: { label: string } } | null }> } } };

export type CaseAnnotationsQueryVariables = Exact<{
  subjects: Array<string | number> | string | number;
  case: string | number;
}>;


export type CaseAnnotationsQuery = { annotations: { total: number, nodes: Array<{ seq: number, subject: string, case: string | null, who: string, at: string, text: string }> } };

export type CaseAddMutationVariables = Exact<{
  id: string | number;
  things: Array<string | number> | string | number;
  reason: string;
}>;


export type CaseAddMutation = { addToCase: { changed: Array<string>, unchanged: Array<string> } };

export type CaseRemoveMutationVariables = Exact<{
  id: string | number;
  things: Array<string | number> | string | number;
  reason: string;
}>;


export type CaseRemoveMutation = { removeFromCase: { changed: Array<string> } };

export type CaseJoinMutationVariables = Exact<{
  id: string | number;
  person: string;
  role: CaseRole;
}>;


export type CaseJoinMutation = { addCaseMember: { id: string } };

export type CaseLeaveMutationVariables = Exact<{
  id: string | number;
  person: string;
  reason: string;
}>;


export type CaseLeaveMutation = { removeCaseMember: boolean };

export type CaseAssignMutationVariables = Exact<{
  id: string | number;
  person: string;
  reason: string;
}>;


export type CaseAssignMutation = { assignCase: { id: string } };

export type CaseCommentMutationVariables = Exact<{
  id: string | number;
  text: string;
  corrects?: number | null | undefined;
}>;


export type CaseCommentMutation = { commentCase: { seq: number } };

export type CaseCloseMutationVariables = Exact<{
  id: string | number;
  outcome: CaseOutcome;
  reason: string;
}>;


export type CaseCloseMutation = { closeCase: { id: string } };

export type CaseReopenMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type CaseReopenMutation = { reopenCase: { id: string } };

export type CaseConflictsQueryVariables = Exact<{
  id: string | number;
  other: string | number;
}>;


export type CaseConflictsQuery = { caseConflicts: Array<{ what: CaseConflictSort, subject: string, here: string, there: string }> };

export type CaseJoinOtherMutationVariables = Exact<{
  id: string | number;
  other: string | number;
  reason: string;
}>;


export type CaseJoinOtherMutation = { joinCase: { things: number, conflicts: Array<{ what: CaseConflictSort }> } };

export type CaseAnnotateMutationVariables = Exact<{
  subject: string | number;
  text: string;
  case: string | number;
}>;


export type CaseAnnotateMutation = { annotate: { seq: number } };

export type CaseUnannotateMutationVariables = Exact<{
  seq: number;
  reason: string;
}>;


export type CaseUnannotateMutation = { removeAnnotation: { seq: number } };

export type CaseThingsFileQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type CaseThingsFileQuery = { case: { things: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, sort: ThingSort, why: string, who: string, at: string, entity:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         | null, finding: { id: string, sentence: string, state: State, score: number } | null }> } } };

export type CaseTimelineFileQueryVariables = Exact<{
  id: string | number;
  acts?: Array<CaseAct> | CaseAct | null | undefined;
  after?: string | null | undefined;
}>;


export type CaseTimelineFileQuery = { case: { timeline: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ seq: number, at: string, who: string, act: CaseAct, label: string, subject: string | null, word: string | null, text: string, corrects: number | null, was: string | null, now: string | null }> } } };

export type CaseExportsQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type CaseExportsQuery = { caseExportFormats: Array<{ name: string, label: string, about: string }>, case: { id: string, redactions: Array<{ seq: number, at: string, who: string, sort: RedactionSort | null, roles: Array<RedactionRole>, subject: string | null, prop: string | null, label: string, why: string }>, exports: { total: number, nodes: Array<{ id: string, at: string, who: string, version: number, scope: CaseExportScope, redactions: number, open: boolean, why: string, files: Array<{ format: string, label: string, file: string, bytes: number, sha256: string, sm3: string, path: string }> }> } } };

export type CaseHidesQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseHidesQuery = { case: { id: string, hiding: Array<{ rule: string, label: string, subject: string | null, prop: string | null, why: string, values: number, ids: number, cells: number, texts: number }> } };

export type CaseRedactRuleMutationVariables = Exact<{
  id: string | number;
  sort: RedactionSort;
  roles?: Array<RedactionRole> | RedactionRole | null | undefined;
  reason: string;
}>;


export type CaseRedactRuleMutation = { redactByRule: { seq: number } };

export type CaseRedactTextMutationVariables = Exact<{
  id: string | number;
  text: string;
  reason: string;
}>;


export type CaseRedactTextMutation = { redactByHand: { seq: number } };

export type CaseRedactUndoMutationVariables = Exact<{
  id: string | number;
  seq: number;
  reason: string;
}>;


export type CaseRedactUndoMutation = { undoRedaction: { seq: number } };

export type CaseHandoversQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseHandoversQuery = { handoverReceivers: Array<{ name: string, label: string, days: number, working: boolean, basis: string }>, case: { id: string, handovers: Array<{ id: string, kind: string, label: string, agency: string, who: string, at: string, due: string, state: CaseHandoverState, overdue: boolean, sha256: string, gaps: Array<string>, note: string, reason: string, changedAt: string, receipt: { person: string, at: string, number: string, sha256: string, same: boolean | null } | null }> } };

export type CaseChecklistQueryVariables = Exact<{
  id: string | number;
  kind: string;
}>;


export type CaseChecklistQuery = { case: { id: string, handoverChecklist: { due: string, receiver: { name: string, label: string, days: number, working: boolean, basis: string, papers: Array<string> }, needs: Array<{ sort: string, name: string, label: string, gap: string | null }> }, exports: { nodes: Array<{ id: string, at: string, version: number, files: Array<{ format: string, label: string, file: string, sha256: string }> }> } } };

export type CaseHandOverMutationVariables = Exact<{
  id: string | number;
  kind: string;
  agency: string;
  sha256: string;
  reason: string;
}>;


export type CaseHandOverMutation = { handOverCase: { id: string } };

export type CaseReceiptMutationVariables = Exact<{
  id: string | number;
  person: string;
  at: string;
  number: string;
  sha256: string;
}>;


export type CaseReceiptMutation = { receiveHandover: { id: string } };

export type CaseHandoverReturnMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type CaseHandoverReturnMutation = { returnHandover: { id: string } };

export type CaseHandoverWithdrawMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type CaseHandoverWithdrawMutation = { withdrawHandover: { id: string } };

export type CaseFiguresQueryVariables = Exact<{
  id: string | number;
  reinvested: string;
  interest: string;
  commission: string;
  fees: string;
  first: number;
}>;


export type CaseFiguresQuery = { case: { id: string, figures: { version: number, frozenAt: string, counting: Array<{ name: string, label: string, chosen: string, options: Array<{ name: string, label: string, law: string }> }>, variants: Array<{ chosen: boolean, reinvested: string, interest: string, commission: string, fees: string, absorbed: number, unpaid: number, owed: number }>, totals: { participants: number, transfers: number, paidIn: number, feeIn: number, otherIn: number, principal: number, refund: number, interest: number, commission: number, feeOut: number, unexplained: number, reinvested: number, absorbed: number, unpaid: number }, sheetTotals: { sheets: number, residues: number, fees: number, residue: number }, layers: Array<{ layer: number, accounts: number, received: number, fromBelow: number, passed: number, returned: number, resting: number }>, ledger: { total: number, nodes: Array<{ id: string, paidIn: number, feeIn: number, principal: number, refund: number, interest: number, commission: number, unexplained: number, reinvested: number, absorbed: number, unpaid: number, transfers: number, entity:
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
           | null }> }, sheets: { total: number, nodes: Array<{ account: string, period: string, opening: number, cameIn: number, paidOut: number, fees: number, residue: number, closing: number, seen: number, assumed: boolean, entity:
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
           | null }> }, core: { total: number, nodes: Array<{ account: string, owner: string | null, role: string, score: number, betweenness: number, degree: number, cutOff: number, handled: number, entity:
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
           | null, ownerEntity:
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
            | { id: string, kind: KindName, caption: string }
           | null }> } } | null } };

export type CaseMatrixQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseMatrixQuery = { case: { id: string, freezes: Array<{ version: number }>, elements: Array<{ element: CaseElement, label: string, law: string, askFor: string, askAgainst: string }>, evidence: Array<{ seq: number, element: CaseElement, side: EvidenceSide, text: string, subject: string | null, said: string, who: string, at: string, entity:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       | null, finding: { id: string, sentence: string, detector: { label: string } } | null }>, evidenceProposed: Array<{ key: string, element: CaseElement, side: EvidenceSide, text: string, said: string, subject: string | null, prop: string | null, rule: string, entity:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       | null, finding: { id: string, sentence: string, detector: { label: string } } | null }>, evidenceDismissed: Array<{ seq: number, element: CaseElement, side: EvidenceSide, text: string, subject: string | null, who: string, at: string, proposal: string | null, entity:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       | null, finding: { id: string, sentence: string, detector: { label: string } } | null }> } };

export type CaseEvidenceAddMutationVariables = Exact<{
  id: string | number;
  given: EvidenceGiven;
}>;


export type CaseEvidenceAddMutation = { addEvidence: { seq: number } };

export type CaseEvidenceDismissMutationVariables = Exact<{
  id: string | number;
  given: EvidenceGiven;
  reason: string;
}>;


export type CaseEvidenceDismissMutation = { dismissEvidence: { seq: number } };

export type CaseEvidenceRemoveMutationVariables = Exact<{
  id: string | number;
  seq: number;
  reason: string;
}>;


export type CaseEvidenceRemoveMutation = { removeEvidence: { seq: number } };

export type CaseRulesQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseRulesQuery = { caseRuleKinds: Array<{ name: string, label: string, about: string }>, case: { id: string, rules: Array<{ seq: number, name: string, label: string, params: unknown, found: number, added: number, snapshot: string, who: string, at: string, why: string }> } };

export type CaseRuleApplyMutationVariables = Exact<{
  id: string | number;
  name: string;
  params: unknown;
  reason: string;
}>;


export type CaseRuleApplyMutation = { applyCaseRule: { seq: number, found: number, added: number } };

export type CaseTasksQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseTasksQuery = { case: { id: string, tasks: Array<{ id: string, title: string, person: string, due: string, by: string, at: string, state: CaseTaskState, overdue: boolean, steps: Array<{ at: string, who: string, act: string, label: string, person: string | null, due: string | null, text: string }> }> } };

export type CaseTaskSetMutationVariables = Exact<{
  id: string | number;
  title: string;
  person: string;
  due: string;
}>;


export type CaseTaskSetMutation = { setCaseTask: { id: string } };

export type CaseTaskAssignMutationVariables = Exact<{
  id: string | number;
  person: string;
  reason: string;
}>;


export type CaseTaskAssignMutation = { assignCaseTask: { id: string } };

export type CaseTaskExtendMutationVariables = Exact<{
  id: string | number;
  due: string;
  reason: string;
}>;


export type CaseTaskExtendMutation = { extendCaseTask: { id: string } };

export type CaseTaskFinishMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type CaseTaskFinishMutation = { finishCaseTask: { id: string } };

export type CaseTaskDropMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type CaseTaskDropMutation = { dropCaseTask: { id: string } };

export type CaseTaskReopenMutationVariables = Exact<{
  id: string | number;
  reason: string;
  due?: string | null | undefined;
}>;


export type CaseTaskReopenMutation = { reopenCaseTask: { id: string } };

export type EntityPortraitQueryVariables = Exact<{
  id: string | number;
}>;


export type EntityPortraitQuery = { entity:
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
    | { id: string, kind: KindName, caption: string, sources: number, conflicts: Array<string>, risk: { score: number, grade: Grade, findings: number } | null, facts: Array<{ name: string, type: string, value: unknown, masked: boolean }>, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, kind: KindName, links: number, others: number, amount: number | null }> }
   | null };

export type EntityAccountsQueryVariables = Exact<{
  id: string | number;
  outgoing: boolean;
}>;


export type EntityAccountsQuery = { expand: { total: number, entities: Array<
      | { bank: string | null, opened: string | null, balance: number | null, blocked: boolean | null, id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
      | { id: string, kind: KindName, caption: string, risk: { grade: Grade } | null, neighbourCounts: Array<{ link: LinkType, outgoing: boolean, amount: number | null }> }
    > } | null };

export type EntityCasesQueryVariables = Exact<{
  id: string | number;
}>;


export type EntityCasesQuery = { casesWith: { total: number, nodes: Array<{ id: string, number: string, title: string, status: CaseStatus, suspected: string, thingsTotal: number }> } };

export type EntityTimelineQueryVariables = Exact<{
  id: string | number;
  links?: Array<LinkType> | LinkType | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type EntityTimelineQuery = { timelineOf: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ at: string, label: string, prop: string | null, link: LinkType | null, linkId: string | null, outgoing: boolean | null, others: number, count: number, amount: number | null, other:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       | null }> } };

export type FindingsListQueryVariables = Exact<{
  states?: Array<State> | State | null | undefined;
  detectors?: Array<string> | string | null | undefined;
  least: number;
  first: number;
  after?: string | null | undefined;
}>;


export type FindingsListQuery = { findings: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ id: string, score: number, state: State, sentence: string, end: string | null, facts: unknown, detector: { name: string }, subjects: Array<{ role: string, kind: string, entity:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         | null }> }> } };

export type FindingsWhoseQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FindingsWhoseQuery = { findingAssignees: Array<{ finding: string, person: string }> };

export type FindingsAroundQueryVariables = Exact<{ [key: string]: never; }>;


export type FindingsAroundQuery = { findingTallies: Array<{ name: string, label: string, count: number }>, patterns: Array<{ name: string, label: string, about: string, classes: Array<string>, law: string, exonerates: Array<string> }> };

export type FindingsOneQueryVariables = Exact<{
  id: string | number;
}>;


export type FindingsOneQuery = { finding: { id: string, score: number, state: State, sentence: string, start: string | null, end: string | null, facts: unknown, links: Array<string>, detector: { name: string, label: string, about: string, classes: Array<string>, law: string, exonerates: Array<string> }, subjects: Array<{ id: string, role: string, kind: string, entity:
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
        | { id: string, kind: KindName, caption: string, risk: { grade: Grade, score: number } | null }
       | null }> } | null, findingHistory: { total: number, nodes: Array<{ seq: number, act: TriageAct, at: string, who: string, verdict: Verdict | null, person: string | null, text: string, corrects: number | null }> }, findingAssignees: Array<{ person: string }>, scoreHistory: Array<{ at: string, score: number, seq: number }> };

export type FindingsScoresQueryVariables = Exact<{
  detector: string;
}>;


export type FindingsScoresQuery = { findings: { total: number, nodes: Array<{ score: number, state: State }> } };

export type FindingsAmongQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FindingsAmongQuery = { among: { links: Array<
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
      | { id: string, type: LinkType, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , to:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , facts: Array<{ name: string, type: string, value: unknown }> }
    > } };

export type FindingsCaptionsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FindingsCaptionsQuery = { entitiesById: Array<
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
  > };

export type FindingsDecideMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  verdict: Verdict;
  reason: string;
}>;


export type FindingsDecideMutation = { triageMany: Array<{ seq: number }> };

export type FindingsAssignMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  person: string;
  reason: string;
}>;


export type FindingsAssignMutation = { assignMany: Array<{ seq: number }> };

export type FindingsPeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type FindingsPeopleQuery = { triagePeople: Array<string> };

export type FindingsCommentMutationVariables = Exact<{
  id: string | number;
  text: string;
}>;


export type FindingsCommentMutation = { commentFinding: { seq: number } };

export type FindingsFileQueryVariables = Exact<{
  states?: Array<State> | State | null | undefined;
  detectors?: Array<string> | string | null | undefined;
  least: number;
  after?: string | null | undefined;
}>;


export type FindingsFileQuery = { findings: { nodes: Array<{ id: string, score: number, state: State, sentence: string, start: string | null, end: string | null, detector: { name: string, label: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type HomeNewsQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeNewsQuery = { findings: { total: number, nodes: Array<{ id: string, score: number, sentence: string, end: string | null, state: State, detector: { name: string, label: string } }> } };

export type HomeCasesQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeCasesQuery = { cases: { total: number, nodes: Array<{ id: string, number: string, title: string, suspected: string, status: CaseStatus, thingsTotal: number, changedAt: string }> } };

export type HomeImportsQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeImportsQuery = { imports: { total: number, nodes: Array<{ id: string, file: string, rows: number, rejected: number, finished: string, source: string | null }> } };

export type HomeStateQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeStateQuery = { state: { asOf: string | null, graphIsBehind: boolean, problem: string | null }, counts: { kinds: Array<{ name: string, count: number }>, links: Array<{ name: string, count: number }> } };

export type HomeAlertsQueryVariables = Exact<{
  grades?: Array<Grade> | Grade | null | undefined;
  first?: number | null | undefined;
}>;


export type HomeAlertsQuery = { alerts: { grades: Array<{ grade: Grade, count: number }>, alerts: { total: number, nodes: Array<{ score: number, grade: Grade, region: string | null, suspected: string | null, new: boolean | null, risen: boolean, findings: number, entity:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , reasons: Array<{ finding: string, label: string, sentence: string }> }> } } };

export type HomeTodayQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeTodayQuery = { today: { at: string, asOf: string | null, open: number | null, risen: number | null, day: { since: string, found: number | null, new: number | null, decided: number | null, imports: number | null, rows: number | null, rejected: number | null, complaints: number | null, complaintsBefore: number | null, reports: number | null, reportsBefore: number | null }, week: { since: string, found: number | null, new: number | null, decided: number | null, imports: number | null, rows: number | null, rejected: number | null, complaints: number | null, complaintsBefore: number | null, reports: number | null, reportsBefore: number | null } } };

export type HomeClassesQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeClassesQuery = { riskByClass: Array<{ suspected: string, entities: number, red: number, amber: number, yellow: number }>, alerts: { grades: Array<{ grade: Grade, count: number }> } };

export type HomeMonthsQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeMonthsQuery = { findingsByMonth: Array<{ month: string, findings: number }> };

export type ImportsListQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ImportsListQuery = { imports: { total: number, nodes: Array<{ id: string, file: string, sha256: string, mapping: string, rows: number, rejected: number, ignored: number, counts: unknown, finished: string, source: string | null }> } };

export type ImportsStateQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportsStateQuery = { state: { seq: number, asOf: string | null, graphIsUp: boolean, graphIsBehind: boolean, problem: string | null } };

export type ImportsUploadsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportsUploadsQuery = { uploads: Array<{ id: string, name: string, size: number, sha256: string, at: string }> };

export type ImportsJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportsJobsQuery = { jobs: { nodes: Array<{ id: string, kind: string, label: string, params: unknown, who: string, at: string, state: string, done: number | null, total: number | null, words: string | null, started: string | null, ended: string | null, exit: number | null, result: unknown, why: string | null }> } };

export type ImportsPreviewQueryVariables = Exact<{
  id: string | number;
  part?: string | null | undefined;
}>;


export type ImportsPreviewQuery = { uploadPreview: { more: boolean, above: Array<string>, part: { name: string, encoding: string | null, columns: Array<string> }, parts: Array<{ name: string }>, columns: Array<{ name: string, masked: boolean }>, rows: Array<{ row: number, cells: Array<string | null> }>, leftOut: Array<{ name: string, why: string }> } };

export type ImportsProposalQueryVariables = Exact<{
  id: string | number;
  part?: string | null | undefined;
  choices?: Array<ColumnChoice> | ColumnChoice | null | undefined;
}>;


export type ImportsProposalQuery = { mappingProposal: { text: string | null, problem: string | null, shape: string | null, needs: Array<Array<string>>, columns: Array<{ column: string, role: string, shape: string, alias: string, owner: string | null, ownerLabel: string | null, property: string, label: string, optional: boolean, sure: number | null }>, roles: Array<{ role: string, alias: string, owner: string | null, ownerLabel: string | null, property: string, label: string }>, fits: Array<{ name: string, label: string, reads: number, missing: Array<string>, fits: boolean }> } };

export type ImportsMappingsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportsMappingsQuery = { mappings: Array<{ name: string, text: string, label: { zh: string, en: string } }> };

export type ImportsCheckQueryVariables = Exact<{
  id: string | number;
  text?: string | null | undefined;
  name?: string | null | undefined;
}>;


export type ImportsCheckQuery = { checkMapping: { problem: string | null, mapping: string | null, tables: Array<string>, rows: number, whole: boolean, rejected: number, ignored: number, cells: number, records: Array<{ name: string, label: string, new: number | null, changed: number | null, merged: number | null }>, sums: Array<{ owner: string, label: string, fen: number }>, reasons: Array<{ reason: string, words: string, count: number }>, rejects: Array<{ part: string, row: number, column: string, value: string | null, reason: string, words: string, lost: string }>, examples: Array<{ owner: string, label: string, row: number, values: unknown, ends: unknown }>, columns: Array<{ column: string, shape: string, alias: string, owner: string | null, ownerLabel: string | null, property: string, label: string, optional: boolean, sure: number | null }>, leftOut: Array<{ name: string, why: string }> } };

export type ImportsKeepMappingMutationVariables = Exact<{
  text: string;
  name: string;
}>;


export type ImportsKeepMappingMutation = { saveMapping: { id: string } };

export type ImportsStartMutationVariables = Exact<{
  kind: string;
  params?: unknown;
}>;


export type ImportsStartMutation = { startJob: { id: string } };

export type ImportsDropMutationVariables = Exact<{
  id: string | number;
}>;


export type ImportsDropMutation = { dropUpload: boolean };

export type ImportsDiffQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportsDiffQuery = { importDiff: { inForce: boolean, withIt: Array<string>, import: { id: string, file: string, sha256: string, mapping: string, mappingSha256: string, rows: number, rejected: number, ignored: number, counts: unknown, finished: string, source: string | null }, records: Array<{ name: string, label: string, new: number | null, changed: number | null, merged: number | null }>, reasons: Array<{ reason: string, words: string, count: number }> } };

export type ImportsRejectedQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportsRejectedQuery = { rejectedRows: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ part: string, row: number, column: string, value: string | null, reason: string, words: string, lost: string }> } };

export type MoneyNamedQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type MoneyNamedQuery = { entitiesById: Array<
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
    | { id: string, kind: KindName, caption: string }
  > };

export type MoneyCasesQueryVariables = Exact<{ [key: string]: never; }>;


export type MoneyCasesQuery = { cases: { total: number, nodes: Array<{ id: string, number: string, title: string, thingsTotal: number }> } };

export type MoneyOfCaseQueryVariables = Exact<{
  id: string | number;
}>;


export type MoneyOfCaseQuery = { case: { id: string, title: string, number: string, things: { total: number, nodes: Array<{ entity:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         | null }> } } };

export type MoneyOfFindingQueryVariables = Exact<{
  id: string | number;
}>;


export type MoneyOfFindingQuery = { finding: { id: string, sentence: string, detector: { label: string }, subjects: Array<{ role: string, entity:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       | null }> } | null };

export type MoneyToCaseMutationVariables = Exact<{
  id: string | number;
  text: string;
}>;


export type MoneyToCaseMutation = { commentCase: { seq: number } };

export type MoneyLedgerQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  again: boolean;
  offset: boolean;
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyLedgerQuery = { ledger: { snapshot: string, totals: Array<{ name: string, amount: number }>, parties: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ participant: boolean, paidIn: number, otherIn: number, feeIn: number, principal: number, refund: number, interest: number, commission: number, feeOut: number, unexplained: number, reinvested: number, unpaid: number, transfers: number, party:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         }> } } };

export type MoneyLayersQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  hold: number;
  since?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type MoneyLayersQuery = { layers: { snapshot: string, totals: Array<{ layer: number, accounts: number, received: number, passed: number, resting: number }>, accounts: { total: number } } };

export type MoneyLayerQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  hold: number;
  since?: string | null | undefined;
  until?: string | null | undefined;
  layer?: number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyLayerQuery = { layers: { accounts: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ layer: number, role: string, confidence: number, received: number, fromBelow: number, passed: number, returned: number, resting: number, heldSeconds: number | null, account:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , owner:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         | null }> } } };

export type MoneyCorePeopleQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyCorePeopleQuery = { corePeople: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ score: number, role: string, kept: number, paid: number, earned: number, brought: number, shared: number, firms: number, person:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       }> } };

export type MoneyCoreAccountsQueryVariables = Exact<{
  group: Array<string | number> | string | number;
  since?: string | null | undefined;
  until?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyCoreAccountsQuery = { coreMembers: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ score: number, handled: number, betweenness: number, core: number, degree: number, cutOff: number, account:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
      , owner:
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
        | { id: string, kind: KindName, caption: string }
       | null }> } };

export type MoneyFlowsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type MoneyFlowsQuery = { among: { total: number, truncated: boolean, leftOut: Array<{ words: string, count: number }>, links: Array<
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { count: number | null, sum: number | null, first: string | null, last: string | null, id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
      | { id: string, fromId: string, toId: string }
    > } };

export type MoneyOutQueryVariables = Exact<{
  id: string | number;
  since?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type MoneyOutQuery = { expand: { total: number, links: Array<
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { count: number | null, sum: number | null, fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
      | { fromId: string, toId: string }
    > } | null };

export type MoneyIncomingQueryVariables = Exact<{
  id: string | number;
}>;


export type MoneyIncomingQuery = { expand: { total: number, links: Array<
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { amount: number | null, at: string | null, id: string, from:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         }
      | { id: string }
    > } | null };

export type MoneyRulesQueryVariables = Exact<{
  account: string | number;
  at: string;
  amount: number;
  rules?: Array<Rule> | Rule | null | undefined;
  back: boolean;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyRulesQuery = { traceSum: { snapshot: string, leftOut: number, leftOutMost: number, totals: Array<{ rule: Rule, amount: number }>, held: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ account:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , shares: Array<{ rule: Rule, amount: number }> }> } } };

export type MoneyWhatIfQueryVariables = Exact<{
  action: Action;
  group: Array<string | number> | string | number;
  at: string;
  payees?: Array<string | number> | string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyWhatIfQuery = { whatIf: { snapshot: string, held: number, kept: number, later: Array<{ days: number, left: number, balance: number }>, hits: { total: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ sameOwner: boolean, direct: number, onward: number, low: number, high: number, arrears: number, account:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
        , owner:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         | null }> } } };

export type ReviewQueueQueryVariables = Exact<{
  kind?: KindName | null | undefined;
  first?: number | null | undefined;
}>;


export type ReviewQueueQuery = { pairsToJudge: { total: number, nodes: Array<{ alike: Array<string>, differ: Array<string>, left: { id: string, kind: KindName, caption: string }, right: { id: string, kind: KindName, caption: string } }> }, reviewing: { waiting: number, today: number, agreement: Array<{ other: string, pairs: number, agreed: number, kappa: number | null }> } };

export type ReviewPairQueryVariables = Exact<{
  left: string | number;
  right: string | number;
}>;


export type ReviewPairQuery = { pairToJudge: { left: { id: string, kind: KindName, caption: string, rows: number, first: string | null, files: Array<{ file: string, rows: number }> }, right: { id: string, kind: KindName, caption: string, rows: number, first: string | null, files: Array<{ file: string, rows: number }> }, properties: Array<{ property: string, label: string, type: string, left: unknown, right: unknown, state: Likeness }>, neighbours: Array<{ link: string, label: string, kind: KindName, kindLabel: string, left: number, right: number, shared: number, names: Array<string> }>, moves: { links: number, rows: number, findings: number | null, cases: number | null, needs: string | null, refused: boolean } | null, verdict: { score: number, band: string, agrees: boolean | null, reasons: Array<{ what: string, words: string, gave: number | null }>, judgement: { seq: number, answer: Answer, reason: string, basis: string | null, at: string, blind: boolean } } | null } };

export type ReviewJudgeMutationVariables = Exact<{
  left: string | number;
  right: string | number;
  answer: Answer;
  reason: string;
  basis?: string | null | undefined;
}>;


export type ReviewJudgeMutation = { judgePair: { score: number } };

export type ReviewRecentQueryVariables = Exact<{
  who?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type ReviewRecentQuery = { judgements: { total: number, nodes: Array<{ seq: number, answer: Answer, at: string, reason: string, score: number | null, blind: boolean, force: Force, left: { id: string, kind: KindName, caption: string }, right: { id: string, kind: KindName, caption: string } }> } };

export type ReviewBackMutationVariables = Exact<{
  seq: number;
  reason: string;
}>;


export type ReviewBackMutation = { takeBack: { seq: number } };

export type SearchHitsQueryVariables = Exact<{
  text: string;
  kinds?: Array<KindName> | KindName | null | undefined;
  regions?: Array<string> | string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchHitsQuery = { search: { cut: boolean, kinds: Array<{ value: string, count: number }>, regions: Array<{ value: string, count: number }>, hits: { total: number, totalIsExact: boolean, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ score: number, reason: string, region: string | null, entity:
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
          | { id: string, kind: KindName, caption: string, sources: number, risk: { grade: Grade, score: number } | null }
         }> } } };

export type StatisticsCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type StatisticsCountsQuery = { counts: { kinds: Array<{ name: string, label: string, count: number }>, links: Array<{ name: string, label: string, count: number }> }, state: { asOf: string | null } };

export type StatisticsTalliesQueryVariables = Exact<{ [key: string]: never; }>;


export type StatisticsTalliesQuery = { findingTallies: Array<{ name: string, label: string, count: number }>, patterns: Array<{ name: string }> };

export type StatisticsRegionsQueryVariables = Exact<{
  kind: KindName;
}>;


export type StatisticsRegionsQuery = { riskByRegion: Array<{ region: string | null, code: string | null, province: string | null, entities: number, red: number, amber: number, yellow: number }> };

export type StatisticsClassesQueryVariables = Exact<{
  kind: KindName;
}>;


export type StatisticsClassesQuery = { riskByClass: Array<{ suspected: string, entities: number, red: number, amber: number, yellow: number }> };

export type StatisticsMonthsQueryVariables = Exact<{ [key: string]: never; }>;


export type StatisticsMonthsQuery = { findingsByMonth: Array<{ month: string, findings: number, classes: number, score: number }> };

export type StatisticsTransfersQueryVariables = Exact<{ [key: string]: never; }>;


export type StatisticsTransfersQuery = { histogramByTime: { without: number, bins: Array<{ low: string, count: number, amount: number }> } };

export type StatisticsAlertsQueryVariables = Exact<{
  kind: KindName;
  regions: Array<string> | string;
  first?: number | null | undefined;
}>;


export type StatisticsAlertsQuery = { alerts: { alerts: { total: number, nodes: Array<{ score: number, grade: Grade, entity:
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
          | { id: string, kind: KindName, caption: string }
         }> } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const WayShownFragmentDoc = new TypedDocumentString(`
    fragment WayShown on Way {
  entities {
    id
    kind
    caption
    risk {
      grade
    }
  }
  steps {
    total
    truncated
    links {
      id
      type
      fromId
      ... on FlowLink {
        count
        sum
        first
        last
      }
    }
  }
}
    `, {"fragmentName":"WayShown"}) as unknown as TypedDocumentString<WayShownFragment, unknown>;
export const BoardThingFragmentDoc = new TypedDocumentString(`
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}
    `, {"fragmentName":"BoardThing"}) as unknown as TypedDocumentString<BoardThingFragment, unknown>;
export const BoardLineFragmentDoc = new TypedDocumentString(`
    fragment BoardLine on Relation {
  id
  type
  fromId
  toId
  ... on FlowLink {
    count
    sum
    first
    last
  }
  ... on WithdrawLink {
    amount
    at
  }
  ... on DepositsLink {
    amount
    at
  }
  ... on RepaysLink {
    amount
    at
  }
  ... on BidsLink {
    amount
    at
  }
}
    `, {"fragmentName":"BoardLine"}) as unknown as TypedDocumentString<BoardLineFragment, unknown>;
export const OntologyDocument = new TypedDocumentString(`
    query Ontology {
  ontology {
    kinds {
      name
      caption
      label {
        zh
        en
      }
      properties {
        name
        type
        masked
        label {
          zh
          en
        }
      }
    }
    links {
      name
      from
      to
      many
      sum
      label {
        zh
        en
      }
      properties {
        name
        type
        masked
        label {
          zh
          en
        }
      }
      meaning {
        zh
        en
      }
      weight {
        zh
        en
      }
      weakens {
        zh
        en
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OntologyQuery, OntologyQueryVariables>;
export const ExpandCountsDocument = new TypedDocumentString(`
    query ExpandCounts($id: ID!) {
  neighbourCounts(id: $id) {
    link
    outgoing
    kind
    links
    others
    amount
  }
}
    `) as unknown as TypedDocumentString<ExpandCountsQuery, ExpandCountsQueryVariables>;
export const ExpandPreviewDocument = new TypedDocumentString(`
    query ExpandPreview($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen) {
  expand(
    id: $id
    links: $links
    outgoing: $outgoing
    kinds: $kinds
    since: $since
    until: $until
    least: $least
    most: $most
    first: 1
  ) {
    total
  }
}
    `) as unknown as TypedDocumentString<ExpandPreviewQuery, ExpandPreviewQueryVariables>;
export const InspectorSayingsDocument = new TypedDocumentString(`
    query InspectorSayings($id: ID!, $prop: String!) {
  why(id: $id, prop: $prop, first: 100) {
    nodes {
      file
      row
      values
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorSayingsQuery, InspectorSayingsQueryVariables>;
export const InspectorWriteDocument = new TypedDocumentString(`
    mutation InspectorWrite($subject: ID!, $text: String!, $case: ID) {
  annotate(subject: $subject, text: $text, case: $case) {
    seq
  }
}
    `) as unknown as TypedDocumentString<InspectorWriteMutation, InspectorWriteMutationVariables>;
export const InspectorRemoveDocument = new TypedDocumentString(`
    mutation InspectorRemove($seq: Int!, $reason: String!) {
  removeAnnotation(seq: $seq, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<InspectorRemoveMutation, InspectorRemoveMutationVariables>;
export const InspectorWithoutDocument = new TypedDocumentString(`
    query InspectorWithout($finding: ID!, $from: ID!, $to: ID!, $type: LinkType!) {
  scoreWithout(finding: $finding, fromId: $from, toId: $to, link: $type) {
    score
    taken
    left
    gone
    whyNot
  }
}
    `) as unknown as TypedDocumentString<InspectorWithoutQuery, InspectorWithoutQueryVariables>;
export const InspectorEntityDocument = new TypedDocumentString(`
    query InspectorEntity($id: ID!) {
  entity(id: $id) {
    id
    kind
    caption
    sources
    conflicts
    risk {
      score
      grade
      findings
    }
    facts {
      name
      type
      value
      masked
    }
    neighbourCounts {
      link
      outgoing
      kind
      links
      others
      amount
    }
  }
  owned: expand(id: $id, links: [OWNS], outgoing: false, first: 2) {
    entities {
      id
      kind
      caption
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorEntityQuery, InspectorEntityQueryVariables>;
export const InspectorEndsDocument = new TypedDocumentString(`
    query InspectorEnds($from: ID!, $to: ID!) {
  from: entity(id: $from) {
    id
    kind
    caption
    risk {
      score
      grade
    }
  }
  to: entity(id: $to) {
    id
    kind
    caption
    risk {
      score
      grade
    }
  }
  fromOwned: expand(id: $from, links: [OWNS], outgoing: false, first: 2) {
    entities {
      id
      caption
    }
  }
  toOwned: expand(id: $to, links: [OWNS], outgoing: false, first: 2) {
    entities {
      id
      caption
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorEndsQuery, InspectorEndsQueryVariables>;
export const InspectorLinksDocument = new TypedDocumentString(`
    query InspectorLinks($from: ID!, $to: ID!, $type: LinkType!, $first: Int!, $after: String) {
  linksBetween(
    fromId: $from
    toId: $to
    links: [$type]
    first: $first
    after: $after
  ) {
    amount
    leftOut {
      words
      count
    }
    links {
      total
      pageInfo {
        endCursor
        hasNextPage
      }
      nodes {
        id
        type
        sources
        conflicts
        facts {
          name
          type
          value
          masked
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorLinksQuery, InspectorLinksQueryVariables>;
export const InspectorFindingsDocument = new TypedDocumentString(`
    query InspectorFindings($id: ID!, $first: Int!) {
  findings(entity: $id, first: $first) {
    total
    nodes {
      id
      state
      score
      sentence
      start
      end
      links
      detector {
        name
        label
        law
        exonerates
      }
      subjects {
        id
        role
        entity {
          id
          kind
          caption
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorFindingsQuery, InspectorFindingsQueryVariables>;
export const InspectorRowsDocument = new TypedDocumentString(`
    query InspectorRows($id: ID!) {
  why(id: $id, first: 1) {
    total
  }
}
    `) as unknown as TypedDocumentString<InspectorRowsQuery, InspectorRowsQueryVariables>;
export const InspectorNotesDocument = new TypedDocumentString(`
    query InspectorNotes($subjects: [ID!]!, $case: ID) {
  annotations(subjects: $subjects, case: $case, first: 100) {
    total
    nodes {
      seq
      who
      at
      text
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorNotesQuery, InspectorNotesQueryVariables>;
export const InspectorCasesDocument = new TypedDocumentString(`
    query InspectorCases($id: ID!) {
  casesWith(subject: $id, first: 20) {
    total
    nodes {
      id
      number
      title
      status
      role
    }
  }
}
    `) as unknown as TypedDocumentString<InspectorCasesQuery, InspectorCasesQueryVariables>;
export const IntoCaseOpenDocument = new TypedDocumentString(`
    query IntoCaseOpen {
  cases(open: true, first: 100) {
    total
    nodes {
      id
      number
      title
      role
    }
  }
  caseClasses
}
    `) as unknown as TypedDocumentString<IntoCaseOpenQuery, IntoCaseOpenQueryVariables>;
export const IntoCaseMakeDocument = new TypedDocumentString(`
    mutation IntoCaseMake($title: String!, $cause: String!, $suspected: String!) {
  openCase(title: $title, cause: $cause, suspected: $suspected) {
    id
    title
  }
}
    `) as unknown as TypedDocumentString<IntoCaseMakeMutation, IntoCaseMakeMutationVariables>;
export const IntoCasePutDocument = new TypedDocumentString(`
    mutation IntoCasePut($id: ID!, $things: [ID!]!, $reason: String!) {
  addToCase(id: $id, things: $things, reason: $reason) {
    changed
    unchanged
    case {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<IntoCasePutMutation, IntoCasePutMutationVariables>;
export const PathsBetweenDocument = new TypedDocumentString(`
    query PathsBetween($from: ID!, $to: ID!, $hops: Int!, $all: Boolean!, $links: [LinkType!], $first: Int!) {
  paths(
    fromId: $from
    toId: $to
    hops: $hops
    all: $all
    links: $links
    first: $first
  ) {
    truncated
    leftOut {
      words
      count
    }
    ways {
      ...WayShown
    }
  }
}
    fragment WayShown on Way {
  entities {
    id
    kind
    caption
    risk {
      grade
    }
  }
  steps {
    total
    truncated
    links {
      id
      type
      fromId
      ... on FlowLink {
        count
        sum
        first
        last
      }
    }
  }
}`) as unknown as TypedDocumentString<PathsBetweenQuery, PathsBetweenQueryVariables>;
export const PathsMoneyDocument = new TypedDocumentString(`
    query PathsMoney($from: ID!, $to: ID!, $at: Time!, $hold: Float, $hops: Int!, $least: Fen!) {
  moneyPath(
    fromId: $from
    toId: $to
    at: $at
    holdDays: $hold
    hops: $hops
    least: $least
  ) {
    hops
    at
    way {
      id
      at
      amount
      from {
        id
        kind
        caption
        risk {
          grade
        }
      }
      to {
        id
        kind
        caption
        risk {
          grade
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PathsMoneyQuery, PathsMoneyQueryVariables>;
export const PatternSearchDocument = new TypedDocumentString(`
    query PatternSearch($steps: [PatternStepInput!]!, $first: Int!) {
  patternSearch(steps: $steps, first: $first) {
    total
    truncated
    matched
    leftOut {
      words
      count
    }
    cypher {
      text
      values
    }
    ways {
      ...WayShown
    }
  }
}
    fragment WayShown on Way {
  entities {
    id
    kind
    caption
    risk {
      grade
    }
  }
  steps {
    total
    truncated
    links {
      id
      type
      fromId
      ... on FlowLink {
        count
        sum
        first
        last
      }
    }
  }
}`) as unknown as TypedDocumentString<PatternSearchQuery, PatternSearchQueryVariables>;
export const QueryCypherDocument = new TypedDocumentString(`
    query QueryCypher($name: String!) {
  cypherOf(name: $name) {
    name
    about
    text
    params
    returns
  }
}
    `) as unknown as TypedDocumentString<QueryCypherQuery, QueryCypherQueryVariables>;
export const SuggestDocument = new TypedDocumentString(`
    query Suggest($text: String!) {
  search(text: $text, first: 8) {
    hits {
      total
      nodes {
        reason
        region
        entity {
          id
          kind
          caption
          risk {
            grade
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SuggestQuery, SuggestQueryVariables>;
export const UnmaskDocument = new TypedDocumentString(`
    mutation Unmask($id: ID!, $reason: String!, $props: [String!]) {
  unmask(id: $id, reason: $reason, props: $props) {
    values
    seconds
  }
}
    `) as unknown as TypedDocumentString<UnmaskMutation, UnmaskMutationVariables>;
export const WhyDocument = new TypedDocumentString(`
    query Why($id: ID!, $prop: String, $first: Int) {
  why(id: $id, prop: $prop, first: $first) {
    total
    truncated
    nodes {
      id
      owner
      importId
      file
      sha256
      sheet
      row
      mapping
      loadedAt
      values
    }
  }
}
    `) as unknown as TypedDocumentString<WhyQuery, WhyQueryVariables>;
export const JobNowDocument = new TypedDocumentString(`
    query JobNow($id: ID!) {
  job(id: $id) {
    id
    kind
    label
    params
    who
    at
    state
    done
    total
    words
    started
    ended
    exit
    result
    why
  }
}
    `) as unknown as TypedDocumentString<JobNowQuery, JobNowQueryVariables>;
export const JobStopDocument = new TypedDocumentString(`
    mutation JobStop($id: ID!) {
  cancelJob(id: $id) {
    id
    state
  }
}
    `) as unknown as TypedDocumentString<JobStopMutation, JobStopMutationVariables>;
export const NoticesJobsDocument = new TypedDocumentString(`
    query NoticesJobs {
  jobs(first: 20) {
    nodes {
      id
      who
      state
      ended
    }
  }
}
    `) as unknown as TypedDocumentString<NoticesJobsQuery, NoticesJobsQueryVariables>;
export const NoticesFindingDocument = new TypedDocumentString(`
    query NoticesFinding($id: ID!) {
  finding(id: $id) {
    id
    score
    sentence
    detector {
      label
    }
  }
}
    `) as unknown as TypedDocumentString<NoticesFindingQuery, NoticesFindingQueryVariables>;
export const NoticesJobDocument = new TypedDocumentString(`
    query NoticesJob($id: ID!) {
  job(id: $id) {
    id
    kind
    label
    state
    why
  }
}
    `) as unknown as TypedDocumentString<NoticesJobQuery, NoticesJobQueryVariables>;
export const NoticesFindingsDocument = new TypedDocumentString(`
    subscription NoticesFindings {
  newFindings {
    id
  }
}
    `) as unknown as TypedDocumentString<NoticesFindingsSubscription, NoticesFindingsSubscriptionVariables>;
export const AdminUsersDocument = new TypedDocumentString(`
    query AdminUsers {
  users {
    name
    roles
    regions
    active
  }
}
    `) as unknown as TypedDocumentString<AdminUsersQuery, AdminUsersQueryVariables>;
export const AdminAddUserDocument = new TypedDocumentString(`
    mutation AdminAddUser($name: String!, $password: String!, $roles: [String!]!, $regions: [String!]) {
  addUser(name: $name, password: $password, roles: $roles, regions: $regions) {
    name
  }
}
    `) as unknown as TypedDocumentString<AdminAddUserMutation, AdminAddUserMutationVariables>;
export const AdminSetUserDocument = new TypedDocumentString(`
    mutation AdminSetUser($name: String!, $roles: [String!], $regions: [String!]) {
  setUser(name: $name, roles: $roles, regions: $regions) {
    name
  }
}
    `) as unknown as TypedDocumentString<AdminSetUserMutation, AdminSetUserMutationVariables>;
export const AdminLockDocument = new TypedDocumentString(`
    mutation AdminLock($name: String!) {
  lockUser(name: $name) {
    name
    active
  }
}
    `) as unknown as TypedDocumentString<AdminLockMutation, AdminLockMutationVariables>;
export const AdminUnlockDocument = new TypedDocumentString(`
    mutation AdminUnlock($name: String!) {
  unlockUser(name: $name) {
    name
    active
  }
}
    `) as unknown as TypedDocumentString<AdminUnlockMutation, AdminUnlockMutationVariables>;
export const AdminTokensDocument = new TypedDocumentString(`
    query AdminTokens {
  tokens {
    id
    label
    scopes
    expires
  }
}
    `) as unknown as TypedDocumentString<AdminTokensQuery, AdminTokensQueryVariables>;
export const AdminMakeTokenDocument = new TypedDocumentString(`
    mutation AdminMakeToken($label: String!, $scopes: [String!]!, $days: Int!) {
  createToken(label: $label, scopes: $scopes, days: $days) {
    id
    secret
  }
}
    `) as unknown as TypedDocumentString<AdminMakeTokenMutation, AdminMakeTokenMutationVariables>;
export const AdminDropTokenDocument = new TypedDocumentString(`
    mutation AdminDropToken($id: ID!) {
  revokeToken(id: $id)
}
    `) as unknown as TypedDocumentString<AdminDropTokenMutation, AdminDropTokenMutationVariables>;
export const AdminJobsDocument = new TypedDocumentString(`
    query AdminJobs($first: Int, $after: String) {
  jobs(first: $first, after: $after) {
    total
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      kind
      label
      params
      who
      at
      state
      done
      total
      words
      started
      ended
      exit
      result
      why
    }
  }
}
    `) as unknown as TypedDocumentString<AdminJobsQuery, AdminJobsQueryVariables>;
export const AdminJobLogDocument = new TypedDocumentString(`
    query AdminJobLog($id: ID!) {
  jobLog(id: $id)
}
    `) as unknown as TypedDocumentString<AdminJobLogQuery, AdminJobLogQueryVariables>;
export const AdminJobKindsDocument = new TypedDocumentString(`
    query AdminJobKinds {
  jobKinds {
    name
    label
    params {
      name
      label
      type
      required
      choices
    }
  }
}
    `) as unknown as TypedDocumentString<AdminJobKindsQuery, AdminJobKindsQueryVariables>;
export const AdminStartDocument = new TypedDocumentString(`
    mutation AdminStart($kind: String!, $params: JSON) {
  startJob(kind: $kind, params: $params) {
    id
  }
}
    `) as unknown as TypedDocumentString<AdminStartMutation, AdminStartMutationVariables>;
export const AdminUploadsDocument = new TypedDocumentString(`
    query AdminUploads {
  uploads(first: 50) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<AdminUploadsQuery, AdminUploadsQueryVariables>;
export const AdminImportsDocument = new TypedDocumentString(`
    query AdminImports {
  imports(first: 100) {
    nodes {
      id
      file
    }
  }
}
    `) as unknown as TypedDocumentString<AdminImportsQuery, AdminImportsQueryVariables>;
export const AdminPatternsDocument = new TypedDocumentString(`
    query AdminPatterns {
  patterns {
    name
    label
  }
}
    `) as unknown as TypedDocumentString<AdminPatternsQuery, AdminPatternsQueryVariables>;
export const AdminAuditDocument = new TypedDocumentString(`
    query AdminAudit($who: String, $action: String, $first: Int, $after: String) {
  audit(who: $who, action: $action, first: $first, after: $after) {
    total
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      seq
      at
      who
      action
      subject
      detail
      hash
    }
  }
}
    `) as unknown as TypedDocumentString<AdminAuditQuery, AdminAuditQueryVariables>;
export const AdminVerifyDocument = new TypedDocumentString(`
    query AdminVerify {
  verifyAudit {
    whole
    entries
    anchors
    broken
    why
    anchoredAt
    anchoredSeq
  }
}
    `) as unknown as TypedDocumentString<AdminVerifyQuery, AdminVerifyQueryVariables>;
export const AdminOntologyDocument = new TypedDocumentString(`
    query AdminOntology {
  ontology {
    kinds {
      name
      caption
      label {
        zh
        en
      }
      properties {
        name
        type
        masked
        fullFor
        label {
          zh
          en
        }
      }
    }
    links {
      name
      from
      to
      many
      sum
      label {
        zh
        en
      }
      properties {
        name
        type
        masked
        fullFor
        label {
          zh
          en
        }
      }
      meaning {
        zh
        en
      }
      weight {
        zh
        en
      }
      weakens {
        zh
        en
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdminOntologyQuery, AdminOntologyQueryVariables>;
export const AdminCountsDocument = new TypedDocumentString(`
    query AdminCounts {
  counts {
    kinds {
      name
      count
    }
    links {
      name
      count
    }
  }
}
    `) as unknown as TypedDocumentString<AdminCountsQuery, AdminCountsQueryVariables>;
export const AdminStateDocument = new TypedDocumentString(`
    query AdminState {
  state {
    seq
    asOf
    graphIsUp
    graphIsBehind
    problem
  }
  imports(first: 1) {
    total
    nodes {
      id
      file
      finished
    }
  }
}
    `) as unknown as TypedDocumentString<AdminStateQuery, AdminStateQueryVariables>;
export const BoardSeedsDocument = new TypedDocumentString(`
    query BoardSeeds($ids: [ID!]!) {
  entitiesById(ids: $ids) {
    ...BoardThing
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}`) as unknown as TypedDocumentString<BoardSeedsQuery, BoardSeedsQueryVariables>;
export const BoardLayersDocument = new TypedDocumentString(`
    query BoardLayers($group: [ID!]!, $layer: Int, $first: Int) {
  layers(group: $group, layer: $layer, first: $first) {
    totals {
      layer
      accounts
      received
      passed
    }
    accounts {
      total
      nodes {
        layer
        role
        account {
          ...BoardThing
        }
        owner {
          ...BoardThing
        }
      }
    }
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}`) as unknown as TypedDocumentString<BoardLayersQuery, BoardLayersQueryVariables>;
export const BoardAmongDocument = new TypedDocumentString(`
    query BoardAmong($ids: [ID!]!) {
  among(ids: $ids) {
    total
    truncated
    entities {
      ...BoardThing
    }
    links {
      ...BoardLine
    }
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}
fragment BoardLine on Relation {
  id
  type
  fromId
  toId
  ... on FlowLink {
    count
    sum
    first
    last
  }
  ... on WithdrawLink {
    amount
    at
  }
  ... on DepositsLink {
    amount
    at
  }
  ... on RepaysLink {
    amount
    at
  }
  ... on BidsLink {
    amount
    at
  }
}`) as unknown as TypedDocumentString<BoardAmongQuery, BoardAmongQueryVariables>;
export const BoardExpandDocument = new TypedDocumentString(`
    query BoardExpand($id: ID!, $links: [LinkType!], $outgoing: Boolean, $kinds: [KindName!], $since: Time, $until: Time, $least: Fen, $most: Fen, $order: Order!, $first: Int) {
  expand(
    id: $id
    links: $links
    outgoing: $outgoing
    kinds: $kinds
    since: $since
    until: $until
    least: $least
    most: $most
    order: $order
    first: $first
  ) {
    total
    truncated
    leftOut {
      words
      count
    }
    entity {
      ...BoardThing
    }
    entities {
      ...BoardThing
    }
    links {
      ...BoardLine
    }
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}
fragment BoardLine on Relation {
  id
  type
  fromId
  toId
  ... on FlowLink {
    count
    sum
    first
    last
  }
  ... on WithdrawLink {
    amount
    at
  }
  ... on DepositsLink {
    amount
    at
  }
  ... on RepaysLink {
    amount
    at
  }
  ... on BidsLink {
    amount
    at
  }
}`) as unknown as TypedDocumentString<BoardExpandQuery, BoardExpandQueryVariables>;
export const BoardCountsDocument = new TypedDocumentString(`
    query BoardCounts($ids: [ID!]!) {
  entitiesById(ids: $ids) {
    id
    neighbourCounts {
      others
    }
  }
}
    `) as unknown as TypedDocumentString<BoardCountsQuery, BoardCountsQueryVariables>;
export const BoardFindingDocument = new TypedDocumentString(`
    query BoardFinding($id: ID!) {
  finding(id: $id) {
    id
    sentence
    detector {
      label
    }
    subjects {
      id
      role
      entity {
        ...BoardThing
      }
    }
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}`) as unknown as TypedDocumentString<BoardFindingQuery, BoardFindingQueryVariables>;
export const BoardCaseDocument = new TypedDocumentString(`
    query BoardCase($id: ID!) {
  case(id: $id) {
    number
    title
    things(first: 100) {
      total
      nodes {
        id
        sort
        entity {
          ...BoardThing
        }
        finding {
          subjects {
            id
            entity {
              ...BoardThing
            }
          }
        }
      }
    }
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}`) as unknown as TypedDocumentString<BoardCaseQuery, BoardCaseQueryVariables>;
export const BoardViewDocument = new TypedDocumentString(`
    query BoardView($id: ID!) {
  view(id: $id) {
    id
    line
    version
    title
    case
    who
    at
    body
    sharedWith
  }
}
    `) as unknown as TypedDocumentString<BoardViewQuery, BoardViewQueryVariables>;
export const BoardViewsDocument = new TypedDocumentString(`
    query BoardViews($case: ID) {
  views(case: $case, own: false, first: 50) {
    total
    nodes {
      id
      line
      version
      title
      case
      who
      at
    }
  }
}
    `) as unknown as TypedDocumentString<BoardViewsQuery, BoardViewsQueryVariables>;
export const BoardSaveViewDocument = new TypedDocumentString(`
    mutation BoardSaveView($title: String!, $body: JSON!, $case: ID, $parent: ID) {
  saveView(title: $title, body: $body, case: $case, parent: $parent) {
    id
    line
    version
    title
    case
  }
}
    `) as unknown as TypedDocumentString<BoardSaveViewMutation, BoardSaveViewMutationVariables>;
export const BoardShareViewDocument = new TypedDocumentString(`
    mutation BoardShareView($id: ID!, $person: String!) {
  shareView(id: $id, person: $person) {
    id
    sharedWith
  }
}
    `) as unknown as TypedDocumentString<BoardShareViewMutation, BoardShareViewMutationVariables>;
export const BoardCasesDocument = new TypedDocumentString(`
    query BoardCases {
  cases(open: true, first: 50) {
    nodes {
      id
      number
      title
    }
  }
}
    `) as unknown as TypedDocumentString<BoardCasesQuery, BoardCasesQueryVariables>;
export const BoardAddToCaseDocument = new TypedDocumentString(`
    mutation BoardAddToCase($id: ID!, $things: [ID!]!, $reason: String!) {
  addToCase(id: $id, things: $things, reason: $reason) {
    changed
    unchanged
    case {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<BoardAddToCaseMutation, BoardAddToCaseMutationVariables>;
export const BoardCommonDocument = new TypedDocumentString(`
    query BoardCommon($ids: [ID!]!) {
  commonNeighbours(ids: $ids, first: 100) {
    total
    nodes {
      ...BoardThing
    }
  }
}
    fragment BoardThing on Entity {
  id
  kind
  caption
  risk {
    grade
  }
  ... on Enterprise {
    region
  }
  ... on Person {
    region
  }
  ... on Advert {
    region
  }
  ... on Complaint {
    region
  }
  ... on Address {
    region
  }
}`) as unknown as TypedDocumentString<BoardCommonQuery, BoardCommonQueryVariables>;
export const BoardFlowsDocument = new TypedDocumentString(`
    query BoardFlows($ids: [ID!]!, $step: CalendarStep!) {
  histogramAmong(ids: $ids, step: $step) {
    bins {
      low
      high
      count
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<BoardFlowsQuery, BoardFlowsQueryVariables>;
export const BoardWhenceFindingDocument = new TypedDocumentString(`
    query BoardWhenceFinding($id: ID!) {
  finding(id: $id) {
    id
    score
    sentence
    detector {
      label
      about
    }
    subjects {
      id
      role
      entity {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardWhenceFindingQuery, BoardWhenceFindingQueryVariables>;
export const BoardWhenceLayerDocument = new TypedDocumentString(`
    query BoardWhenceLayer($group: [ID!]!, $accounts: [ID!]) {
  layers(group: $group, accounts: $accounts, first: 1) {
    snapshot
    accounts {
      nodes {
        layer
        role
        why
        confidence
        received
        fromBelow
        passed
        returned
        resting
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardWhenceLayerQuery, BoardWhenceLayerQueryVariables>;
export const BoardWhenceCaseDocument = new TypedDocumentString(`
    query BoardWhenceCase($id: ID!) {
  case(id: $id) {
    things(first: 200) {
      total
      nodes {
        id
        sort
        why
        who
        at
        entity {
          id
        }
        finding {
          detector {
            label
          }
          subjects {
            id
            entity {
              id
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BoardWhenceCaseQuery, BoardWhenceCaseQueryVariables>;
export const CaseLinkRowDocument = new TypedDocumentString(`
    query CaseLinkRow($id: ID!) {
  why(id: $id, first: 1) {
    nodes {
      owner
      values
    }
  }
}
    `) as unknown as TypedDocumentString<CaseLinkRowQuery, CaseLinkRowQueryVariables>;
export const CaseLinkEndsDocument = new TypedDocumentString(`
    query CaseLinkEnds($ids: [ID!]!) {
  entitiesById(ids: $ids) {
    id
    kind
    caption
  }
}
    `) as unknown as TypedDocumentString<CaseLinkEndsQuery, CaseLinkEndsQueryVariables>;
export const CaseFreezesDocument = new TypedDocumentString(`
    query CaseFreezes($id: ID!) {
  case(id: $id) {
    id
    freezes {
      id
      version
      at
      who
      why
      content
      sha256
      entities
      links
      findings
      records
      lacking
    }
  }
}
    `) as unknown as TypedDocumentString<CaseFreezesQuery, CaseFreezesQueryVariables>;
export const CaseDifferenceDocument = new TypedDocumentString(`
    query CaseDifference($id: ID!, $version: Int, $what: CaseDifferenceSort, $first: Int!) {
  case(id: $id) {
    id
    difference(version: $version) {
      version
      same
      thingsAdded
      thingsGone
      importsAdded
      importsGone
      judged
      added
      gone
      changed
      lines(what: $what, first: $first) {
        total
        nodes {
          what
          id
          table
          label
          prop
          then
          now
          rows
          entity {
            id
            kind
            caption
          }
          finding {
            id
            sentence
            detector {
              label
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseDifferenceQuery, CaseDifferenceQueryVariables>;
export const CaseStartDocument = new TypedDocumentString(`
    mutation CaseStart($kind: String!, $params: JSON) {
  startJob(kind: $kind, params: $params) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseStartMutation, CaseStartMutationVariables>;
export const CasesListDocument = new TypedDocumentString(`
    query CasesList($mine: Boolean!, $open: Boolean, $text: String!, $first: Int, $after: String) {
  cases(mine: $mine, open: $open, text: $text, first: $first, after: $after) {
    total
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      number
      title
      cause
      suspected
      region
      status
      outcome
      assignee
      role
      openedAt
      changedAt
      thingsTotal
    }
  }
}
    `) as unknown as TypedDocumentString<CasesListQuery, CasesListQueryVariables>;
export const CasesClassesDocument = new TypedDocumentString(`
    query CasesClasses {
  caseClasses
}
    `) as unknown as TypedDocumentString<CasesClassesQuery, CasesClassesQueryVariables>;
export const CasesOpenDocument = new TypedDocumentString(`
    mutation CasesOpen($title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {
  openCase(
    title: $title
    cause: $cause
    suspected: $suspected
    region: $region
    agency: $agency
    docket: $docket
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<CasesOpenMutation, CasesOpenMutationVariables>;
export const CaseAmendDocument = new TypedDocumentString(`
    mutation CaseAmend($id: ID!, $reason: String!, $title: String!, $cause: String!, $suspected: String!, $region: String!, $agency: String!, $docket: String!) {
  amendCase(
    id: $id
    reason: $reason
    title: $title
    cause: $cause
    suspected: $suspected
    region: $region
    agency: $agency
    docket: $docket
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseAmendMutation, CaseAmendMutationVariables>;
export const CaseFileDocument = new TypedDocumentString(`
    query CaseFile($id: ID!) {
  case(id: $id) {
    id
    number
    title
    cause
    suspected
    region
    agency
    docket
    status
    outcome
    assignee
    role
    openedBy
    openedAt
    changedAt
    thingsTotal
    members {
      who
      role
      since
      by
    }
    views(first: 50) {
      total
      nodes {
        id
        line
        version
        title
        who
        at
      }
    }
    steps(first: 200) {
      total
      nodes {
        seq
        at
        who
        act
        subject
        word
        text
        entities
        links
        findings
        facts {
          name
          was
          now
        }
      }
    }
    notes: timeline(acts: [comment], first: 300) {
      total
      nodes {
        seq
        at
        who
        text
        corrects
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseFileQuery, CaseFileQueryVariables>;
export const CaseThingsDocument = new TypedDocumentString(`
    query CaseThings($id: ID!, $sort: ThingSort!, $first: Int, $after: String) {
  case(id: $id) {
    things(sort: $sort, first: $first, after: $after) {
      total
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        sort
        why
        who
        at
        entity {
          id
          kind
          caption
          risk {
            grade
            score
          }
        }
        finding {
          id
          sentence
          state
          score
          detector {
            label
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseThingsQuery, CaseThingsQueryVariables>;
export const CaseAnnotationsDocument = new TypedDocumentString(`
    query CaseAnnotations($subjects: [ID!]!, $case: ID!) {
  annotations(subjects: $subjects, case: $case, first: 100) {
    total
    nodes {
      seq
      subject
      case
      who
      at
      text
    }
  }
}
    `) as unknown as TypedDocumentString<CaseAnnotationsQuery, CaseAnnotationsQueryVariables>;
export const CaseAddDocument = new TypedDocumentString(`
    mutation CaseAdd($id: ID!, $things: [ID!]!, $reason: String!) {
  addToCase(id: $id, things: $things, reason: $reason) {
    changed
    unchanged
  }
}
    `) as unknown as TypedDocumentString<CaseAddMutation, CaseAddMutationVariables>;
export const CaseRemoveDocument = new TypedDocumentString(`
    mutation CaseRemove($id: ID!, $things: [ID!]!, $reason: String!) {
  removeFromCase(id: $id, things: $things, reason: $reason) {
    changed
  }
}
    `) as unknown as TypedDocumentString<CaseRemoveMutation, CaseRemoveMutationVariables>;
export const CaseJoinDocument = new TypedDocumentString(`
    mutation CaseJoin($id: ID!, $person: String!, $role: CaseRole!) {
  addCaseMember(id: $id, person: $person, role: $role) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseJoinMutation, CaseJoinMutationVariables>;
export const CaseLeaveDocument = new TypedDocumentString(`
    mutation CaseLeave($id: ID!, $person: String!, $reason: String!) {
  removeCaseMember(id: $id, person: $person, reason: $reason)
}
    `) as unknown as TypedDocumentString<CaseLeaveMutation, CaseLeaveMutationVariables>;
export const CaseAssignDocument = new TypedDocumentString(`
    mutation CaseAssign($id: ID!, $person: String!, $reason: String!) {
  assignCase(id: $id, person: $person, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseAssignMutation, CaseAssignMutationVariables>;
export const CaseCommentDocument = new TypedDocumentString(`
    mutation CaseComment($id: ID!, $text: String!, $corrects: Int) {
  commentCase(id: $id, text: $text, corrects: $corrects) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseCommentMutation, CaseCommentMutationVariables>;
export const CaseCloseDocument = new TypedDocumentString(`
    mutation CaseClose($id: ID!, $outcome: CaseOutcome!, $reason: String!) {
  closeCase(id: $id, outcome: $outcome, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseCloseMutation, CaseCloseMutationVariables>;
export const CaseReopenDocument = new TypedDocumentString(`
    mutation CaseReopen($id: ID!, $reason: String!) {
  reopenCase(id: $id, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseReopenMutation, CaseReopenMutationVariables>;
export const CaseConflictsDocument = new TypedDocumentString(`
    query CaseConflicts($id: ID!, $other: ID!) {
  caseConflicts(id: $id, other: $other) {
    what
    subject
    here
    there
  }
}
    `) as unknown as TypedDocumentString<CaseConflictsQuery, CaseConflictsQueryVariables>;
export const CaseJoinOtherDocument = new TypedDocumentString(`
    mutation CaseJoinOther($id: ID!, $other: ID!, $reason: String!) {
  joinCase(id: $id, other: $other, reason: $reason) {
    things
    conflicts {
      what
    }
  }
}
    `) as unknown as TypedDocumentString<CaseJoinOtherMutation, CaseJoinOtherMutationVariables>;
export const CaseAnnotateDocument = new TypedDocumentString(`
    mutation CaseAnnotate($subject: ID!, $text: String!, $case: ID!) {
  annotate(subject: $subject, text: $text, case: $case) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseAnnotateMutation, CaseAnnotateMutationVariables>;
export const CaseUnannotateDocument = new TypedDocumentString(`
    mutation CaseUnannotate($seq: Int!, $reason: String!) {
  removeAnnotation(seq: $seq, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseUnannotateMutation, CaseUnannotateMutationVariables>;
export const CaseThingsFileDocument = new TypedDocumentString(`
    query CaseThingsFile($id: ID!, $after: String) {
  case(id: $id) {
    things(first: 200, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        sort
        entity {
          id
          kind
          caption
        }
        finding {
          id
          sentence
          state
          score
        }
        why
        who
        at
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseThingsFileQuery, CaseThingsFileQueryVariables>;
export const CaseTimelineFileDocument = new TypedDocumentString(`
    query CaseTimelineFile($id: ID!, $acts: [CaseAct!], $after: String) {
  case(id: $id) {
    timeline(acts: $acts, first: 500, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        seq
        at
        who
        act
        label
        subject
        word
        text
        corrects
        was
        now
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseTimelineFileQuery, CaseTimelineFileQueryVariables>;
export const CaseExportsDocument = new TypedDocumentString(`
    query CaseExports($id: ID!, $first: Int!) {
  caseExportFormats {
    name
    label
    about
  }
  case(id: $id) {
    id
    redactions {
      seq
      at
      who
      sort
      roles
      subject
      prop
      label
      why
    }
    exports(first: $first) {
      total
      nodes {
        id
        at
        who
        version
        scope
        redactions
        open
        why
        files {
          format
          label
          file
          bytes
          sha256
          sm3
          path
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseExportsQuery, CaseExportsQueryVariables>;
export const CaseHidesDocument = new TypedDocumentString(`
    query CaseHides($id: ID!) {
  case(id: $id) {
    id
    hiding {
      rule
      label
      subject
      prop
      why
      values
      ids
      cells
      texts
    }
  }
}
    `) as unknown as TypedDocumentString<CaseHidesQuery, CaseHidesQueryVariables>;
export const CaseRedactRuleDocument = new TypedDocumentString(`
    mutation CaseRedactRule($id: ID!, $sort: RedactionSort!, $roles: [RedactionRole!], $reason: String!) {
  redactByRule(id: $id, sort: $sort, roles: $roles, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseRedactRuleMutation, CaseRedactRuleMutationVariables>;
export const CaseRedactTextDocument = new TypedDocumentString(`
    mutation CaseRedactText($id: ID!, $text: String!, $reason: String!) {
  redactByHand(id: $id, text: $text, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseRedactTextMutation, CaseRedactTextMutationVariables>;
export const CaseRedactUndoDocument = new TypedDocumentString(`
    mutation CaseRedactUndo($id: ID!, $seq: Int!, $reason: String!) {
  undoRedaction(id: $id, seq: $seq, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseRedactUndoMutation, CaseRedactUndoMutationVariables>;
export const CaseHandoversDocument = new TypedDocumentString(`
    query CaseHandovers($id: ID!) {
  handoverReceivers {
    name
    label
    days
    working
    basis
  }
  case(id: $id) {
    id
    handovers {
      id
      kind
      label
      agency
      who
      at
      due
      state
      overdue
      sha256
      gaps
      note
      reason
      changedAt
      receipt {
        person
        at
        number
        sha256
        same
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseHandoversQuery, CaseHandoversQueryVariables>;
export const CaseChecklistDocument = new TypedDocumentString(`
    query CaseChecklist($id: ID!, $kind: String!) {
  case(id: $id) {
    id
    handoverChecklist(kind: $kind) {
      due
      receiver {
        name
        label
        days
        working
        basis
        papers
      }
      needs {
        sort
        name
        label
        gap
      }
    }
    exports(first: 50) {
      nodes {
        id
        at
        version
        files {
          format
          label
          file
          sha256
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseChecklistQuery, CaseChecklistQueryVariables>;
export const CaseHandOverDocument = new TypedDocumentString(`
    mutation CaseHandOver($id: ID!, $kind: String!, $agency: String!, $sha256: String!, $reason: String!) {
  handOverCase(
    id: $id
    kind: $kind
    agency: $agency
    sha256: $sha256
    reason: $reason
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseHandOverMutation, CaseHandOverMutationVariables>;
export const CaseReceiptDocument = new TypedDocumentString(`
    mutation CaseReceipt($id: ID!, $person: String!, $at: Time!, $number: String!, $sha256: String!) {
  receiveHandover(
    id: $id
    person: $person
    at: $at
    number: $number
    sha256: $sha256
  ) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseReceiptMutation, CaseReceiptMutationVariables>;
export const CaseHandoverReturnDocument = new TypedDocumentString(`
    mutation CaseHandoverReturn($id: ID!, $reason: String!) {
  returnHandover(id: $id, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseHandoverReturnMutation, CaseHandoverReturnMutationVariables>;
export const CaseHandoverWithdrawDocument = new TypedDocumentString(`
    mutation CaseHandoverWithdraw($id: ID!, $reason: String!) {
  withdrawHandover(id: $id, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseHandoverWithdrawMutation, CaseHandoverWithdrawMutationVariables>;
export const CaseFiguresDocument = new TypedDocumentString(`
    query CaseFigures($id: ID!, $reinvested: String!, $interest: String!, $commission: String!, $fees: String!, $first: Int!) {
  case(id: $id) {
    id
    figures(
      reinvested: $reinvested
      interest: $interest
      commission: $commission
      fees: $fees
    ) {
      version
      frozenAt
      counting {
        name
        label
        chosen
        options {
          name
          label
          law
        }
      }
      variants {
        chosen
        reinvested
        interest
        commission
        fees
        absorbed
        unpaid
        owed
      }
      totals {
        participants
        transfers
        paidIn
        feeIn
        otherIn
        principal
        refund
        interest
        commission
        feeOut
        unexplained
        reinvested
        absorbed
        unpaid
      }
      sheetTotals {
        sheets
        residues
        fees
        residue
      }
      layers {
        layer
        accounts
        received
        fromBelow
        passed
        returned
        resting
      }
      ledger(first: $first) {
        total
        nodes {
          id
          paidIn
          feeIn
          principal
          refund
          interest
          commission
          unexplained
          reinvested
          absorbed
          unpaid
          transfers
          entity {
            id
            kind
            caption
          }
        }
      }
      sheets(first: $first) {
        total
        nodes {
          account
          period
          opening
          cameIn
          paidOut
          fees
          residue
          closing
          seen
          assumed
          entity {
            id
            kind
            caption
          }
        }
      }
      core(first: 50) {
        total
        nodes {
          account
          owner
          role
          score
          betweenness
          degree
          cutOff
          handled
          entity {
            id
            kind
            caption
          }
          ownerEntity {
            id
            kind
            caption
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseFiguresQuery, CaseFiguresQueryVariables>;
export const CaseMatrixDocument = new TypedDocumentString(`
    query CaseMatrix($id: ID!) {
  case(id: $id) {
    id
    freezes {
      version
    }
    elements {
      element
      label
      law
      askFor
      askAgainst
    }
    evidence {
      seq
      element
      side
      text
      subject
      said
      who
      at
      entity {
        id
        kind
        caption
      }
      finding {
        id
        sentence
        detector {
          label
        }
      }
    }
    evidenceProposed {
      key
      element
      side
      text
      said
      subject
      prop
      rule
      entity {
        id
        kind
        caption
      }
      finding {
        id
        sentence
        detector {
          label
        }
      }
    }
    evidenceDismissed {
      seq
      element
      side
      text
      subject
      who
      at
      proposal
      entity {
        id
        kind
        caption
      }
      finding {
        id
        sentence
        detector {
          label
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseMatrixQuery, CaseMatrixQueryVariables>;
export const CaseEvidenceAddDocument = new TypedDocumentString(`
    mutation CaseEvidenceAdd($id: ID!, $given: EvidenceGiven!) {
  addEvidence(id: $id, given: $given) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseEvidenceAddMutation, CaseEvidenceAddMutationVariables>;
export const CaseEvidenceDismissDocument = new TypedDocumentString(`
    mutation CaseEvidenceDismiss($id: ID!, $given: EvidenceGiven!, $reason: String!) {
  dismissEvidence(id: $id, given: $given, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseEvidenceDismissMutation, CaseEvidenceDismissMutationVariables>;
export const CaseEvidenceRemoveDocument = new TypedDocumentString(`
    mutation CaseEvidenceRemove($id: ID!, $seq: Int!, $reason: String!) {
  removeEvidence(id: $id, seq: $seq, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<CaseEvidenceRemoveMutation, CaseEvidenceRemoveMutationVariables>;
export const CaseRulesDocument = new TypedDocumentString(`
    query CaseRules($id: ID!) {
  caseRuleKinds {
    name
    label
    about
  }
  case(id: $id) {
    id
    rules {
      seq
      name
      label
      params
      found
      added
      snapshot
      who
      at
      why
    }
  }
}
    `) as unknown as TypedDocumentString<CaseRulesQuery, CaseRulesQueryVariables>;
export const CaseRuleApplyDocument = new TypedDocumentString(`
    mutation CaseRuleApply($id: ID!, $name: String!, $params: JSON!, $reason: String!) {
  applyCaseRule(id: $id, name: $name, params: $params, reason: $reason) {
    seq
    found
    added
  }
}
    `) as unknown as TypedDocumentString<CaseRuleApplyMutation, CaseRuleApplyMutationVariables>;
export const CaseTasksDocument = new TypedDocumentString(`
    query CaseTasks($id: ID!) {
  case(id: $id) {
    id
    tasks {
      id
      title
      person
      due
      by
      at
      state
      overdue
      steps {
        at
        who
        act
        label
        person
        due
        text
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseTasksQuery, CaseTasksQueryVariables>;
export const CaseTaskSetDocument = new TypedDocumentString(`
    mutation CaseTaskSet($id: ID!, $title: String!, $person: String!, $due: Time!) {
  setCaseTask(id: $id, title: $title, person: $person, due: $due) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseTaskSetMutation, CaseTaskSetMutationVariables>;
export const CaseTaskAssignDocument = new TypedDocumentString(`
    mutation CaseTaskAssign($id: ID!, $person: String!, $reason: String!) {
  assignCaseTask(id: $id, person: $person, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseTaskAssignMutation, CaseTaskAssignMutationVariables>;
export const CaseTaskExtendDocument = new TypedDocumentString(`
    mutation CaseTaskExtend($id: ID!, $due: Time!, $reason: String!) {
  extendCaseTask(id: $id, due: $due, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseTaskExtendMutation, CaseTaskExtendMutationVariables>;
export const CaseTaskFinishDocument = new TypedDocumentString(`
    mutation CaseTaskFinish($id: ID!, $reason: String!) {
  finishCaseTask(id: $id, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseTaskFinishMutation, CaseTaskFinishMutationVariables>;
export const CaseTaskDropDocument = new TypedDocumentString(`
    mutation CaseTaskDrop($id: ID!, $reason: String!) {
  dropCaseTask(id: $id, reason: $reason) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseTaskDropMutation, CaseTaskDropMutationVariables>;
export const CaseTaskReopenDocument = new TypedDocumentString(`
    mutation CaseTaskReopen($id: ID!, $reason: String!, $due: Time) {
  reopenCaseTask(id: $id, reason: $reason, due: $due) {
    id
  }
}
    `) as unknown as TypedDocumentString<CaseTaskReopenMutation, CaseTaskReopenMutationVariables>;
export const EntityPortraitDocument = new TypedDocumentString(`
    query EntityPortrait($id: ID!) {
  entity(id: $id) {
    id
    kind
    caption
    sources
    conflicts
    risk {
      score
      grade
      findings
    }
    facts {
      name
      type
      value
      masked
    }
    neighbourCounts {
      link
      outgoing
      kind
      links
      others
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<EntityPortraitQuery, EntityPortraitQueryVariables>;
export const EntityAccountsDocument = new TypedDocumentString(`
    query EntityAccounts($id: ID!, $outgoing: Boolean!) {
  expand(id: $id, links: [OWNS], outgoing: $outgoing, first: 50) {
    total
    entities {
      id
      kind
      caption
      risk {
        grade
      }
      neighbourCounts {
        link
        outgoing
        amount
      }
      ... on Account {
        bank
        opened
        balance
        blocked
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EntityAccountsQuery, EntityAccountsQueryVariables>;
export const EntityCasesDocument = new TypedDocumentString(`
    query EntityCases($id: ID!) {
  casesWith(subject: $id, first: 20) {
    total
    nodes {
      id
      number
      title
      status
      suspected
      thingsTotal
    }
  }
}
    `) as unknown as TypedDocumentString<EntityCasesQuery, EntityCasesQueryVariables>;
export const EntityTimelineDocument = new TypedDocumentString(`
    query EntityTimeline($id: ID!, $links: [LinkType!], $first: Int!, $after: String) {
  timelineOf(entity: $id, links: $links, first: $first, after: $after) {
    total
    pageInfo {
      endCursor
      hasNextPage
    }
    nodes {
      at
      label
      prop
      link
      linkId
      outgoing
      others
      count
      amount
      other {
        id
        kind
        caption
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EntityTimelineQuery, EntityTimelineQueryVariables>;
export const FindingsListDocument = new TypedDocumentString(`
    query FindingsList($states: [State!], $detectors: [String!], $least: Float!, $first: Int!, $after: String) {
  findings(
    states: $states
    detectors: $detectors
    least: $least
    first: $first
    after: $after
  ) {
    total
    pageInfo {
      endCursor
      hasNextPage
    }
    nodes {
      id
      score
      state
      sentence
      end
      facts
      detector {
        name
      }
      subjects {
        role
        kind
        entity {
          id
          kind
          caption
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindingsListQuery, FindingsListQueryVariables>;
export const FindingsWhoseDocument = new TypedDocumentString(`
    query FindingsWhose($ids: [ID!]!) {
  findingAssignees(ids: $ids) {
    finding
    person
  }
}
    `) as unknown as TypedDocumentString<FindingsWhoseQuery, FindingsWhoseQueryVariables>;
export const FindingsAroundDocument = new TypedDocumentString(`
    query FindingsAround {
  findingTallies {
    name
    label
    count
  }
  patterns {
    name
    label
    about
    classes
    law
    exonerates
  }
}
    `) as unknown as TypedDocumentString<FindingsAroundQuery, FindingsAroundQueryVariables>;
export const FindingsOneDocument = new TypedDocumentString(`
    query FindingsOne($id: ID!) {
  finding(id: $id) {
    id
    score
    state
    sentence
    start
    end
    facts
    links
    detector {
      name
      label
      about
      classes
      law
      exonerates
    }
    subjects {
      id
      role
      kind
      entity {
        id
        kind
        caption
        risk {
          grade
          score
        }
      }
    }
  }
  findingHistory(id: $id, first: 100) {
    total
    nodes {
      seq
      act
      at
      who
      verdict
      person
      text
      corrects
    }
  }
  findingAssignees(ids: [$id]) {
    person
  }
  scoreHistory(id: $id) {
    at
    score
    seq
  }
}
    `) as unknown as TypedDocumentString<FindingsOneQuery, FindingsOneQueryVariables>;
export const FindingsScoresDocument = new TypedDocumentString(`
    query FindingsScores($detector: String!) {
  findings(detectors: [$detector], first: 500) {
    total
    nodes {
      score
      state
    }
  }
}
    `) as unknown as TypedDocumentString<FindingsScoresQuery, FindingsScoresQueryVariables>;
export const FindingsAmongDocument = new TypedDocumentString(`
    query FindingsAmong($ids: [ID!]!) {
  among(ids: $ids, summed: false) {
    links {
      id
      type
      from {
        id
        kind
        caption
      }
      to {
        id
        kind
        caption
      }
      facts {
        name
        type
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindingsAmongQuery, FindingsAmongQueryVariables>;
export const FindingsCaptionsDocument = new TypedDocumentString(`
    query FindingsCaptions($ids: [ID!]!) {
  entitiesById(ids: $ids) {
    id
    kind
    caption
  }
}
    `) as unknown as TypedDocumentString<FindingsCaptionsQuery, FindingsCaptionsQueryVariables>;
export const FindingsDecideDocument = new TypedDocumentString(`
    mutation FindingsDecide($ids: [ID!]!, $verdict: Verdict!, $reason: String!) {
  triageMany(ids: $ids, verdict: $verdict, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<FindingsDecideMutation, FindingsDecideMutationVariables>;
export const FindingsAssignDocument = new TypedDocumentString(`
    mutation FindingsAssign($ids: [ID!]!, $person: String!, $reason: String!) {
  assignMany(ids: $ids, person: $person, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<FindingsAssignMutation, FindingsAssignMutationVariables>;
export const FindingsPeopleDocument = new TypedDocumentString(`
    query FindingsPeople {
  triagePeople
}
    `) as unknown as TypedDocumentString<FindingsPeopleQuery, FindingsPeopleQueryVariables>;
export const FindingsCommentDocument = new TypedDocumentString(`
    mutation FindingsComment($id: ID!, $text: String!) {
  commentFinding(id: $id, text: $text) {
    seq
  }
}
    `) as unknown as TypedDocumentString<FindingsCommentMutation, FindingsCommentMutationVariables>;
export const FindingsFileDocument = new TypedDocumentString(`
    query FindingsFile($states: [State!], $detectors: [String!], $least: Float!, $after: String) {
  findings(
    states: $states
    detectors: $detectors
    least: $least
    first: 500
    after: $after
  ) {
    nodes {
      id
      score
      state
      sentence
      start
      end
      detector {
        name
        label
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<FindingsFileQuery, FindingsFileQueryVariables>;
export const HomeNewsDocument = new TypedDocumentString(`
    query HomeNews {
  findings(states: [new, risen, open], first: 120) {
    total
    nodes {
      id
      score
      sentence
      end
      state
      detector {
        name
        label
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HomeNewsQuery, HomeNewsQueryVariables>;
export const HomeCasesDocument = new TypedDocumentString(`
    query HomeCases {
  cases(mine: true, open: true, first: 5) {
    total
    nodes {
      id
      number
      title
      suspected
      status
      thingsTotal
      changedAt
    }
  }
}
    `) as unknown as TypedDocumentString<HomeCasesQuery, HomeCasesQueryVariables>;
export const HomeImportsDocument = new TypedDocumentString(`
    query HomeImports {
  imports(first: 50) {
    total
    nodes {
      id
      file
      rows
      rejected
      finished
      source
    }
  }
}
    `) as unknown as TypedDocumentString<HomeImportsQuery, HomeImportsQueryVariables>;
export const HomeStateDocument = new TypedDocumentString(`
    query HomeState {
  state {
    asOf
    graphIsBehind
    problem
  }
  counts {
    kinds {
      name
      count
    }
    links {
      name
      count
    }
  }
}
    `) as unknown as TypedDocumentString<HomeStateQuery, HomeStateQueryVariables>;
export const HomeAlertsDocument = new TypedDocumentString(`
    query HomeAlerts($grades: [Grade!], $first: Int) {
  alerts(grades: $grades, first: $first) {
    grades {
      grade
      count
    }
    alerts {
      total
      nodes {
        score
        grade
        region
        suspected
        new
        risen
        findings
        entity {
          id
          kind
          caption
        }
        reasons {
          finding
          label
          sentence
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HomeAlertsQuery, HomeAlertsQueryVariables>;
export const HomeTodayDocument = new TypedDocumentString(`
    query HomeToday {
  today {
    at
    asOf
    open
    risen
    day {
      since
      found
      new
      decided
      imports
      rows
      rejected
      complaints
      complaintsBefore
      reports
      reportsBefore
    }
    week {
      since
      found
      new
      decided
      imports
      rows
      rejected
      complaints
      complaintsBefore
      reports
      reportsBefore
    }
  }
}
    `) as unknown as TypedDocumentString<HomeTodayQuery, HomeTodayQueryVariables>;
export const HomeClassesDocument = new TypedDocumentString(`
    query HomeClasses {
  riskByClass {
    suspected
    entities
    red
    amber
    yellow
  }
  alerts(first: 1) {
    grades {
      grade
      count
    }
  }
}
    `) as unknown as TypedDocumentString<HomeClassesQuery, HomeClassesQueryVariables>;
export const HomeMonthsDocument = new TypedDocumentString(`
    query HomeMonths {
  findingsByMonth {
    month
    findings
  }
}
    `) as unknown as TypedDocumentString<HomeMonthsQuery, HomeMonthsQueryVariables>;
export const ImportsListDocument = new TypedDocumentString(`
    query ImportsList($first: Int) {
  imports(first: $first) {
    total
    nodes {
      id
      file
      sha256
      mapping
      rows
      rejected
      ignored
      counts
      finished
      source
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsListQuery, ImportsListQueryVariables>;
export const ImportsStateDocument = new TypedDocumentString(`
    query ImportsState {
  state {
    seq
    asOf
    graphIsUp
    graphIsBehind
    problem
  }
}
    `) as unknown as TypedDocumentString<ImportsStateQuery, ImportsStateQueryVariables>;
export const ImportsUploadsDocument = new TypedDocumentString(`
    query ImportsUploads {
  uploads(first: 20) {
    id
    name
    size
    sha256
    at
  }
}
    `) as unknown as TypedDocumentString<ImportsUploadsQuery, ImportsUploadsQueryVariables>;
export const ImportsJobsDocument = new TypedDocumentString(`
    query ImportsJobs {
  jobs(first: 30) {
    nodes {
      id
      kind
      label
      params
      who
      at
      state
      done
      total
      words
      started
      ended
      exit
      result
      why
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsJobsQuery, ImportsJobsQueryVariables>;
export const ImportsPreviewDocument = new TypedDocumentString(`
    query ImportsPreview($id: ID!, $part: String) {
  uploadPreview(id: $id, part: $part) {
    part {
      name
      encoding
      columns
    }
    parts {
      name
    }
    columns {
      name
      masked
    }
    rows {
      row
      cells
    }
    more
    above
    leftOut {
      name
      why
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsPreviewQuery, ImportsPreviewQueryVariables>;
export const ImportsProposalDocument = new TypedDocumentString(`
    query ImportsProposal($id: ID!, $part: String, $choices: [ColumnChoice!]) {
  mappingProposal(upload: $id, part: $part, choices: $choices) {
    text
    problem
    shape
    needs
    columns {
      column
      role
      shape
      alias
      owner
      ownerLabel
      property
      label
      optional
      sure
    }
    roles {
      role
      alias
      owner
      ownerLabel
      property
      label
    }
    fits {
      name
      label
      reads
      missing
      fits
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsProposalQuery, ImportsProposalQueryVariables>;
export const ImportsMappingsDocument = new TypedDocumentString(`
    query ImportsMappings {
  mappings {
    name
    label {
      zh
      en
    }
    text
  }
}
    `) as unknown as TypedDocumentString<ImportsMappingsQuery, ImportsMappingsQueryVariables>;
export const ImportsCheckDocument = new TypedDocumentString(`
    query ImportsCheck($id: ID!, $text: String, $name: String) {
  checkMapping(upload: $id, text: $text, name: $name) {
    problem
    mapping
    tables
    rows
    whole
    rejected
    ignored
    cells
    records {
      name
      label
      new
      changed
      merged
    }
    sums {
      owner
      label
      fen
    }
    reasons {
      reason
      words
      count
    }
    rejects {
      part
      row
      column
      value
      reason
      words
      lost
    }
    examples {
      owner
      label
      row
      values
      ends
    }
    columns {
      column
      shape
      alias
      owner
      ownerLabel
      property
      label
      optional
      sure
    }
    leftOut {
      name
      why
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsCheckQuery, ImportsCheckQueryVariables>;
export const ImportsKeepMappingDocument = new TypedDocumentString(`
    mutation ImportsKeepMapping($text: String!, $name: String!) {
  saveMapping(text: $text, name: $name) {
    id
  }
}
    `) as unknown as TypedDocumentString<ImportsKeepMappingMutation, ImportsKeepMappingMutationVariables>;
export const ImportsStartDocument = new TypedDocumentString(`
    mutation ImportsStart($kind: String!, $params: JSON) {
  startJob(kind: $kind, params: $params) {
    id
  }
}
    `) as unknown as TypedDocumentString<ImportsStartMutation, ImportsStartMutationVariables>;
export const ImportsDropDocument = new TypedDocumentString(`
    mutation ImportsDrop($id: ID!) {
  dropUpload(id: $id)
}
    `) as unknown as TypedDocumentString<ImportsDropMutation, ImportsDropMutationVariables>;
export const ImportsDiffDocument = new TypedDocumentString(`
    query ImportsDiff($id: ID!) {
  importDiff(id: $id) {
    inForce
    withIt
    import {
      id
      file
      sha256
      mapping
      mappingSha256
      rows
      rejected
      ignored
      counts
      finished
      source
    }
    records {
      name
      label
      new
      changed
      merged
    }
    reasons {
      reason
      words
      count
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsDiffQuery, ImportsDiffQueryVariables>;
export const ImportsRejectedDocument = new TypedDocumentString(`
    query ImportsRejected($id: ID!, $first: Int, $after: String) {
  rejectedRows(id: $id, first: $first, after: $after) {
    total
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      part
      row
      column
      value
      reason
      words
      lost
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsRejectedQuery, ImportsRejectedQueryVariables>;
export const MoneyNamedDocument = new TypedDocumentString(`
    query MoneyNamed($ids: [ID!]!) {
  entitiesById(ids: $ids) {
    id
    kind
    caption
  }
}
    `) as unknown as TypedDocumentString<MoneyNamedQuery, MoneyNamedQueryVariables>;
export const MoneyCasesDocument = new TypedDocumentString(`
    query MoneyCases {
  cases(open: true, first: 5) {
    total
    nodes {
      id
      number
      title
      thingsTotal
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyCasesQuery, MoneyCasesQueryVariables>;
export const MoneyOfCaseDocument = new TypedDocumentString(`
    query MoneyOfCase($id: ID!) {
  case(id: $id) {
    id
    title
    number
    things(sort: entity, first: 500) {
      total
      nodes {
        entity {
          id
          kind
          caption
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyOfCaseQuery, MoneyOfCaseQueryVariables>;
export const MoneyOfFindingDocument = new TypedDocumentString(`
    query MoneyOfFinding($id: ID!) {
  finding(id: $id) {
    id
    sentence
    detector {
      label
    }
    subjects {
      role
      entity {
        id
        kind
        caption
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyOfFindingQuery, MoneyOfFindingQueryVariables>;
export const MoneyToCaseDocument = new TypedDocumentString(`
    mutation MoneyToCase($id: ID!, $text: String!) {
  commentCase(id: $id, text: $text) {
    seq
  }
}
    `) as unknown as TypedDocumentString<MoneyToCaseMutation, MoneyToCaseMutationVariables>;
export const MoneyLedgerDocument = new TypedDocumentString(`
    query MoneyLedger($group: [ID!]!, $again: Boolean!, $offset: Boolean!, $since: Time, $until: Time, $first: Int, $after: String) {
  ledger(
    group: $group
    countAgain: $again
    offsetInterest: $offset
    since: $since
    until: $until
    first: $first
    after: $after
  ) {
    snapshot
    totals {
      name
      amount
    }
    parties {
      total
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        party {
          id
          kind
          caption
        }
        participant
        paidIn
        otherIn
        feeIn
        principal
        refund
        interest
        commission
        feeOut
        unexplained
        reinvested
        unpaid
        transfers
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyLedgerQuery, MoneyLedgerQueryVariables>;
export const MoneyLayersDocument = new TypedDocumentString(`
    query MoneyLayers($group: [ID!]!, $hold: Float!, $since: Time, $until: Time) {
  layers(group: $group, holdDays: $hold, since: $since, until: $until, first: 1) {
    snapshot
    totals {
      layer
      accounts
      received
      passed
      resting
    }
    accounts {
      total
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyLayersQuery, MoneyLayersQueryVariables>;
export const MoneyLayerDocument = new TypedDocumentString(`
    query MoneyLayer($group: [ID!]!, $hold: Float!, $since: Time, $until: Time, $layer: Int, $first: Int, $after: String) {
  layers(
    group: $group
    holdDays: $hold
    since: $since
    until: $until
    layer: $layer
    first: $first
    after: $after
  ) {
    accounts {
      total
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        account {
          id
          kind
          caption
        }
        owner {
          id
          kind
          caption
        }
        layer
        role
        confidence
        received
        fromBelow
        passed
        returned
        resting
        heldSeconds
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyLayerQuery, MoneyLayerQueryVariables>;
export const MoneyCorePeopleDocument = new TypedDocumentString(`
    query MoneyCorePeople($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {
  corePeople(
    group: $group
    since: $since
    until: $until
    first: $first
    after: $after
  ) {
    total
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      person {
        id
        kind
        caption
      }
      score
      role
      kept
      paid
      earned
      brought
      shared
      firms
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyCorePeopleQuery, MoneyCorePeopleQueryVariables>;
export const MoneyCoreAccountsDocument = new TypedDocumentString(`
    query MoneyCoreAccounts($group: [ID!]!, $since: Time, $until: Time, $first: Int, $after: String) {
  coreMembers(
    group: $group
    since: $since
    until: $until
    first: $first
    after: $after
  ) {
    total
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      account {
        id
        kind
        caption
      }
      owner {
        id
        kind
        caption
      }
      score
      handled
      betweenness
      core
      degree
      cutOff
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyCoreAccountsQuery, MoneyCoreAccountsQueryVariables>;
export const MoneyFlowsDocument = new TypedDocumentString(`
    query MoneyFlows($ids: [ID!]!) {
  among(ids: $ids, links: [TRANSFER], summed: true) {
    total
    truncated
    leftOut {
      words
      count
    }
    links {
      id
      fromId
      toId
      ... on FlowLink {
        count
        sum
        first
        last
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyFlowsQuery, MoneyFlowsQueryVariables>;
export const MoneyOutDocument = new TypedDocumentString(`
    query MoneyOut($id: ID!, $since: Time, $until: Time) {
  expand(
    id: $id
    links: [TRANSFER]
    outgoing: true
    summed: true
    since: $since
    until: $until
    first: 200
  ) {
    total
    links {
      fromId
      toId
      ... on FlowLink {
        count
        sum
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyOutQuery, MoneyOutQueryVariables>;
export const MoneyIncomingDocument = new TypedDocumentString(`
    query MoneyIncoming($id: ID!) {
  expand(
    id: $id
    links: [TRANSFER]
    outgoing: false
    summed: false
    order: AMOUNT
    first: 10
  ) {
    total
    links {
      id
      ... on TransferLink {
        amount
        at
        from {
          id
          kind
          caption
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyIncomingQuery, MoneyIncomingQueryVariables>;
export const MoneyRulesDocument = new TypedDocumentString(`
    query MoneyRules($account: ID!, $at: Time!, $amount: Fen!, $rules: [Rule!], $back: Boolean!, $first: Int, $after: String) {
  traceSum(
    account: $account
    at: $at
    amount: $amount
    rules: $rules
    back: $back
    first: $first
    after: $after
  ) {
    snapshot
    leftOut
    leftOutMost
    totals {
      rule
      amount
    }
    held {
      total
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        account {
          id
          kind
          caption
        }
        shares {
          rule
          amount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyRulesQuery, MoneyRulesQueryVariables>;
export const MoneyWhatIfDocument = new TypedDocumentString(`
    query MoneyWhatIf($action: Action!, $group: [ID!]!, $at: Time!, $payees: [ID!], $first: Int, $after: String) {
  whatIf(
    action: $action
    group: $group
    at: $at
    payees: $payees
    first: $first
    after: $after
  ) {
    snapshot
    held
    kept
    later {
      days
      left
      balance
    }
    hits {
      total
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        account {
          id
          kind
          caption
        }
        owner {
          id
          kind
          caption
        }
        sameOwner
        direct
        onward
        low
        high
        arrears
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoneyWhatIfQuery, MoneyWhatIfQueryVariables>;
export const ReviewQueueDocument = new TypedDocumentString(`
    query ReviewQueue($kind: KindName, $first: Int) {
  pairsToJudge(kind: $kind, first: $first) {
    total
    nodes {
      left {
        id
        kind
        caption
      }
      right {
        id
        kind
        caption
      }
      alike
      differ
    }
  }
  reviewing {
    waiting
    today
    agreement {
      other
      pairs
      agreed
      kappa
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewQueueQuery, ReviewQueueQueryVariables>;
export const ReviewPairDocument = new TypedDocumentString(`
    query ReviewPair($left: ID!, $right: ID!) {
  pairToJudge(left: $left, right: $right) {
    left {
      id
      kind
      caption
      rows
      first
      files {
        file
        rows
      }
    }
    right {
      id
      kind
      caption
      rows
      first
      files {
        file
        rows
      }
    }
    properties {
      property
      label
      type
      left
      right
      state
    }
    neighbours {
      link
      label
      kind
      kindLabel
      left
      right
      shared
      names
    }
    moves {
      links
      rows
      findings
      cases
      needs
      refused
    }
    verdict {
      score
      band
      agrees
      reasons {
        what
        words
        gave
      }
      judgement {
        seq
        answer
        reason
        basis
        at
        blind
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewPairQuery, ReviewPairQueryVariables>;
export const ReviewJudgeDocument = new TypedDocumentString(`
    mutation ReviewJudge($left: ID!, $right: ID!, $answer: Answer!, $reason: String!, $basis: String) {
  judgePair(
    left: $left
    right: $right
    answer: $answer
    reason: $reason
    basis: $basis
  ) {
    score
  }
}
    `) as unknown as TypedDocumentString<ReviewJudgeMutation, ReviewJudgeMutationVariables>;
export const ReviewRecentDocument = new TypedDocumentString(`
    query ReviewRecent($who: String, $first: Int) {
  judgements(who: $who, first: $first) {
    total
    nodes {
      seq
      left {
        id
        kind
        caption
      }
      right {
        id
        kind
        caption
      }
      answer
      at
      reason
      score
      blind
      force
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewRecentQuery, ReviewRecentQueryVariables>;
export const ReviewBackDocument = new TypedDocumentString(`
    mutation ReviewBack($seq: Int!, $reason: String!) {
  takeBack(seq: $seq, reason: $reason) {
    seq
  }
}
    `) as unknown as TypedDocumentString<ReviewBackMutation, ReviewBackMutationVariables>;
export const SearchHitsDocument = new TypedDocumentString(`
    query SearchHits($text: String!, $kinds: [KindName!], $regions: [String!], $first: Int!, $after: String) {
  search(
    text: $text
    kinds: $kinds
    regions: $regions
    first: $first
    after: $after
  ) {
    cut
    kinds {
      value
      count
    }
    regions {
      value
      count
    }
    hits {
      total
      totalIsExact
      pageInfo {
        endCursor
        hasNextPage
      }
      nodes {
        score
        reason
        region
        entity {
          id
          kind
          caption
          sources
          risk {
            grade
            score
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchHitsQuery, SearchHitsQueryVariables>;
export const StatisticsCountsDocument = new TypedDocumentString(`
    query StatisticsCounts {
  counts {
    kinds {
      name
      label
      count
    }
    links {
      name
      label
      count
    }
  }
  state {
    asOf
  }
}
    `) as unknown as TypedDocumentString<StatisticsCountsQuery, StatisticsCountsQueryVariables>;
export const StatisticsTalliesDocument = new TypedDocumentString(`
    query StatisticsTallies {
  findingTallies {
    name
    label
    count
  }
  patterns {
    name
  }
}
    `) as unknown as TypedDocumentString<StatisticsTalliesQuery, StatisticsTalliesQueryVariables>;
export const StatisticsRegionsDocument = new TypedDocumentString(`
    query StatisticsRegions($kind: KindName!) {
  riskByRegion(kind: $kind) {
    region
    code
    province
    entities
    red
    amber
    yellow
  }
}
    `) as unknown as TypedDocumentString<StatisticsRegionsQuery, StatisticsRegionsQueryVariables>;
export const StatisticsClassesDocument = new TypedDocumentString(`
    query StatisticsClasses($kind: KindName!) {
  riskByClass(kind: $kind) {
    suspected
    entities
    red
    amber
    yellow
  }
}
    `) as unknown as TypedDocumentString<StatisticsClassesQuery, StatisticsClassesQueryVariables>;
export const StatisticsMonthsDocument = new TypedDocumentString(`
    query StatisticsMonths {
  findingsByMonth {
    month
    findings
    classes
    score
  }
}
    `) as unknown as TypedDocumentString<StatisticsMonthsQuery, StatisticsMonthsQueryVariables>;
export const StatisticsTransfersDocument = new TypedDocumentString(`
    query StatisticsTransfers {
  histogramByTime(link: TRANSFER, step: month) {
    without
    bins {
      low
      count
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<StatisticsTransfersQuery, StatisticsTransfersQueryVariables>;
export const StatisticsAlertsDocument = new TypedDocumentString(`
    query StatisticsAlerts($kind: KindName!, $regions: [String!]!, $first: Int) {
  alerts(
    kind: $kind
    grades: [RED, AMBER, YELLOW]
    regions: $regions
    first: $first
  ) {
    alerts {
      total
      nodes {
        entity {
          id
          kind
          caption
        }
        score
        grade
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StatisticsAlertsQuery, StatisticsAlertsQueryVariables>;