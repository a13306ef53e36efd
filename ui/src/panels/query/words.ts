import { dictionary } from "../../core/words";

export const words = dictionary(
  {
    show: "查看查询", title: "查询", copy: "复制", copied: "已复制", uncopied: "浏览器不许复制，请手选", variables: "变量", values: "参数", returns: "返回",
    cypher: "Cypher", graphql: "GraphQL", desk: "打开查询台", shared: "GraphQL 是页面实际发出的；Cypher 是图数据库上的同一问题或它所用的库内查询。",
  },
  {
    show: "Show the query", title: "Query", copy: "Copy", copied: "Copied", uncopied: "The browser refuses to copy: select it by hand", variables: "Variables", values: "Parameters", returns: "Returns",
    cypher: "Cypher", graphql: "GraphQL", desk: "Open the query desk", shared: "The page sends the GraphQL; the Cypher asks the same of the database, or is the library's query behind it.",
  },
);
