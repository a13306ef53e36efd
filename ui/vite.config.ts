import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const SERVER = process.env.JINYING_URL ?? "http://127.0.0.1:8471";

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: "__CSP_NONCE__" }, // the server puts a fresh one in at each answer
  build: {
    outDir: "../api/page",
    emptyOutDir: true,
    assetsInlineLimit: 0, // what is inlined as data: the policy would have to allow
    chunkSizeWarningLimit: 700,
    target: "es2022",
  },
  worker: { format: "es" },
  server: { proxy: Object.fromEntries(["/api", "/signin", "/password", "/signout"].map((path) => [path, { target: SERVER, ws: true }])) },
});
