import { dictionary } from "../core/words";

export const words = dictionary(
  {

    skip: "跳到正文",
    nav: "主导航",
    home: "首页", findings: "发现", board: "画布", money: "资金", cases: "案件", imports: "导入", review: "归并", statistics: "统计", help: "帮助", admin: "管理", desk: "查询",
    search: "企业、个人、账号后四位、拼音",
    dark: "切换深浅色", language: "English", password: "修改密码", signout: "退出登录",
    demo: "演示数据",
    broken: "页面出错", brokenMore: "画布与已保存的内容不受影响。重新载入后继续。", reload: "重新载入",
    nopage: "没有这个页面", nopageMore: "地址可能已变，或内容已移走。", tohome: "回到首页",
    away: "与服务器断开。画布上的操作存于本机，恢复后页面自动继续。", again: "现在重试",
  },
  {

    skip: "Skip to content",
    nav: "Main navigation",
    home: "Home", findings: "Findings", board: "Board", money: "Money", cases: "Cases", imports: "Imports", review: "Merge", statistics: "Figures", help: "Help", admin: "Admin", desk: "Queries",
    search: "Company, person, last four digits, pinyin",
    dark: "Light or dark", language: "中文", password: "Change password", signout: "Sign out",
    demo: "Demo data",
    broken: "This page failed", brokenMore: "The board and everything saved are unharmed. Load again to go on.", reload: "Load again",
    nopage: "No such page", nopageMore: "The address may have changed, or what it showed is gone.", tohome: "Back to home",
    away: "The server is out of reach. What you do on the board is kept here; the page goes on by itself once it is back.", again: "Try now",
  },
);
