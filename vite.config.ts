import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { recordGraph } from "./scripts/graph/record.mjs";
import { headerSets } from "./scripts/serve/headers.mjs";
import { hostedGroup, startGroups } from "./scripts/vite/chunks.mjs";
import { firstLook } from "./scripts/vite/first-look.mjs";
import { gzipUrl } from "./scripts/vite/gzip.mjs";
import { licences } from "./scripts/vite/licences.mjs";
import { messages } from "./scripts/vite/messages.mjs";
import { offline } from "./scripts/vite/offline.mjs";
import { leavePageParts } from "./scripts/vite/page-parts.mjs";
import { quietReactErrors } from "./scripts/vite/react-errors.mjs";
import { wat } from "./scripts/vite/wat.mjs";

const notices = licences();

export default defineConfig({
  // Relative, so that the site works below any path.
  base: "./",
  // A file that is not there is a 404, not the page: checkpoints have optional files.
  appType: "mpa",
  plugins: [
    messages(),
    gzipUrl(),
    wat(),
    react(),
    quietReactErrors(),
    firstLook(),
    recordGraph("page"),
    notices.page(),
    offline(),
  ],
  resolve: {
    // Leaves ORT's embedded runtime out: ours comes from files of our own (transformers-js.md, 3.6).
    conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions],
  },
  worker: {
    format: "es",
    plugins: () => [leavePageParts(), gzipUrl(), wat(), recordGraph("worker"), notices.worker()],
    // Told from the page's by name, as the workers themselves are: the page's weight is counted without them.
    rolldownOptions: { output: { chunkFileNames: "assets/[name].worker-[hash].js" } },
  },
  // A dependency that is found only when a worker starts would load the page anew in the middle of a run.
  optimizeDeps: { entries: ["index.html", "src/workers/model.worker.ts"] },
  build: {
    // The first versions with `light-dark()`, which all colours are written in.
    target: ["chrome123", "edge123", "firefox128", "safari18"],
    // A file inlined as data: cannot be cached apart, and is not the file that an outside test looks for.
    assetsInlineLimit: 0,
    // All of them know it.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [...startGroups(), hostedGroup] },
      },
    },
  },
  server: { headers: headerSets.isolated },
  preview: { headers: headerSets.isolated },
});
