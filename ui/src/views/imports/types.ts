/** What the wizard keeps of its answers. */
import type { ImportsCheckQuery, ImportsDiffQuery, ImportsListQuery, ImportsPreviewQuery, ImportsProposalQuery, ImportsUploadsQuery } from "../../core/api/gql/graphql";

export type Check = ImportsCheckQuery["checkMapping"];
export type Preview = ImportsPreviewQuery["uploadPreview"];
export type Proposal = ImportsProposalQuery["mappingProposal"];
export type Rejected = Check["rejects"][number];
export type Reason = Check["reasons"][number];
export type RecordChange = Check["records"][number];
export type Example = Check["examples"][number];
export type Use = Check["columns"][number];
export type Loaded = ImportsListQuery["imports"]["nodes"][number];
export type Diff = ImportsDiffQuery["importDiff"];
export type Upload = ImportsUploadsQuery["uploads"][number];

/** Which mapping an upload is read by: whichever shipped one fits, a shipped one by name, or a text. */
export type Choice = { how: "auto" } | { how: "shipped"; name: string } | { how: "draft" } | { how: "own"; text: string };
/** What a person said a column is; without a role it is not used. */
export type Picked = Record<string, string | null>;
export type Role = Proposal["roles"][number];
/** How sure it is what a column becomes. */
export type Standing = "template" | "set" | "auto" | "check" | "joined" | "condition" | "ignored";
export interface ColumnRow {
  column: string;
  sample: string | null;
  masked: boolean;
  targets: Use[];
  standing: Standing;
}
