import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../api/schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/core/api/gql/**"],
  generates: {
    "src/core/api/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        useTypeImports: true,
        enumsAsTypes: true,
        defaultScalarType: "unknown",
        scalars: { Fen: "number", Long: "number", Time: "string", Date: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
