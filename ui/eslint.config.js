import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

const LETTER = "/[A-Za-z\\u4e00-\\u9fff]/";
const words = "what people read stands in a words.ts, in both languages";
const rooms = ["core", "parts", "panels", "views", "shell"]; // each may import those before it
const above = (room) => rooms.slice(rooms.indexOf(room) + 1).map((name) => `**/${name}/**`);

export default ts.config(
  { ignores: ["node_modules", "src/core/api/gql/**", "tests/e2e/shots/**"] },
  ...ts.configs.recommended,
  { plugins: { "react-hooks": hooks }, rules: hooks.configs.recommended.rules },
  {
    files: ["src/**/*.tsx"],
    ignores: ["**/words.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: `JSXText[value=${LETTER}]`, message: words },
        { selector: "Literal[value=/[\\u4e00-\\u9fff]/]", message: words },
        { selector: "TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]", message: words },
        { selector: `JSXAttribute[name.name=/^(title|alt|placeholder|aria-label|label)$/] > Literal[value=${LETTER}]`, message: words },
      ],
    },
  },
  ...rooms.slice(0, -1).map((room) => ({
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: above(room), message: `${room} does not know the rooms above it` }] }] },
  })),
);
