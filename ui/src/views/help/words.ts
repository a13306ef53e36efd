import { dictionary } from "../../core/words";

export const words = dictionary(
  { title: "帮助", contents: "目录", findHint: "Ctrl+F 可在本页查找", admin: "管理", playground: "GraphQL 查询台" },
  { title: "Help", contents: "Contents", findHint: "Ctrl+F finds words on this page", admin: "Admin", playground: "GraphQL playground" },
);
