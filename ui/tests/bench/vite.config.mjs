/** Builds what the bench measures, from our sources and, where PEERS names a folder that has them, from our peers. */
import react from "@vitejs/plugin-react";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const { PEERS = "", OUT = "" } = process.env;

/** `peers/x.js` is the file beside this one, and what it imports comes from PEERS; without PEERS it is nothing. */
const peers = {
  name: "peers",
  enforce: "pre",
  resolveId(id, importer) {
    if (id.startsWith("peers/")) return PEERS ? join(here, id) : "\0nothing";
    const peer = importer && (importer.startsWith(join(here, "peers")) || importer.startsWith(PEERS || "\0"));
    return peer && !/^[./\0]/.test(id) ? this.resolve(id, join(PEERS, "index.js"), { skipSelf: true }) : null;
  },
  load: (id) => (id === "\0nothing" ? "export {};" : null),
};

export default defineConfig({
  root: here,
  plugins: [peers, react()],
  build: { outDir: OUT, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 2000 },
  worker: { format: "es" },
  logLevel: "warn",
});
