/** Every page, by the subject that the tests look at. */
export const pages = ({ finding, entity, caption, case: file }) => [
  ["home", "/"],
  ["findings", "/findings"],
  ["finding", `/findings?open=${finding}`],
  ["board", `/board?finding=${finding}`],
  ["board-empty", "/board"],
  ["money", `/money?finding=${finding}`],
  ["cases", "/cases"],
  ["case", `/cases/${file}`],
  ["imports", "/imports"],
  ["review", "/review"],
  ["statistics", "/statistics"],
  ["entity", `/entity/${entity}`],
  ["search", `/search?q=${encodeURIComponent(caption.slice(0, 4))}`],
  ["admin", "/admin"],
  ["help", "/help"],
  ["nowhere", "/nowhere"],
];
