import { dictionary } from "../words";

export const words = dictionary(
  {
    away: "连不上服务器。请检查网络后重试；已保存的内容不受影响。",
    strange: (status: number) => `服务器的答复无法读取（HTTP ${status}）。请稍后重试；仍不行时，把此编号告诉管理员。`,
    unfit: "服务器不接受这次请求的内容。请重新载入页面再试。",
  },
  {
    away: "The server can't be reached. Check the network and try again; what was saved is unharmed.",
    strange: (status) => `The server's answer can't be read (HTTP ${status}). Try again shortly; if it goes on, tell your administrator this number.`,
    unfit: "The server does not accept what was asked. Load the page again and retry.",
  },
);
