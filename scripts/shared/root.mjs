import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder: scripts work from wherever they are called. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What `vite build` writes and every host serves. */
export const distFolder = join(root, "dist");
