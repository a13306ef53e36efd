import { defineConfig } from "vitest/config";

// `npm test`: pure functions and the board without a screen. `npm run e2e`: a real browser at a server that runs.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"], environment: "happy-dom", isolate: false } },
      { test: { name: "e2e", include: ["tests/e2e/*.e2e.ts"], environment: "node", expect: { poll: { timeout: 60_000 } }, testTimeout: 900_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
});
