import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { root } from "./shared/root.mjs";
import { messages } from "./vite/messages.mjs";

/**
 * Builds the page of all views and editors in all states, apart from the site, so that it weighs nothing there.
 * @param {string} outDir
 */
export async function buildGallery(outDir) {
  await build({
    configFile: false,
    root,
    base: "./",
    logLevel: "warn",
    publicDir: false,
    plugins: [messages(), react()],
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(root, "gallery.html") } },
  });
}
