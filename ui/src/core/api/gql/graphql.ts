/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type OntologyQueryVariables = Exact<{ [key: string]: never; }>;


export type OntologyQuery = { ontology: { kinds: Array<{ name: string, caption: string, label: { zh: string, en: string }, properties: Array<{ name: string, type: string, masked: boolean, label: { zh: string, en: string } }> }>, links: Array<{ name: string, from: Array<string>, to: Array<string>, many: boolean, sum: string | null, label: { zh: string, en: string }, properties: Array<{ name: string, type: string, masked: boolean, label: { zh: string, en: string } }>, meaning: { zh: string, en: string }, weight: { zh: string, en: string }, weakens: { zh: string, en: string } }> } };

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
         }> } } };

export type UnmaskMutationVariables = Exact<{
  id: string | number;
  reason: string;
  props?: Array<string> | string | null | undefined;
}>;


export type UnmaskMutation = { unmask: { values: unknown, seconds: number } };

export type WhyQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
}>;


export type WhyQuery = { why: { total: number, truncated: boolean, nodes: Array<{ id: string, owner: string, importId: string, file: string, sha256: string, sheet: string | null, row: number, mapping: string, loadedAt: string, values: unknown }> } };

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
    query Why($id: ID!, $first: Int) {
  why(id: $id, first: $first) {
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