/** The help: short sections of two languages, each a title and lines; a line is a term with what it means, or a sentence. */
import type { Lang } from "../../core/words";

export interface Section {
  id: string;
  title: string;
  steps?: string[]; // in order
  terms?: [term: string, meaning: string][];
  notes?: string[];
}

const zh: Section[] = [
  {
    id: "walk", title: "五分钟走一遍",
    steps: [
      "首页先看预警：红、橙、黄按分数排列，每条都写明理由；右侧是昨日以来的变化和你的案件。",
      "点一条预警的“画布”，它的关系已按资金层次排好：左边是付款人，右边是钱最后停留的地方。",
      "选中一个主体按 E：先看有多少、合计多少，选好类型与金额再展开；多余的可以收回。",
      "点一条线：看它意味着什么、法律上能说明什么、来自哪个文件的哪一行，以及什么会削弱它。",
      "做错了按 Ctrl+Z，每一步都能退回，关掉页面再打开也在。",
      "把有用的主体、关系、发现存入案件，写明理由；案件的经过逐条留痕，可导出。",
    ],
  },
  {
    id: "words", title: "这里的词",
    terms: [
      ["发现", "规则在数据中找到的一种情形，附分数、理由和来源行。它是线索，不是结论；每条都要有人处理：属实、排除或待核。"],
      ["预警", "同一主体的各条发现汇总后的等级：红 80 分起，橙 60 起，黄 40 起。等级同时用形状和字表示。"],
      ["层", "钱从参与人出发走到的第几站：参与人、归集账户、过渡账户、沉淀处。层由后端按时间先后推算，持有时间可设。"],
      ["复投", "拿回本金后不久又投给同一群体。默认不重复计入投入，台账里单列。"],
      ["返还、返息、佣金", "退回的本金、按期付的收益、因拉人而得的钱，三者分列；未兑付按所选口径算。"],
      ["残差", "账户期初加收入减支出与期末余额之间说不清的差额。它从不被抹平，总是写出来。"],
      ["口径", "怎样算：先进先出、后进先出、按比例等。不同口径并列给出，由你和法院选择。"],
      ["假设推演", "如果当时冻结某些账户会怎样。是推演，不是事实，画面标为金色。"],
      ["归并", "两条记录是否同一人或同一企业。先看事实再判断，判完才显示系统评分；判断可以撤销。"],
      ["来源行", "一条事实所依据的文件、校验值和行号。任何数字点进去都能到这里。"],
      ["反证", "会削弱一条线索的事实。它的条数总是显示，即使为零。"],
      ["导入", "一个文件按映射装入的一次版本，可整体撤销。拒收的行逐条写明原因。"],
    ],
  },
  {
    id: "board", title: "画布的按键",
    terms: [
      ["方向键", "沿关系走到相邻的主体"], ["Enter", "打开"], ["R", "所选主体的下一条关系"], ["E", "展开"], ["P", "两个主体之间的路径"], ["M", "标记：核心、嫌疑、受害、证人"], ["N", "备注"], ["G", "合为一组"], ["I", "固定位置"], ["Delete", "从画布移去"],
      ["V / H / B / L", "选择、拖动、框选、套索"], ["Ctrl+A", "全选"], ["F", "适应窗口"], ["Ctrl+Z / Ctrl+Y", "撤销、重做"], ["Esc", "退一级"], ["?", "全部按键"],
    ],
    notes: ["在输入框里单键不起作用。"],
  },
  {
    id: "keys", title: "其他页的按键",
    terms: [["Ctrl+K", "任何页：检索"], ["J / K", "发现：下一条、上一条"], ["空格、A、C、X", "发现：选中、指派、属实、排除"], ["S / D / U", "归并：同一、不同、存疑"], ["→", "归并：下一对"], ["Ctrl+Enter", "映射文本：试运行"]],
  },
  {
    id: "money", title: "金额与时间怎么读",
    terms: [["万、亿", "概数用万和亿，悬停显示到分；台账一律用元到分。"], ["—", "没有载明。零写作 0.00。"], ["约", "估算值。"], ["时间", "一律东八区。日期如 2026-11-23。"], ["第几条，共几条", "列表总写明列出多少、共有多少；合计按全部计算时另行注明。"]],
  },
  {
    id: "privacy", title: "脱敏与审计",
    notes: [
      "姓名、证件号、电话、账号、地址等默认脱敏，列表、导出和复制都一样。",
      "有权的人可逐个查看完整值：写明理由，显示 60 秒，记入审计链。只限本人辖区内的主体。",
      "查看、检索、判断、导入、导出和登录都记入审计链；每条含前一条的散列值，改动会被核验发现。",
      "审计员在“管理”中可按人和动作查看，并核验整条链。",
      "系统不向外发送任何内容，地图和字体都在本机。",
    ],
  },
  {
    id: "limits", title: "线索不是证据",
    notes: ["系统指出疑似，不认定违法。采取措施之前，请核对来源行，看反证，并由承办人判断。", "地名、人名和企业名若标有“演示数据”，均为虚构。"],
  },
  {
    id: "ask", title: "有问题找谁",
    terms: [["账号、权限、停用", "本单位管理员（“管理”中的用户页）"], ["没有权限看某页", "向管理员说明用途申请；系统不透露那里是否有内容"], ["数据有误", "在主体页看来源行，告诉导入该文件的人；错误的导入可以整体撤销"], ["页面出错", "记下画面上的编号和时间，交给管理员；画布与已保存的内容不受影响"]],
  },
];

