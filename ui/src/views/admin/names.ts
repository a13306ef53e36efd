/** Roles, rights and acts of the audit chain as people read them; what is not here shows as the server writes it. */
import { dictionary, useLang } from "../../core/words";

const roles = dictionary(
  { investigator: "调查员", prosecutor: "检察官", analyst: "分析师", modeller: "建模员", auditor: "审计员", administrator: "管理员", intake: "录入员" },
  { investigator: "investigator", prosecutor: "prosecutor", analyst: "analyst", modeller: "modeller", auditor: "auditor", administrator: "administrator", intake: "intake clerk" },
);
const rights = dictionary(
  { search: "检索", read: "查看主体与关系", analyse: "资金追踪与分析", findings: "查看发现", triage: "处理发现", judge: "判定同一主体", cases: "办理案件", annotate: "批注与保存视图", unmask: "查看未脱敏值", export: "导出", cypher: "自写 Cypher", submit: "填报与上传", imports: "查看导入", jobs: "启动任务", audit: "查看审计", users: "管理用户" },
  { search: "search", read: "read entities and links", analyse: "trace and analyse money", findings: "read findings", triage: "decide on findings", judge: "judge who is who", cases: "work on cases", annotate: "annotate and save views", unmask: "read personal data in full", export: "export", cypher: "write Cypher", submit: "submit records and files", imports: "see imports", jobs: "start jobs", audit: "read the audit chain", users: "manage users" },
);
const acts = dictionary(
  {
    "sign-in": "登录", "sign-out": "退出", "sign-in-failed": "登录失败", "sign-in-locked": "登录锁定", read: "查看", search: "检索", expand: "展开", why: "看来源", among: "看相互关系", "links-between": "看关系明细", common: "共同邻居", paths: "找路径", pattern: "按模板检索", timeline: "看时间线", study: "资金分析", compare: "比较成对主体", review: "取待复核", judgements: "看判定",
    unmask: "查看未脱敏值", export: "导出", upload: "上传", "upload-drop": "删除上传", preview: "预览上传", propose: "草拟映射", trial: "试运行", load: "装载", undo: "撤销导入", rejected: "看拒收行", rebuild: "重建图", match: "提议同一主体", detect: "检测",
    "job-start": "启动任务", "job-end": "任务结束", "job-cancel": "取消任务", "job-again": "任务重跑", "user-add": "新增用户", "token-make": "创建令牌", "token-revoke": "收回令牌", cypher: "自写 Cypher", "cypher-refused": "Cypher 被拒",
    "case-open": "立案", "case-close": "结案", "case-reopen": "重开案件", "case-assign": "指派承办", "case-join": "加入成员", "case-leave": "移出成员", "case-add": "放入案件", "case-remove": "移出案件", "case-comment": "案件评论", "finding-assign": "指派发现", "finding-comment": "评论发现", "scores-export": "导出模型评分", annotate: "批注", "annotate-remove": "撤下批注", "view-save": "保存视图", "view-share": "共享视图", "view-unshare": "不再共享", judge: "判定", "finding-decide": "处理发现",
  },
  {
    "sign-in": "signed in", "sign-out": "signed out", "sign-in-failed": "sign-in failed", "sign-in-locked": "sign-in locked", read: "read", search: "searched", expand: "expanded", why: "looked at sources", among: "links among", "links-between": "links between", common: "common neighbours", paths: "paths", pattern: "pattern search", timeline: "time line", study: "analysed money", compare: "compared a pair", review: "took pairs", judgements: "looked at judgements",
    unmask: "read in full", export: "exported", upload: "sent in a file", "upload-drop": "threw a file away", preview: "previewed", propose: "proposed a mapping", trial: "trial run", load: "loaded", undo: "undid an import", rejected: "looked at rejected rows", rebuild: "rebuilt the graph", match: "proposed pairs", detect: "detected",
    "job-start": "started a job", "job-end": "job ended", "job-cancel": "cancelled a job", "job-again": "job ran again", "user-add": "added a user", "token-make": "made a token", "token-revoke": "took a token back", cypher: "wrote Cypher", "cypher-refused": "Cypher refused",
    "case-open": "opened a case", "case-close": "closed a case", "case-reopen": "reopened a case", "case-assign": "assigned a case", "case-join": "member joined", "case-leave": "member left", "case-add": "put into a case", "case-remove": "took out of a case", "case-comment": "commented on a case", "finding-assign": "assigned a finding", "finding-comment": "commented on a finding", "scores-export": "exported scores of a model", annotate: "annotated", "annotate-remove": "took an annotation away", "view-save": "saved a view", "view-share": "shared a view", "view-unshare": "shared no longer", judge: "judged a pair", "finding-decide": "decided on a finding",
  },
);

export const ROLES = Object.keys(roles.zh);
export const ACTS = Object.keys(acts.zh);

export function useNames(): { role: (name: string) => string; right: (name: string) => string; act: (name: string) => string } {
  const lang = useLang((s) => s.lang);
  const of = (all: typeof roles | typeof rights | typeof acts) => (name: string) => (all[lang] as Record<string, string>)[name] ?? name;
  return { role: of(roles), right: of(rights), act: of(acts) };
}