const en: Section[] = [
  {
    id: "walk", title: "Five minutes",
    steps: [
      "Home shows alerts first: red, amber and yellow by score, each with its reasons; beside them what changed since yesterday, and your cases.",
      "Open an alert on the board. It is laid out by where the money goes: payers on the left, where it rests on the right.",
      "Choose an entity and press E: see how many and how much first, choose types and amounts, then expand. What is too much can be taken back.",
      "Click a line: what it means, what it can show legally, which row of which file says so, and what would weaken it.",
      "Ctrl+Z takes back any step, also after the page was closed.",
      "Put what matters into a case, with a reason. The case keeps a record of every step and can be exported.",
    ],
  },
  {
    id: "words", title: "Words",
    terms: [
      ["Finding (发现)", "Something a rule found in the data, with a score, reasons and source rows. It is a lead, no verdict; somebody decides on each: confirmed, dismissed or open."],
      ["Alert (预警)", "The grade of an entity by all its findings: red from 80, amber from 60, yellow from 40. A grade is a shape and a word, never colour alone."],
      ["Layer (层)", "How many steps money is from the participants: participants, collection, transit, where it rests. The server works it out by time; how long money may be held is a setting."],
      ["Reinvested (复投)", "Principal that came back and was paid in again soon. It is not counted twice unless you ask for it, and has a column of its own."],
      ["Returned, interest, commission", "Principal paid back, yields paid, money for recruiting: each has its column. What is unpaid depends on the rule chosen."],
      ["Residue (残差)", "What opening plus in minus out does not explain of a closing balance. It is never smoothed away."],
      ["Rule (口径)", "How one counts: first in first out, last in first out, pro rata. Rules stand side by side; you and a court choose."],
      ["What if (假设推演)", "What would have happened had accounts been frozen. A supposition, marked in gold."],
      ["Merge (归并)", "Whether two records are one person or firm. Look first, judge, then see the system's score; an answer can be taken back."],
      ["Source row (来源行)", "The file, its hash and the row that a fact rests on. Every figure leads there."],
      ["Counter-evidence (反证)", "What weakens a lead. Its count is always shown, also when it is zero."],
      ["Import (导入)", "One file loaded by one mapping: a version that can be undone whole. Each rejected row says why."],
    ],
  },
  {
    id: "board", title: "Keys of the board",
    terms: [
      ["Arrows", "walk to neighbours"], ["Enter", "open"], ["R", "its lines, one after the other"], ["E", "expand"], ["P", "ways between two"], ["M", "mark as core, suspect, victim, witness"], ["N", "note"], ["G", "group"], ["I", "pin"], ["Delete", "take off the board"],
      ["V / H / B / L", "select, move, box, lasso"], ["Ctrl+A", "select all"], ["F", "fit"], ["Ctrl+Z / Ctrl+Y", "undo, redo"], ["Esc", "back one level"], ["?", "all keys"],
    ],
    notes: ["Single keys are off while you type."],
  },
  {
    id: "keys", title: "Keys elsewhere",
    terms: [["Ctrl+K", "anywhere: search"], ["J / K", "findings: next, previous"], ["Space, A, C, X", "findings: select, assign, confirm, dismiss"], ["S / D / U", "merge review: same, different, unsure"], ["→", "merge review: next pair"], ["Ctrl+Enter", "mapping text: trial run"]],
  },
  {
    id: "money", title: "Reading money and time",
    terms: [["Millions", "Headlines are rounded, the exact amount is on hover; ledgers are in yuan to the fen."], ["—", "Not stated. Zero is 0.00."], ["约 / about", "An estimate."], ["Time", "Always UTC+8. Dates as 2026-11-23."], ["n of m", "A list says how much of how much it shows; sums over all say so."]],
  },
  {
    id: "privacy", title: "Masking and audit",
    notes: [
      "Names, ID numbers, phones, accounts and addresses are masked on screen, in exports and in copies.",
      "Who has the right may see one value in full: with a reason, for 60 seconds, on the audit chain, and for entities of their own regions alone.",
      "Reading, searching, judging, importing, exporting and signing in are audited; each entry holds the hash of the one before, so that a change is found.",
      "Auditors filter the chain by person and act under Admin, and verify it.",
      "Nothing leaves this machine; maps and fonts are its own.",
    ],
  },
  {
    id: "limits", title: "A lead is no evidence",
    notes: ["The system points at what looks suspicious; it finds nobody guilty. Check the source rows and the counter-evidence before anything is done.", "Where “demo data” is shown, people, firms and places are invented."],
  },
  {
    id: "ask", title: "Whom to ask",
    terms: [["Accounts, rights, locked out", "your administrator (Users, under Admin)"], ["No right to see a page", "tell the administrator what you need it for; whether there is anything is not shown"], ["Wrong data", "see the source rows on the entity's page and tell whoever imported the file; an import can be undone whole"], ["A page fails", "note the number and time on screen for the administrator; the board and what was saved are unharmed"]],
  },
];

export const sections: Record<Lang, Section[]> = { zh, en };
